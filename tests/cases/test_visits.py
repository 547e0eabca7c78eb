"""Stages of a case: opened as work begins, closed by its officer; what waited for them alone is held."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from itc.accounts.models import User
from itc.audit.models import Event
from itc.cases.actions.ending import confirm_case, withdraw_case
from itc.cases.actions.firming import firm_up
from itc.cases.actions.visits import close_visit, finish_case, open_visits
from itc.cases.errors import CaseClosed, NotOpen, StepsAhead, UnknownCase
from itc.cases.models import Case, Closure, Miss, Slot, Visit
from itc.cases.queries.page import case_page
from itc.cases.queries.visits import begun, stages_of
from itc.firms.models import Firm
from itc.resources.models import Booking, Resource
from tests.cases import world
from tests.cases.world import DAY, HOUR, NOW

OVER = NOW + 7 * DAY  # the only step of engineering is over, that of the market lies 60 days ahead


@pytest.fixture
def case(firm: Firm, owner: User, officer: User, dryer: Resource) -> Case:
    """A dry run now, and a market test in two months that waits for it."""
    made = world.case_of(
        firm, owner,
        world.planned(2, world.hold("U1", 2)),
        world.planned(20, world.hold("U1", 20), firm=False, after=(2,), stage="markets"),
    )  # fmt: skip
    confirm_case(case=made, by=officer, now=NOW)
    return Case.objects.get(pk=made.pk)


def foreseen() -> Slot:
    return Slot.objects.get(step__seq=20)


def test_a_stage_opens_once_when_its_first_step_begins(case: Case) -> None:
    assert open_visits(now=NOW) == 0
    assert open_visits(now=NOW + 6 * DAY) == 1
    assert open_visits(now=NOW + 6 * DAY) == 0
    visit = Visit.objects.get()
    assert (visit.stage, visit.opened_at) == ("engineering", NOW + 6 * DAY)


def test_nothing_opens_in_a_case_that_nobody_confirmed_or_that_has_ended(
    firm: Firm, owner: User, officer: User, dryer: Resource
) -> None:
    made = world.case_of(firm, owner, world.planned(2, world.hold("U1", 2)))
    assert open_visits(now=OVER) == 0
    confirm_case(case=made, by=officer, now=NOW)
    withdraw_case(case=made, by=owner, now=NOW)
    assert open_visits(now=OVER) == 0


def test_what_waited_for_a_stage_is_held_when_it_is_closed(case: Case, officer: User) -> None:
    open_visits(now=OVER)
    assert firm_up(now=OVER) == (0, 0), "its window is far"
    visit = close_visit(case=case, stage="engineering", by=officer, now=OVER)
    assert (visit.closed_at, visit.closed_by) == (OVER, officer)
    assert foreseen().booking is not None


def test_the_worker_holds_it_too_where_its_time_was_taken_for_a_while(case: Case, officer: User) -> None:
    slot = foreseen()
    assert slot.resource
    rival = Booking.objects.create(
        resource=slot.resource, held_from=slot.held_from, held_to=slot.held_to,
        use_from=slot.use_from, use_to=slot.use_to, purpose="rival",
    )  # fmt: skip
    open_visits(now=OVER)
    close_visit(case=case, stage="engineering", by=officer, now=OVER)
    assert Miss.objects.get().step.seq == 20
    assert foreseen().booking is None
    rival.delete()
    assert firm_up(now=OVER + HOUR) == (1, 0)


def test_a_stage_with_steps_ahead_stays_open(case: Case, officer: User) -> None:
    open_visits(now=NOW + 6 * DAY)
    with pytest.raises(StepsAhead) as refusal:
        close_visit(case=case, stage="engineering", by=officer, now=NOW + 6 * DAY + HOUR)
    assert refusal.value.steps == ("ขั้นที่ 2",)
    assert Visit.objects.open().count() == 1


def test_what_is_not_open_cannot_be_closed(case: Case, officer: User) -> None:
    open_visits(now=OVER)
    close_visit(case=case, stage="engineering", by=officer, now=OVER)
    for stage in ("engineering", "markets", "no-such"):
        with pytest.raises(NotOpen):
            close_visit(case=case, stage=stage, by=officer, now=OVER)


def test_a_stage_is_visited_again_by_a_later_step(case: Case, officer: User) -> None:
    open_visits(now=OVER)
    close_visit(case=case, stage="engineering", by=officer, now=OVER)
    case.steps.filter(seq=20).update(stage="engineering")
    assert open_visits(now=OVER) == 0
    assert open_visits(now=NOW + 60 * DAY) == 1
    assert case.visits.filter(stage="engineering").count() == 2


@pytest.mark.parametrize("who", ["owner", "stranger", "ministry"])
def test_only_her_officer_closes(case: Case, who: str, request: pytest.FixtureRequest) -> None:
    open_visits(now=OVER)
    person = request.getfixturevalue(who)
    with pytest.raises(UnknownCase):
        close_visit(case=case, stage="engineering", by=person, now=OVER)
    with pytest.raises(UnknownCase):
        finish_case(case=case, by=person, now=OVER)


def test_a_case_ends_when_nothing_lies_ahead(case: Case, officer: User) -> None:
    open_visits(now=OVER)
    with pytest.raises(StepsAhead):
        finish_case(case=case, by=officer, now=OVER)
    late = NOW + 61 * DAY
    end = finish_case(case=case, by=officer, now=late)
    assert end.why == Closure.Why.DONE
    assert not Visit.objects.open().exists()
    with pytest.raises(CaseClosed):
        finish_case(case=case, by=officer, now=late)


def test_a_case_that_ends_leaves_no_stage_open(case: Case, owner: User) -> None:
    open_visits(now=OVER)
    withdraw_case(case=case, by=owner, now=OVER)
    visit = Visit.objects.get()
    assert (visit.closed_at, visit.closed_by) == (OVER, owner)


def test_the_page_says_how_far_it_is(case: Case, officer: User, owner: User) -> None:
    open_visits(now=OVER)
    hers = stages_of(case_page(case, owner, now=OVER), now=OVER)
    assert [(line.stage, line.ahead, line.may_close) for line in hers.lines] == [
        ("engineering", 0, False),
        ("markets", 1, False),
    ]
    assert not hers.may_finish
    assert stages_of(case_page(case, officer, now=OVER), now=OVER).lines[0].may_close
    assert stages_of(case_page(case, officer, now=NOW + 61 * DAY), now=NOW + 61 * DAY).may_finish


def test_the_officer_presses(
    client: Client, case: Case, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: OVER)
    open_visits(now=OVER)
    client.force_login(officer)
    path = f"/cases/{case.code}/stages/engineering/close"
    assert path in client.get(f"/cases/{case.code}").content.decode()
    html = client.post(path, follow=True).content.decode()
    assert "เสร็จเมื่อ" in html
    assert client.post(path).status_code == 409
    assert client.post(f"/cases/{case.code}/finish").status_code == 409


def test_the_database_keeps_one_open_visit_a_stage(case: Case) -> None:
    Visit.objects.create(case=case, stage="markets", opened_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Visit.objects.create(case=case, stage="markets", opened_at=NOW)
    backward = Visit(case=case, stage="products", opened_at=NOW, closed_at=NOW - DAY)
    with pytest.raises(ValidationError):
        backward.full_clean()


def test_of_two_workers_one_opens_it_and_says_so(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = begun(now=OVER)
    assert open_visits(now=OVER) == 1
    monkeypatch.setattr("itc.cases.actions.visits.begun", lambda now: seen)
    assert open_visits(now=OVER) == 0
    assert Event.objects.filter(verb="visit.opened").count() == 1
