"""What the floor tells of a case: who came, what ran, what was noted; and steps that fell."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from itc.accounts.models import User
from itc.cases.models import Case, Step
from itc.cases.registry import Line, register, register_of_step
from itc.lib import thai
from itc.machines.models import Fallen, Note, Turn
from itc.machines.queries.notes import read_by
from itc.machines.queries.outages_words import why_text
from itc.machines.rules.turns import minutes_early, minutes_late
from itc.resources.models import Resource
from itc.resources.queries.taken import span_text

BECAME = {
    Fallen.Became.MOVED: lambda: _("%(why)s: “%(step)s” moved from %(was)s to %(is)s."),
    Fallen.Became.ALONG: lambda: _("%(why)s: “%(step)s” moved along from %(was)s to %(is)s."),
    Fallen.Became.BY_HAND: lambda: _("%(why)s: “%(step)s” on %(was)s has fallen, and needs a new time."),
}


@register
def of_outages(case: Case, _viewer: User) -> Iterator[Line]:
    """Tell which steps fell, why, and when they are now."""
    rows = Fallen.objects.filter(step__case=case)
    for row in rows.select_related("outage__resource", "outage__reported_by", "step", "instead"):
        url = reverse("case_step", args=[case.code, row.step.seq])
        yield Line(row.at, words_of(row), row.outage.reported_by.name, "changed", url)


def words_of(row: Fallen) -> str:
    """Return what became of a step, in a sentence."""
    return BECAME[Fallen.Became(row.became)]() % {
        "why": capfirst(why_text(row.outage)),
        "step": row.step.name,
        "was": span_text(row.was_from, row.was_to),
        "is": _now(row),
    }


def _now(row: Fallen) -> str:
    """Return when it is since then, and with what where that is another of its kind."""
    if row.is_from is None or row.is_to is None:
        return ""
    machine = row.instead if row.instead and row.instead.kind != Resource.Kind.PERSON else None
    return span_text(row.is_from, row.is_to) + (f" · {machine.name}" if machine else "")


TOLD = {
    "came": gettext_lazy("“%(step)s”: the firm or its material is here"),
    "ran": gettext_lazy("“%(step)s”: running"),
    "done": gettext_lazy("“%(step)s”: done"),
    "absent": gettext_lazy("“%(step)s”: nobody came"),
}
"""What is told of a tick."""


@register
def of_turns(case: Case, viewer: User) -> Iterator[Line]:
    """Tell of every step of a case what happened at its turns."""
    notes = read_by(viewer, on=thai.local_day(timezone.now())).filter(slot__step__case=case)
    yield from _lines(Turn.objects.filter(slot__step__case=case), notes)


@register_of_step
def of_step(step: Step, _viewer: User) -> Iterator[Line]:
    """Tell who serves a step what happened at its turns."""
    yield from _lines(Turn.objects.filter(slot__step=step), Note.objects.kept().filter(slot__step=step))


def _lines(turns: QuerySet[Turn], notes: QuerySet[Note]) -> Iterator[Line]:
    people = (f"{kind}_by" for kind in TOLD)
    for turn in turns.select_related("slot__step", *people):
        yield from _of_turn(turn)
    for note in notes.select_related("slot__step", "by"):
        words = _("Noted on “%(step)s”: %(words)s") % {
            "step": note.slot.step.name,
            "words": note.said or _("a photo"),
        }
        if not note.for_firm:
            words = f"{words} ({_('for us only')})"
        url = reverse("note_photo", args=[note.pk]) if note.photo else ""
        yield Line(note.at, words, note.by.name, "noted", url)


def _of_turn(turn: Turn) -> Iterable[Line]:
    for kind, told in TOLD.items():
        if at := getattr(turn, f"{kind}_at"):
            words = str(told) % {"step": turn.slot.step.name}
            yield Line(at, f"{words}{_beside(turn, kind)}", getattr(turn, f"{kind}_by").name, kind)


def _beside(turn: Turn, kind: str) -> str:
    """Return how far it was from what was planned; nothing where it hardly was."""
    late = minutes_late(turn.slot.use_from, turn.came_at)
    early = minutes_early(turn.slot.use_to, turn.done_at)
    if kind == "came" and late:
        return _(", %(minutes)s minutes late") % {"minutes": late}
    if kind == "done" and early > 0:
        return _(", %(minutes)s minutes before its end") % {"minutes": early}
    if kind == "done" and early < 0:
        return _(", %(minutes)s minutes over") % {"minutes": -early}
    return f": {turn.get_absent_why_display()}" if kind == "absent" and turn.absent_why else ""
