"""What people are told of their cases."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from itc.cases.models import Closure
from itc.lib import thai
from itc.notices.registry import Details, Told, register
from itc.web.templatetags.web import day


def page(told: Details) -> str:
    """Return the page of the case."""
    return reverse("case_detail", args=[told["case"]])


def step_page(told: Details) -> str:
    """Return the page of a step of the case."""
    return reverse("case_step", args=[told["case"], told["seq"]])


def opened(told: Details) -> str:
    """Return what an officer reads of a new case."""
    return _("Case %(case)s waits for your yes, which must come before %(day)s.") % {
        "case": told["case"],
        "day": _day(told["until"]),
    }


def closed(told: Details) -> str:
    """Return how a case ended."""
    why = str(Closure.Why(told["why"]).label)
    return _("Case %(case)s has ended: %(why)s.") % {"case": told["case"], "why": why}


def missed(told: Details) -> str:
    """Return which step lost its time."""
    words = {"case": told["case"], "step": _name(told)}
    return _("Case %(case)s: the time of “%(step)s” could not be had. Choose another.") % words


def asked(told: Details) -> str:
    """Return what a centre is asked for."""
    words = {"step": _name(told), "day": _day(told["at"]), "clock": _clock(told["at"])}
    return _("Your centre is asked for “%(step)s” on %(day)s, %(clock)s.") % words


def declined(told: Details) -> str:
    """Return which step its centre said no to."""
    words = {"case": told["case"], "step": _name(told)}
    return _("Case %(case)s: the centre of “%(step)s” cannot do it then. Choose another time.") % words


def coming(told: Details) -> str:
    """Return where she is to be, and when."""
    words = {"case": told["case"], "step": _name(told), "day": _day(told["at"]), "clock": _clock(told["at"])}
    return _("%(day)s, %(clock)s: “%(step)s” (case %(case)s).") % words


def handed_over(told: Details) -> str:
    """Return what an officer reads of a case from another centre."""
    return _("Case %(case)s comes to your centre from %(centre)s.") % _centre(told)


def new_lead(told: Details) -> str:
    """Return which centre leads a case of hers from now on."""
    return _("Case %(case)s is led by %(centre)s now. All that is held stays held.") % _centre(told)


def handed_away(told: Details) -> str:
    """Return what she reads who had a case in hand that is another centre's now."""
    return _("Case %(case)s, which you had in hand, went to %(centre)s.") % _centre(told)


def deputy(told: Details) -> str:
    """Return for which days she stands in for a colleague."""
    days = {key: day(dt.date.fromisoformat(told[key])) for key in ("first", "last")}
    return _("You stand in for a colleague from %(first)s to %(last)s: her cases are on your desk.") % days


def _centre(told: Details) -> dict[str, str]:
    return {"case": told["case"], "centre": _name(told)}


def _name(told: Details) -> str:
    return str(told["th"] if get_language() == "th" else told["en"])


def _day(moment: str) -> str:
    return day(dt.datetime.fromisoformat(moment))


def _clock(moment: str) -> str:
    return thai.clock_text(dt.datetime.fromisoformat(moment))


register(
    Told("case.opened", gettext_lazy("A new case"), opened, page),
    Told(
        "case.confirmed", gettext_lazy("Your centre has said yes"),
        lambda told: _("Case %(case)s is confirmed: what it holds stays held.") % told, page,
    ),
    Told("case.closed", gettext_lazy("A case has ended"), closed, page),
    Told("case.missed", gettext_lazy("A time could not be had"), missed, step_page, urgent=True),
    Told(
        "slot.asked", gettext_lazy("Somebody asks for your time"), asked,
        lambda _told: reverse("asked_list"),
    ),
    Told("slot.declined", gettext_lazy("A centre said no"), declined, step_page, urgent=True),
    Told(
        "case.message", gettext_lazy("New words on a case"),
        lambda told: _("There are new words on case %(case)s.") % told,
        lambda told: page(told) + "#talk",
    ),
    Told(
        "case.changed", gettext_lazy("A case was changed"),
        lambda told: _("The other side has changed case %(case)s: look at what is different.") % told,
        page,
    ),
    Told(
        "stage.closed", gettext_lazy("A stage is done"),
        lambda told: _("Case %(case)s has a stage behind it.") % told, page,
    ),
    Told(
        "case.in-hand", gettext_lazy("A case for you"),
        lambda told: _("Case %(case)s was put in your hands.") % told, page,
    ),
    Told("case.handed-over", gettext_lazy("A case from another centre"), handed_over, page),
    Told("case.new-lead", gettext_lazy("Another centre leads your case"), new_lead, page),
    Told(
        "case.handed-away", gettext_lazy("A case went to another centre"), handed_away,
        lambda _told: reverse("desk"),
    ),
    Told(
        "leave.deputy", gettext_lazy("You stand in for a colleague"), deputy,
        lambda _told: reverse("desk") + "?whose=mine",
    ),
    Told("step.coming", gettext_lazy("Soon"), coming, step_page),
)  # fmt: skip
