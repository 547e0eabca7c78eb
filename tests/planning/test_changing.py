"""Moving and dropping steps of a case: shown before, done in one action, with the least change."""

import datetime as dt

import pytest
from django.test import Client

from itc.accounts.models import User
from itc.cases.actions.ending import withdraw_case
from itc.cases.errors import CaseClosed
from itc.cases.models import Case, Slot, Step
from itc.lib import thai
from itc.planning.actions import change
from itc.planning.errors import ChangedMeanwhile, TooNear
from itc.planning.queries.effects import Wish, effect
from itc.planning.queries.repairing import next_quarter
from itc.resources.models import Booking, Resource
from itc.resources.rules.holding import Hold
from tests.planning.underway import case_of, done, snapshot, sound

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("network")]
DAY = dt.timedelta(days=1)


@pytest.fixture
def case(owner: User, now: dt.datetime) -> Case:
    return case_of("สบู่สมุนไพรไพล", owner, now)


def far(case: Case, now: dt.datetime) -> Step:
    """Return a step that is held, lies more than a week ahead and that others wait for."""
    steps = {step.seq: step for step in case.steps.all()}
    waited_for = {seq for step in steps.values() for seq in step.after}
    held = Slot.objects.filter(step__case=case, booking__isnull=False, held_from__gt=now + 7 * DAY)
    return next(slot.step for slot in held if slot.step.seq in waited_for)


def moved_by(case: Case, step: Step, days: int, owner: User, now: dt.datetime) -> set[int]:
    found = done(case, Wish({step.seq: thai.local_day(step.starts_at) + days * DAY}), owner, now)
    return {each.seq for each in found.changes}


def test_a_step_moves_with_what_waits_for_it_and_nothing_else(
    case: Case, owner: User, now: dt.datetime
) -> None:
    before, step = snapshot(case), far(case, now)
    moved = moved_by(case, step, 9, owner, now)
    after = snapshot(case)
    assert step.seq in moved
    assert after[step.seq][0] >= before[step.seq][0] + 8 * DAY
    assert {seq for seq in before if before[seq] != after[seq]} == moved
    assert len(moved) < len(before)
    sound(case)


def test_what_was_shown_is_what_is_done_or_nothing(case: Case, owner: User, now: dt.datetime) -> None:
    step, before = far(case, now), snapshot(case)
    wish = Wish({step.seq: thai.local_day(step.starts_at) + 9 * DAY})
    with pytest.raises(ChangedMeanwhile):
        change(case=case, wish=wish, shown="something else", by=owner, now=now)
    found = effect(case, wish, now=now)
    taken = next(each.after for each in found.changes if each.seq == step.seq)
    assert taken is not None
    hold = taken.wanted[0]
    assert isinstance(hold, Hold)
    Booking.objects.create(
        resource=Resource.objects.get(code=hold.resource), held_from=hold.held_from,
        held_to=hold.held_to, use_from=hold.use_from, use_to=hold.use_to, purpose="rival",
    )  # fmt: skip
    with pytest.raises(ChangedMeanwhile):
        change(case=case, wish=wish, shown=found.shown, by=owner, now=now)
    assert snapshot(case) == before
    sound(case)


def test_a_dropped_step_frees_its_time_and_leaves_the_rest(case: Case, owner: User, now: dt.datetime) -> None:
    step, before = far(case, now), snapshot(case)
    found = done(case, Wish(dropped=frozenset({step.seq})), owner, now)
    after = snapshot(case)
    assert step.seq not in after
    assert {seq for seq in after if after[seq] != before[seq]} == {each.seq for each in found.changes} - {
        step.seq
    }
    assert not Slot.objects.live().filter(step=step).exists()
    sound(case)
    moved_by(case, far(case, now), 5, owner, now)
    assert step.seq not in snapshot(case)
    sound(case)


def test_what_is_shown_stays_the_same_while_she_reads() -> None:
    noon = dt.datetime(2026, 12, 1, 5, 0, tzinfo=dt.UTC)
    after = [next_quarter(noon + dt.timedelta(minutes=minutes)) for minutes in (0, 1, 14, 15, 15.5)]
    assert [each - noon for each in after] == [dt.timedelta(minutes=each) for each in (0, 15, 15, 15, 30)]


def test_what_begins_tomorrow_is_not_moved_here(case: Case, owner: User, now: dt.datetime) -> None:
    first = case.steps.order_by("starts_at")[0]
    with pytest.raises(TooNear):
        effect(
            case,
            Wish({first.seq: thai.local_day(now) + 30 * DAY}),
            now=first.starts_at - dt.timedelta(hours=1),
        )


def test_a_closed_case_is_not_changed(case: Case, owner: User, now: dt.datetime) -> None:
    step = far(case, now)
    wish = Wish({step.seq: thai.local_day(step.starts_at) + 9 * DAY})
    found = effect(case, wish, now=now)
    withdraw_case(case=case, by=owner, now=now)
    with pytest.raises(CaseClosed):
        change(case=case, wish=wish, shown=found.shown, by=owner, now=now)


def test_she_sees_what_moves_before_it_moves(
    client: Client, case: Case, owner: User, stranger: User, now: dt.datetime
) -> None:
    step, before = far(case, now), snapshot(case)
    url = f"/cases/{case.code}/steps/{step.seq}"
    client.force_login(stranger)
    assert client.get(url).status_code == client.post(url, {"drop": "on"}).status_code == 404
    client.force_login(owner)
    day = thai.local_day(step.starts_at) + 9 * DAY
    answer = client.get(url, {"day": thai.date_text(day, language="th")})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert step.name_th in html
    assert snapshot(case) == before
    shown = html.split('name="shown" value="')[1].split('"')[0]
    assert client.post(url, {"day": str(day), "shown": "old"}).status_code == 409
    assert snapshot(case) == before
    assert client.post(url, {"day": str(day), "shown": shown}).status_code == 302
    assert snapshot(case) != before


@pytest.mark.parametrize("typed", [{"day": "next week"}, {"day": ""}, {"day": "2099-01-01"}])
def test_a_day_that_is_none_keeps_what_was_typed(
    client: Client, case: Case, owner: User, now: dt.datetime, typed: dict[str, str]
) -> None:
    client.force_login(owner)
    answer = client.get(f"/cases/{case.code}/steps/{far(case, now).seq}", typed)
    assert answer.status_code == 422
    assert typed["day"] in answer.content.decode()
