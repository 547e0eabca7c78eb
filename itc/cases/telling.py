"""What people are told of their cases."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from itc.accounts.models import User
from itc.cases.actions.links import make_link
from itc.cases.actions.telling import step_words
from itc.cases.models import Closure, Step
from itc.cases.queries.asked import asked_of
from itc.cases.queries.lists import waiting_cases
from itc.lib import thai
from itc.notices.registry import Details, Group, Told, register, register_waits
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
    said = _("Your centre is asked for “%(step)s” on %(day)s, %(clock)s.") % words
    if until := told.get("until"):
        said += " " + _("Please answer before %(day)s, %(clock)s.") % {
            "day": _day(until), "clock": _clock(until),
        }  # fmt: skip
    return said


def declined(told: Details) -> str:
    """Return which step its centre said no to."""
    words = {"case": told["case"], "step": _name(told)}
    return _("Case %(case)s: the centre of “%(step)s” cannot do it then. Choose another time.") % words


def late(told: Details) -> str:
    """Return what a centre has to answer soon."""
    words = {"step": _name(told), "day": _day(told["at"]), "until": _day(told["until"])}
    words["clock"] = _clock(told["until"])
    return (
        _("“%(step)s” on %(day)s still waits for your answer. Please answer before %(until)s, %(clock)s.")
        % words
    )


def unanswered(told: Details) -> str:
    """Return which centre has not answered in time, to who leads the case."""
    words = {"case": told["case"], "step": _name(told), "day": _day(told["at"])}
    return (
        _(
            "Case %(case)s: nobody has answered for “%(step)s” on %(day)s. Please call who does it: "
            "in a day its time is given back, and another is to be found."
        )
        % words
    )


def lapsed(told: Details) -> str:
    """Return which step lost its time since nobody answered."""
    words = {"case": told["case"], "step": _name(told)}
    return _("Case %(case)s: nobody answered for “%(step)s” in time. Choose another time.") % words


def back(told: Details) -> str:
    """Return which step has its time again."""
    words = {"case": told["case"], "step": _name(told), "day": _day(told["at"])}
    return _("Case %(case)s: the no to “%(step)s” was a mistake. Its time on %(day)s is held again.") % words


def proposed(told: Details) -> str:
    """Return for which step its centre proposes other times."""
    words = {"case": told["case"], "step": _name(told)}
    return _("Case %(case)s: for “%(step)s” the centre proposes other times. Take one with a press.") % words


def coming(told: Details) -> str:
    """Return where she is to be, and when."""
    words = {"case": told["case"], "step": _name(told), "day": _day(told["at"]), "clock": _clock(told["at"])}
    said = _("%(day)s, %(clock)s: “%(step)s” (case %(case)s).") % words
    if until := told.get("until"):
        when = {"day": _day(until), "clock": _clock(until)}
        said += " " + _("You can move it or give it back until %(day)s, %(clock)s.") % when
    return said


def coming_link(told: Details, person: User, sending: str) -> str:
    """Return the page on which she answers without a password; that of the step, where it was moved since."""
    step = Step.objects.filter(case__code=told["case"], seq=told["seq"], dropped_at=None).first()
    if step is None or step.starts_at != dt.datetime.fromisoformat(told["at"]):
        return step_page(told)
    secret = make_link(step=step, person=person, sending=sending, now=timezone.now())
    return reverse("step_by_link", args=[secret])


def by_link(told: Details) -> str:
    """Return what was done by the link of a reminder of hers."""
    said = {
        "comes": _("By the link of your reminder somebody said that you come to “%(step)s”, case %(case)s."),
        "moved": _("By the link of your reminder “%(step)s” of case %(case)s was moved to %(day)s."),
        "cancelled": _("By the link of your reminder “%(step)s” of case %(case)s was given back."),
    }
    words = {"case": told["case"], "step": _name(told), "day": _day(told["at"])}
    return said[told["did"]] % words


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


@register_waits
def what_waits(person: User, now: dt.datetime) -> Iterator[tuple[str, Details]]:
    """Yield the cases that wait for the yes of her centre, and what it is asked for, by their last day."""
    for case in waiting_cases(person, now=now):
        yield "case.opened", {"case": case.code, "until": case.lapses_at.isoformat()}
    for slot in asked_of(person, now=now).select_related("step").order_by("answer_by", "held_from", "pk"):
        until = {"until": slot.answer_by.isoformat()} if slot.answer_by else {}
        yield "slot.asked", step_words(slot.step) | until


COMING, CASE, TALK, ASKED, DESK = Group.COMING, Group.CASE, Group.TALK, Group.ASKED, Group.DESK

register(
    Told("case.opened", gettext_lazy("A new case"), opened, page, DESK),
    Told(
        "case.confirmed", gettext_lazy("Your centre has said yes"),
        lambda told: _("Case %(case)s is confirmed: what it holds stays held.") % told, page, CASE,
    ),
    Told("case.closed", gettext_lazy("A case has ended"), closed, page, CASE),
    Told("case.missed", gettext_lazy("A time could not be had"), missed, step_page, CASE, urgent=True),
    Told(
        "slot.asked", gettext_lazy("Somebody asks for your time"), asked,
        lambda _told: reverse("asked_list"), ASKED,
    ),
    Told("slot.declined", gettext_lazy("A centre said no"), declined, step_page, CASE, urgent=True),
    Told("slot.proposed", gettext_lazy("Another time for you"), proposed, step_page, CASE, urgent=True),
    Told("slot.back", gettext_lazy("Your time is back"), back, step_page, CASE, urgent=True),
    Told("slot.lapsed", gettext_lazy("Nobody answered"), lapsed, step_page, CASE, urgent=True),
    Told(
        "slot.taken", gettext_lazy("Your proposal was taken"),
        lambda told: _("“%(step)s” is yours on %(day)s, %(clock)s, as you proposed.")
        % {"step": _name(told), "day": _day(told["at"]), "clock": _clock(told["at"])},
        lambda _told: reverse("served_list"), ASKED,
    ),
    Told(
        "slot.late", gettext_lazy("Your answer is waited for"), late, lambda _told: reverse("asked_list"),
        ASKED, timely=True,
    ),
    Told("slot.unanswered", gettext_lazy("A centre does not answer"), unanswered, page, DESK, timely=True),
    Told(
        "case.message", gettext_lazy("New words on a case"),
        lambda told: _("There are new words on case %(case)s.") % told,
        lambda told: page(told) + "#talk", TALK,
    ),
    Told(
        "case.changed", gettext_lazy("A case was changed"),
        lambda told: _("The other side has changed case %(case)s: look at what is different.") % told,
        page, CASE,
    ),
    Told(
        "stage.closed", gettext_lazy("A stage is done"),
        lambda told: _("Case %(case)s has a stage behind it.") % told, page, CASE,
    ),
    Told(
        "case.in-hand", gettext_lazy("A case for you"),
        lambda told: _("Case %(case)s was put in your hands.") % told, page, DESK,
    ),
    Told("case.handed-over", gettext_lazy("A case from another centre"), handed_over, page, DESK),
    Told("case.new-lead", gettext_lazy("Another centre leads your case"), new_lead, page, CASE),
    Told(
        "case.handed-away", gettext_lazy("A case went to another centre"), handed_away,
        lambda _told: reverse("desk"), DESK,
    ),
    Told(
        "leave.deputy", gettext_lazy("You stand in for a colleague"), deputy,
        lambda _told: reverse("desk") + "?whose=mine", DESK,
    ),
    Told("step.coming", gettext_lazy("Soon"), coming, step_page, COMING, timely=True, link=coming_link),
    Told("step.by-link", gettext_lazy("Done by your link"), by_link, page, CASE, here_alone=True),
)  # fmt: skip
