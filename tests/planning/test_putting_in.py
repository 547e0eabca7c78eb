"""Putting steps into a case, or back: what waits for them moves, and nothing passes what has begun."""

import datetime as dt

import pytest

from itc.accounts.models import User
from itc.cases.models import Case, Slot, Step
from itc.catalogue.queries.knowledge import knowledge
from itc.lib import thai
from itc.planning.actions import change
from itc.planning.errors import ChangedMeanwhile, OthersTooNear
from itc.planning.queries import repairing
from itc.planning.queries.effects import Wish, effect
from itc.resources.models import Booking, Counter
from tests.planning.underway import case_of, done, snapshot, sound

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("network")]
DAY = dt.timedelta(days=1)


@pytest.fixture
def case(owner: User, now: dt.datetime) -> Case:
    return case_of("สบู่สมุนไพรไพล", owner, now)


def held(case: Case, now: dt.datetime) -> Step:
    """Return a step that is held, lies ahead and waits for another."""
    slots = Slot.objects.filter(step__case=case, booking__isnull=False, held_from__gt=now + 7 * DAY)
    return next(slot.step for slot in slots if slot.step.after)


def first_of(case: Case, wish: Wish, now: dt.datetime) -> dt.datetime:
    """Return when the first begins of all that a wish changes."""
    return min(each.after.starts_at for each in effect(case, wish, now=now).changes if each.after)


def only_near(monkeypatch: pytest.MonkeyPatch, seq: int) -> None:
    """Let one step be too near to be changed, whenever it begins."""
    monkeypatch.setattr(repairing, "is_near", lambda step, _slots, _now, **_kept: step.seq == seq)


def test_what_was_left_out_is_put_back(case: Case, owner: User, now: dt.datetime) -> None:
    step, before, asked = held(case, now), snapshot(case), case.asked
    done(case, Wish(dropped=frozenset({step.seq})), owner, now)
    assert step.seq in Case.objects.get(pk=case.pk).asked["steps_off"]
    found = done(case, Wish(added=frozenset({step.seq})), owner, now)
    assert snapshot(case).keys() == before.keys()
    assert [each.seq for each in found.changes if each.before is None] == [step.seq]
    step.refresh_from_db()
    assert (step.dropped_at, step.dropped_by) == (None, None)
    assert Case.objects.get(pk=case.pk).asked["steps_off"] == asked["steps_off"]
    assert all(slot.is_held for slot in Slot.objects.live().filter(step=step))
    sound(case)


def test_what_has_to_wait_for_a_step_put_in_moves(case: Case, owner: User, now: dt.datetime) -> None:
    off = {line.seq for line in knowledge().lines[case.family_id]} - snapshot(case).keys()
    for seq in sorted(off):
        found = effect(case, Wish(added=frozenset({seq})), now=now)
        behind = {other for other, after in found.rewritten.after.items() if seq in after}
        if behind & {each.seq for each in found.changes if each.before}:
            break
    else:
        pytest.fail("no step can be put in that another would have to wait for")
    before = snapshot(case)
    done(case, Wish(added=frozenset({seq})), owner, now)
    moved = {each.seq for each in found.changes}
    assert {each for each in before if before[each] != snapshot(case)[each]} == moved - {seq}
    assert all(seq in case.steps.get(seq=each).after for each in behind)
    assert found.after.finish == max(times[2] for times in snapshot(case).values())
    sound(case)


def test_of_two_who_change_it_at_once_the_second_is_told(case: Case, owner: User, now: dt.datetime) -> None:
    step, other = held(case, now), case.steps.order_by("-starts_at").first()
    assert other is not None
    wish = Wish(not_before={step.seq: thai.local_day(step.starts_at) + 9 * DAY})
    for first in (Wish(dropped=frozenset({other.seq})), Wish(dropped=frozenset({step.seq}))):
        shown = effect(case, wish, now=now).shown
        done(case, first, owner, now)
        before = snapshot(case)
        with pytest.raises(ChangedMeanwhile):
            change(case=case, wish=wish, shown=shown, by=owner, now=now)
        assert snapshot(case) == before
        sound(case)


def test_what_was_shown_holds_while_she_reads_it_for_an_hour(
    case: Case, owner: User, now: dt.datetime
) -> None:
    off = {line.seq for line in knowledge().lines[case.family_id]} - snapshot(case).keys()
    wishes = [Wish(added=frozenset({seq})) for seq in sorted(off)]
    one, other = [wish for wish in wishes if first_of(case, wish, now) > now + DAY][:2]
    shown = effect(case, one, now=now).shown
    change(case=case, wish=one, shown=shown, by=owner, now=now + dt.timedelta(minutes=50))
    shown = effect(case, other, now=now).shown
    with pytest.raises(ChangedMeanwhile):
        change(case=case, wish=other, shown=shown, by=owner, now=now + dt.timedelta(minutes=80))
    for bad in ("", "x", f"{10**14}.x", "999999999.x", shown.partition(".")[0]):
        with pytest.raises(ChangedMeanwhile):
            change(case=case, wish=other, shown=bad, by=owner, now=now)
    sound(case)


def test_nothing_moves_past_what_begins_too_soon_to_be_moved(
    case: Case, now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = held(case, now)
    earlier = case.steps.get(seq=later.after[0])
    only_near(monkeypatch, later.seq)
    with pytest.raises(OthersTooNear, match=later.name_th):
        effect(case, Wish(not_before={earlier.seq: thai.local_day(later.starts_at) + DAY}), now=now)


def test_nothing_moves_before_what_it_waits_for_though_that_has_begun(
    case: Case, now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = held(case, now)
    earlier = case.steps.get(seq=later.after[0])
    only_near(monkeypatch, earlier.seq)
    found = effect(case, Wish(not_before={later.seq: thai.local_day(now)}), now=now)
    assert earlier.seq not in {each.seq for each in found.changes}
    for each in found.changes:
        assert each.after is None or each.seq != later.seq or each.after.starts_at >= earlier.ready_at


def test_a_time_foreseen_that_somebody_else_took_is_found_anew(
    case: Case, owner: User, now: dt.datetime
) -> None:
    foreseen = Slot.objects.live().filter(step__case=case, booking=None, order=None)
    slot = foreseen.filter(resource__isnull=False).order_by("held_from")[0]
    assert slot.resource is not None
    Booking.objects.create(
        resource=slot.resource, held_from=slot.held_from, held_to=slot.held_to, use_from=slot.use_from,
        use_to=slot.use_to, purpose="rival",
    )  # fmt: skip
    last = case.steps.order_by("-starts_at")[0]
    found = done(case, Wish(dropped=frozenset({last.seq} - {slot.step.seq})), owner, now)
    assert slot.step.seq in {each.seq for each in found.changes}
    sound(case)


def test_a_lab_that_is_full_by_now_is_asked_in_another_week(
    case: Case, owner: User, now: dt.datetime
) -> None:
    foreseen = Slot.objects.live().filter(step__case=case, order=None, counter__isnull=False)
    slot = foreseen.order_by("held_from")[0]
    week = thai.local_day(slot.use_from)
    Counter.objects.filter(pk=slot.counter_id).update(weekly_capacity=1)
    assert slot.counter is not None
    slot.counter.orders.create(drop_off_on=week, is_sample=True)
    found = done(case, Wish(not_before={held(case, now).seq: thai.local_day(now) + 20 * DAY}), owner, now)
    assert slot.step.seq in {each.seq for each in found.changes}
    sound(case)
