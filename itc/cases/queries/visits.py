"""In which stages a case is at work, which it has behind it, and what that opens."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from itc.cases.models import Step, Visit
from itc.cases.queries.page import CasePage
from itc.catalogue.models import Stage


@dataclass(frozen=True, slots=True)
class StageLine:
    """A stage of a case that has steps: its latest visit, if any, and how many of its steps lie ahead."""

    stage: str
    name: str
    visit: Visit | None
    ahead: int
    may_close: bool


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages of a case in the order of the line; `may_finish`: its officer, when no step lies ahead."""

    lines: tuple[StageLine, ...]
    may_finish: bool


def stages_of(page: CasePage, *, now: dt.datetime) -> Stages:
    """Return how far the case of a page is in each of its stages."""
    visits = {visit.stage: visit for visit in page.case.visits.all()}
    ahead: dict[str, int] = {}
    for step, _slots in page.steps:
        ahead[step.stage] = ahead.get(step.stage, 0) + (step.ends_at > now)
    officer = page.case.state == "running" and page.leads
    lines = []
    for stage in (each for each in Stage if each.value in ahead):
        visit, left = visits.get(stage.value), ahead[stage.value]
        may_close = officer and visit is not None and visit.closed_at is None and not left
        lines.append(StageLine(stage.value, str(stage.label), visit, left, may_close))
    return Stages(tuple(lines), officer and not any(ahead.values()))


def begun(*, now: dt.datetime) -> list[tuple[int, str, dt.datetime]]:
    """Return (case, stage, since) of every stage in which a step has begun and no visit was opened for it.

    A stage that was closed is begun again by a step that begins later than that.
    """
    steps = Step.objects.kept().filter(
        case__closure=None, case__confirmation__isnull=False, starts_at__lte=now
    )
    last: dict[tuple[int, str], Visit] = {}
    for visit in Visit.objects.filter(case__closure=None).order_by("opened_at", "pk"):
        last[visit.case_id, visit.stage] = visit
    found: dict[tuple[int, str], dt.datetime] = {}
    for case, stage, starts in steps.order_by("starts_at").values_list("case", "stage", "starts_at"):
        known = last.get((case, stage))
        if known is None or (known.closed_at is not None and starts > known.closed_at):
            found.setdefault((case, stage), starts)
    return [(case, stage, since) for (case, stage), since in found.items()]


def behind_gates(steps: Sequence[Step]) -> set[int]:
    """Return the keys of those steps whose gate has closed: every stage they wait for is behind the case."""
    cases = {step.case_id for step in steps if step.after}
    stages = {
        (case, seq): stage
        for case, seq, stage in Step.objects.kept().filter(case__in=cases).values_list("case", "seq", "stage")
    }
    closed = _closed(cases)
    return {step.pk for step in steps if _is_behind(step, stages, closed[step.case_id])}


def _closed(cases: Collection[int]) -> dict[int, set[str]]:
    """Return, by case, the stages whose latest visit is closed."""
    found: dict[int, set[str]] = defaultdict(set)
    for visit in Visit.objects.filter(case__in=cases).order_by("opened_at", "pk"):
        (found[visit.case_id].add if visit.closed_at else found[visit.case_id].discard)(visit.stage)
    return found


def _is_behind(step: Step, stages: dict[tuple[int, int], str], closed: set[str]) -> bool:
    before = {stages[step.case_id, seq] for seq in step.after if (step.case_id, seq) in stages}
    return bool(before) and before <= closed
