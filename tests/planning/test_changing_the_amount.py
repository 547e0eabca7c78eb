"""Another amount: what follows it is planned anew, all else stays, and what has begun is made as it was."""

import datetime as dt
from decimal import Decimal

import pytest

from itc.accounts.models import User
from itc.cases.models import Case, Slot
from itc.catalogue.rules.amounts import Amount
from itc.planning.queries import repairing
from itc.planning.queries.asked_of_cases import asked_of
from itc.planning.queries.effects import Effect, Wish, effect
from tests.planning.underway import case_of, done, snapshot, sound

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("network")]


@pytest.fixture
def case(owner: User, now: dt.datetime) -> Case:
    return case_of("ลำไยอบแห้ง 100 กก.", owner, now)


def of(amount: int, unit: str = "kg") -> Wish:
    return Wish(amount=Amount(Decimal(amount), unit))


def hours(case: Case, seq: int) -> dt.timedelta:
    """Return how long the resources of a step are held."""
    slots = Slot.objects.live().filter(step__case=case, step__seq=seq)
    return sum((slot.held_to - slot.held_from for slot in slots), dt.timedelta())


def longer(found: Effect) -> list[int]:
    """Return the steps that would take longer."""
    both = ((each.before, each.after) for each in found.changes)
    return [
        before.seq
        for before, after in both
        if before and after and after.ends_at - after.starts_at > before.ends_at - before.starts_at
    ]


@pytest.mark.both
def test_more_takes_longer_and_costs_more(case: Case, owner: User, now: dt.datetime) -> None:
    before, wish = snapshot(case), of(200)
    found = effect(case, wish, now=now)
    grown = {seq: hours(case, seq) for seq in longer(found)}
    assert grown
    assert found.after.thb > found.before.thb
    done(case, wish, owner, now)
    after, changed = snapshot(case), {each.seq for each in found.changes}
    assert any(hours(case, seq) > was for seq, was in grown.items())
    assert {seq for seq in before if after[seq] != before[seq]} <= changed < set(after)
    case.refresh_from_db()
    assert asked_of(case).amount == Amount(Decimal(200), "kg")
    assert sum(step.cost_thb or 0 for step in case.steps.kept()) == found.after.thb
    assert max(step.ready_at for step in case.steps.kept()) == found.after.finish
    sound(case)


def test_steps_that_only_a_larger_amount_asks_for_come_and_go_with_it(
    case: Case, owner: User, now: dt.datetime
) -> None:
    small = snapshot(case).keys()
    more = done(case, of(200), owner, now)
    come = {each.seq for each in more.changes if each.before is None}
    assert come
    assert snapshot(case).keys() == small | come
    gone = done(case, of(100), owner, now)
    assert {each.seq for each in gone.changes if each.after is None} == come
    assert snapshot(case).keys() == small
    sound(case)


def test_what_she_left_out_stays_out_for_another_amount(case: Case, owner: User, now: dt.datetime) -> None:
    come = {each.seq for each in done(case, of(200), owner, now).changes if each.before is None}
    done(case, Wish(dropped=frozenset(come)), owner, now)
    done(case, of(100), owner, now)
    done(case, of(200), owner, now)
    assert not come & snapshot(case).keys()


def test_what_has_begun_stays_as_it_is_and_is_named(
    case: Case, owner: User, now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = min(longer(effect(case, of(200), now=now)))
    monkeypatch.setattr(repairing, "is_near", lambda step, _slots, _now, **_kept: step.seq == first)
    before = snapshot(case)[first]
    found = done(case, of(200), owner, now)
    assert [step.seq for step in found.standing] == [first]
    assert snapshot(case)[first] == before
    sound(case)


def test_the_same_amount_changes_nothing(case: Case, now: dt.datetime) -> None:
    assert effect(case, of(100), now=now).is_nothing
    assert not effect(case, of(100, "piece"), now=now).is_nothing


def test_an_amount_that_moves_no_step_is_noted(case: Case, owner: User, now: dt.datetime) -> None:
    found = effect(case, of(99), now=now)
    assert not found.changes
    before = snapshot(case)
    done(case, of(99), owner, now)
    assert snapshot(case) == before
    case.refresh_from_db()
    assert case.asked["amount"] == "99"
