"""What this app tells of a case: opened, confirmed, closed, answers of providers, files."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from itc.accounts.models import User
from itc.audit.models import Event
from itc.cases.models import Case, File, Slot, StepLink
from itc.cases.models.steps import NO_ANSWER, SAID_NO
from itc.cases.registry import Line, register

CHANGED = {
    "moved": gettext_lazy("Moved: %(steps)s"),
    "added": gettext_lazy("Put in: %(steps)s"),
    "dropped": gettext_lazy("Left out: %(steps)s"),
    "priced": gettext_lazy("Another price: %(steps)s"),
}
"""What is told of a change, by what the record calls it."""


@register
def of_its_state(case: Case, _viewer: User) -> Iterator[Line]:
    """Tell when it was accepted, confirmed and closed, and by whom."""
    yield Line(case.made_at, _("The plan was accepted"), case.made_by.name, "opened")
    if hasattr(case, "confirmation"):
        yes = case.confirmation
        yield Line(yes.at, _("The centre confirmed the case"), yes.by.name, "confirmed")
    if hasattr(case, "closure"):
        end = case.closure
        why = _("The case has ended: %(why)s") % {"why": end.get_why_display()}
        yield Line(end.at, why, end.by.name if end.by else "", "closed")


@register
def of_changes(case: Case, _viewer: User) -> Iterator[Line]:
    """Tell which steps were moved, put in and left out, by the record of who did what."""
    of_case = Event.objects.filter(on_kind=case._meta.label_lower, on_key=str(case.pk))
    events = list(of_case.filter(verb="case.changed"))
    if not events:
        return
    names = {step.seq: step.name for step in case.steps.all()}
    people = User.objects.in_bulk([event.by_id for event in events])
    for event in events:
        by = people[event.by_id].name if event.by_id in people else ""
        for key, said in CHANGED.items():
            if seqs := event.details.get(key):
                steps = ", ".join(names[seq] for seq in seqs if seq in names)
                yield Line(event.happened_at, said % {"steps": steps}, by, "changed")


@register
def of_hand_overs(case: Case, _viewer: User) -> Iterator[Line]:
    """Tell from which centre to which it was handed, and why."""
    for each in case.hand_overs.all():
        names = {"source": each.from_centre.name, "target": each.to_centre.name}
        said = _("Handed over from %(source)s to %(target)s") % names
        yield Line(each.at, f"{said}: {each.words}" if each.words else said, each.by.name, "handed")


@register
def of_visits(case: Case, _viewer: User) -> Iterator[Line]:
    """Tell when work in a stage began, and when it was closed."""
    for visit in case.visits.select_related("closed_by"):
        stage = {"stage": visit.get_stage_display()}
        yield Line(visit.opened_at, _("Work began: %(stage)s") % stage, kind="opened")
        if visit.closed_at:
            by = visit.closed_by.name if visit.closed_by else ""
            yield Line(visit.closed_at, _("Work is done: %(stage)s") % stage, by, "closed")


@register
def of_answers(case: Case, _viewer: User) -> Iterator[Line]:
    """Tell what providers who were asked have answered."""
    rows = Slot.objects.filter(step__case=case, answered_at__isnull=False)
    for slot in rows.select_related("step", "resource", "counter", "answered_by"):
        assert slot.answered_at is not None
        assert slot.answered_by is not None
        said = (
            _("%(who)s said no to “%(step)s”")
            if slot.ended_why == SAID_NO
            else _("%(who)s said yes to “%(step)s”")
        )
        named = slot.resource or slot.counter
        words = said % {"who": named.name if named else "", "step": slot.step.name}
        yield Line(slot.answered_at, words, slot.answered_by.name, "answered")


@register
def of_what_nobody_answered(case: Case, _viewer: User) -> Iterator[Line]:
    """Tell which times were given up since nobody answered."""
    rows = Slot.objects.filter(step__case=case, ended_why=NO_ANSWER)
    for slot in rows.select_related("step", "resource"):
        assert slot.ended_at is not None
        words = {"who": slot.resource.name if slot.resource else "", "step": slot.step.name}
        yield Line(slot.ended_at, _("No answer in time from %(who)s to “%(step)s”") % words, kind="answered")


@register
def of_links(case: Case, _viewer: User) -> Iterator[Line]:
    """Tell what was said by the links of reminders: that she comes, or that it was by link she changed it."""
    for link in StepLink.objects.filter(step__case=case).select_related("step", "person"):
        step = {"step": link.step.name}
        if link.comes_at:
            yield Line(link.comes_at, _("Will come to “%(step)s”") % step, link.person.name, "answered")
        if link.used_at:
            words = _("By the link of a reminder: “%(step)s”") % step
            yield Line(link.used_at, words, link.person.name, "changed")


@register
def of_files(case: Case, _viewer: User) -> Iterator[Line]:
    """Tell what files were added and removed; one that is gone is not named any more."""
    for file in File.objects.filter(case=case).select_related("by", "removed_by"):
        if file.removed_at is None:
            url = reverse("case_file", args=[case.code, file.pk])
            yield Line(file.at, _("File added: %(name)s") % {"name": file.name}, file.by.name, "file", url)
            continue
        yield Line(file.at, _("A file was added, and removed later"), file.by.name, "file")
        assert file.removed_by is not None
        yield Line(file.removed_at, _("A file was removed"), file.removed_by.name, "file")
