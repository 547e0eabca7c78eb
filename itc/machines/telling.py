"""What people are told of the floor: who did not come, what was noted, what falls when a machine breaks."""

import datetime as dt

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from itc.cases.telling import page, step_page
from itc.lib import thai
from itc.machines.queries.outages_words import why_said
from itc.notices.registry import Details, Group, Told, register
from itc.web.templatetags.web import day


def fell(told: Details) -> str:
    """Return what a firm reads of a step that fell: why, when and where it is now, and what she may do."""
    if not told["is"]:
        said = _(
            "%(why)s, so “%(step)s” on %(was)s cannot be then. There is no new time yet. Your centre looks "
            "for one with you; or choose one yourself."
        )
    elif told.get("same"):
        said = _(
            "%(why)s. “%(step)s” stays on %(was)s, but with another: %(where)s. If that suits you, you need "
            "do nothing; else choose another time, or leave the step out."
        )
    else:
        said = _(
            "%(why)s, so “%(step)s” on %(was)s cannot be then. Your new time: %(is)s, %(where)s. If it suits "
            "you, you need do nothing; else choose another time, or leave the step out."
        )
    return f"{said % _words(told)} {_more(told)}".strip()


def fell_of_case(told: Details) -> str:
    """Return what an officer of the lead centre reads of it."""
    if not told["is"]:
        return _("Case %(case)s: “%(step)s” has fallen and needs a new time from you. %(why)s.") % _words(
            told
        )
    words = _("Case %(case)s: “%(step)s” is now on %(is)s, %(where)s. %(why)s.") % _words(told)
    return f"{words} {_more(told)}".strip()


def _more(told: Details) -> str:
    count = told["more"]
    if not count:
        return ""
    return ngettext("%(count)s more step has changed.", "%(count)s more steps have changed.", count) % {
        "count": count
    }


def _words(told: Details) -> dict[str, str]:
    side = "th" if get_language() == "th" else "en"
    unit = str(told[f"unit_{side}"])
    return {
        "case": told["case"],
        "step": str(told[side]),
        "was": _moment(told["at"]),
        "is": _moment(told["is"]),
        "why": capfirst(why_said(told["about"], unit)),
        "where": " · ".join(filter(None, (told.get(f"{name}_{side}") for name in ("instead", "place")))),
    }


def _moment(text: str) -> str:
    if not text:
        return ""
    moment = dt.datetime.fromisoformat(text)
    on = thai.date_text(thai.local_day(moment), language=get_language() or "th", weekday=True)
    return f"{on} {thai.clock_text(moment)}"


def ends(told: Details) -> str:
    """Return what a centre reads a day before the end of what was a guess."""
    side = "th" if get_language() == "th" else "en"
    unit = told[f"unit_{side}"] or _("Somebody on leave")
    return _(
        "%(unit)s is kept out until %(is)s, which was a guess. Prolong it, or firms can book it again."
    ) % {
        "unit": unit,
        "is": _moment(told["at"]),
    }


def absent(told: Details) -> str:
    """Return at which step nobody came, and what to do now."""
    return _(
        "Case %(case)s: “%(step)s” began on %(day)s, %(clock)s, and nobody came. Choose another time."
    ) % _of_turn(told)


def absence_undone(told: Details) -> str:
    """Return that it is not so: somebody came."""
    return _("Case %(case)s: somebody did come to “%(step)s” on %(day)s. It stays as it was.") % _of_turn(
        told
    )


def noted(told: Details) -> str:
    """Return of which step the centre has noted something for the firm."""
    return _("Case %(case)s: the centre has noted something for you on “%(step)s”.") % _of_turn(told)


def _of_turn(told: Details) -> dict[str, str]:
    at = dt.datetime.fromisoformat(told["at"])
    step = str(told["th"] if get_language() == "th" else told["en"])
    return {"case": told["case"], "step": step, "day": day(at), "clock": thai.clock_text(at)}


TITLE = gettext_lazy("A step cannot be then")

register(
    Told("step.fell", TITLE, fell, step_page, Group.CASE),
    Told("step.fell-soon", TITLE, fell, step_page, Group.CASE, urgent=True),
    Told(
        "outage.ends", gettext_lazy("Can it be had again?"), ends,
        lambda told: reverse("outage_detail", args=[told["outage"]]), Group.DESK,
    ),
    Told(
        "case.fell", gettext_lazy("A machine or person is away"), fell_of_case,
        page, Group.DESK,
    ),
    Told("turn.absent", gettext_lazy("You were expected"), absent, step_page, Group.CASE, urgent=True),
    Told(
        "turn.absence-undone", gettext_lazy("Somebody did come"), absence_undone, page, Group.CASE,
        urgent=True,
    ),
    Told(
        "turn.noted", gettext_lazy("A note from the machine"), noted,
        lambda told: page(told) + "#happened", Group.TALK,
    ),
)  # fmt: skip
