"""A broken dryer with seven bookings, and leave: what falls is shown, planned anew and told, in one press."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pytest

from itc.accounts.models import User
from itc.audit.models import Event
from itc.cases.actions.ending import confirm_case, withdraw_case
from itc.cases.actions.telling import remind
from itc.cases.models import Miss, Slot, Step
from itc.cases.queries.calendar import dates_of_case
from itc.lib import geo
from itc.machines.actions.outages import Report, report_outage
from itc.machines.actions.replanning import plan_anew
from itc.machines.errors import FallenAnew, UnknownUnit
from itc.machines.models import Fallen, Outage
from itc.machines.queries.outages_preview import preview
from itc.network.models import Post, Province
from itc.notices.models import Notice
from itc.notices.registry import told
from itc.resources.models import Booking, Resource
from itc.resources.rules.holding import Hold
from tests.cases.recount import faults
from tests.machines.broken import BROKEN, DAY, HOUR, Crowd, looked, nothing_overlaps, on, press, whole
from tests.machines.crowd import WEEK, crowd, hold, like, served_by
from tests.planning.underway import snapshot, sound

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("reference")]


def test_seven_bookings_are_planned_anew_in_one_press_and_all_is_sound(
    seven: Crowd, owner: User, operator: User, now: dt.datetime
) -> None:
    unit, cases = seven
    served_by(operator, unit)
    was = {case.pk: snapshot(case) for case in cases}
    report = whole(unit)
    found = looked(unit, report, now)
    assert [fall.case for fall in found.falls] == cases  # the soonest first
    assert all(fall.effect for fall in found.falls)
    assert Outage.objects.count() == Booking.objects.absences().count() == 0  # nothing is written yet
    assert {case.pk: snapshot(case) for case in cases} == was

    outage = press(unit, report, operator, now)
    assert on(unit) == []
    assert outage.booking.is_absence
    assert outage.fallen.filter(became=Fallen.Became.MOVED).count() == 7
    nothing_overlaps()
    assert faults() == []
    for case, fall in zip(cases, found.falls, strict=True):
        sound(case)
        assert fall.effect
        planned = {step.seq: step.starts_at for step in fall.effect.rewritten.moved}
        assert {seq: times[0] for seq, times in snapshot(case).items() if seq in planned} == planned
    assert Notice.objects.filter(person=owner, kind__startswith="step.fell").count() == 7


def test_another_unit_at_the_same_time_comes_first(two: Crowd, operator: User, now: dt.datetime) -> None:
    unit, cases = two
    served_by(operator, unit)
    was = [snapshot(case) for case in cases]
    rows = preview(looked(unit, whole(unit), now)).rows
    assert [(each.same_time, each.elsewhere, each.km) for row in rows for each in row.moved] == [
        (True, False, 0)
    ] * 2
    outage = press(unit, whole(unit), operator, now)
    assert [snapshot(case) for case in cases] == was
    assert {row.instead for row in outage.fallen.all()} <= set(like(unit))


def test_elsewhere_is_the_nearest_of_what_is_ready_within_the_week(two: Crowd, now: dt.datetime) -> None:
    unit, _cases = two
    for other in like(unit):
        hold(other, now, now + 540 * DAY)
    found = preview(looked(unit, Report(now + HOUR, now + 300 * DAY, BROKEN), now))
    home = Province.objects.get(pk="TH-51").point
    kind = Resource.objects.filter(machine_kind=unit.machine_kind).exclude(centre=unit.centre)
    ways = {geo.road_km(home, row.point): row.centre_id for row in kind.select_related("centre")}
    for row in found.rows:
        (moved,) = row.moved
        assert moved.change.after
        assert (moved.elsewhere, moved.change.after.centre) == (True, ways[min(ways)])


def test_no_two_cases_are_promised_the_same_time(owner: User, operator: User, now: dt.datetime) -> None:
    """Two stand side by side on one machine, and only one unit of its kind is left in the country."""
    unit, (first, second) = crowd(owner, now, 2)
    served_by(operator, unit)
    slots = on(unit)
    left = like(unit)[0]
    for other in Resource.objects.filter(machine_kind=unit.machine_kind).exclude(pk__in=[unit.pk, left.pk]):
        hold(other, now, now + 540 * DAY)
    hold(left, slots[1].held_from, slots[1].held_to)  # the second must wait, as the first need not
    hold(left, slots[1].held_to, slots[1].held_to + 2 * WEEK)
    report = Report(now + HOUR, now + 60 * DAY, BROKEN)
    found = looked(unit, report, now)
    times = [
        (wish.held_from, wish.held_to)
        for fall in found.falls
        if fall.effect
        for step in fall.effect.rewritten.moved
        for wish in step.wanted
        if isinstance(wish, Hold) and wish.resource == left.code
    ]
    assert len(times) == 2
    assert all(one[1] <= other[0] for one, other in pairwise(sorted(times)))
    press(unit, report, operator, now)
    nothing_overlaps()
    for case in (first, second):
        sound(case)


def test_where_nothing_is_free_the_step_is_placed_by_hand_and_said(
    two: Crowd, owner: User, officer: User, operator: User, now: dt.datetime
) -> None:
    unit, cases = two
    served_by(operator, unit)
    Post.objects.filter(person=officer).update(centre=cases[0].lead_centre)
    for other in Resource.objects.filter(machine_kind=unit.machine_kind).exclude(pk=unit.pk):
        hold(other, now, now + 540 * DAY)
    hold(unit, on(unit)[-1].held_to + 2 * HOUR, now + 540 * DAY)
    was = [snapshot(case) for case in cases]
    outage = press(unit, whole(unit), operator, now)
    assert [row.became for row in outage.fallen.all()] == ["by-hand"] * 2
    assert [snapshot(case) for case in cases] == was  # the rest stays where it is
    assert Miss.objects.filter(step__case__in=cases, made_good_at=None).count() == 2
    assert not Slot.objects.live().filter(step__in=outage.fallen.values("step")).exists()
    firm, lead = (Notice.objects.filter(person=each).latest("pk") for each in (owner, officer))
    for notice in (firm, lead):
        kind = told(notice.kind)
        assert kind
        assert unit.name in kind.words(notice.details)
        assert kind.path(notice.details).startswith("/cases/")
    assert Notice.objects.filter(person=owner).count() == 2


def test_what_the_planner_does_not_know_any_more_is_placed_by_hand_too(
    two: Crowd, operator: User, now: dt.datetime
) -> None:
    unit, (first, _) = two
    served_by(operator, unit)
    found = looked(unit, whole(unit), now)
    outage = press(unit, whole(unit), operator, now)
    fall = found.falls[0]
    assert fall.effect
    nothing = replace(fall.effect, changes=(), rewritten=replace(fall.effect.rewritten, moved=()))
    later = now + HOUR
    plan_anew(outage, replace(found, falls=(replace(fall, effect=nothing),)), by=operator, now=later)
    row = outage.fallen.get(at=later)
    assert (row.became, row.step.case) == ("by-hand", first)


def test_nobody_is_called_to_a_step_that_has_no_time_any_more(
    two: Crowd, owner: User, operator: User, officer: User, now: dt.datetime
) -> None:
    unit, (first, _) = two
    Post.objects.filter(person=officer).update(centre=first.lead_centre)
    confirm_case(case=first, by=officer, now=now)
    step = on(unit)[0].step
    Step.objects.filter(pk=step.pk).update(presence="owner")
    before = step.starts_at - HOUR
    press(unit, whole(unit), served_by(operator, unit), now, first.code)
    assert remind(now=before)
    told_of = Notice.objects.filter(kind="step.coming").values_list("key", flat=True)
    assert not [key for key in told_of if key.startswith(f"{step.pk} ")]
    (entry,) = (
        each
        for each in dates_of_case(first, owner, site="").entries
        if each.uid.startswith(f"step-{step.pk}.")
    )
    assert not entry.remind
    assert not entry.busy


def test_a_case_may_be_left_to_be_placed_by_hand(two: Crowd, operator: User, now: dt.datetime) -> None:
    unit, (first, second) = two
    served_by(operator, unit)
    outage = press(unit, whole(unit), operator, now, first.code)
    became = {row.step.case_id: row.became for row in outage.fallen.exclude(became="along")}
    assert became == {first.pk: "by-hand", second.pk: "moved"}


def test_a_case_accepted_between_look_and_press_is_shown_first(
    two: Crowd, operator: User, now: dt.datetime
) -> None:
    unit, cases = two
    served_by(operator, unit)
    late = Slot.objects.live().filter(step__case=cases[1])
    kept = list(late.values_list("pk", flat=True))
    late.update(ended_at=now, ended_why="not there yet")
    report = Report(now + HOUR, now + 30 * WEEK, BROKEN)
    shown = looked(unit, report, now).shown
    Slot.objects.filter(pk__in=kept).update(ended_at=None, ended_why=None)
    with pytest.raises(FallenAnew):
        report_outage(unit=unit.pk, report=report, shown=shown, by=operator, now=now)
    assert Outage.objects.count() == 0
    withdrawn = looked(unit, report, now).shown
    withdraw_case(case=cases[1], by=cases[1].made_by, now=now)
    assert report_outage(unit=unit.pk, report=report, shown=withdrawn, by=operator, now=now).fallen.exists()


def test_a_time_that_went_to_a_rival_is_shown_anew(two: Crowd, operator: User, now: dt.datetime) -> None:
    unit, _cases = two
    served_by(operator, unit)
    report = whole(unit)
    found = looked(unit, report, now)
    assert found.falls[0].effect
    wish = found.falls[0].effect.rewritten.moved[0].wanted[0]
    hold(Resource.objects.get(code=wish.resource), wish.held_from, wish.held_to)  # type: ignore[union-attr]  # a machine
    with pytest.raises(FallenAnew):
        report_outage(unit=unit.pk, report=report, shown=found.shown, by=operator, now=now)
    assert len(on(unit)) == 2


def test_a_second_press_does_nothing_more(two: Crowd, owner: User, operator: User, now: dt.datetime) -> None:
    unit, _cases = two
    served_by(operator, unit)
    report = whole(unit)
    shown = looked(unit, report, now).shown
    one, other = (
        report_outage(unit=unit.pk, report=report, shown=shown, by=operator, now=now) for _ in range(2)
    )
    assert one == other
    assert Notice.objects.filter(person=owner).count() == 2
    assert Event.objects.filter(verb="outage.reported").count() == 1


def test_what_has_begun_or_begins_too_soon_falls_too_and_needs_no_notice_here(
    two: Crowd, operator: User, now: dt.datetime
) -> None:
    unit, (first, _) = two
    served_by(operator, unit)
    slot = on(unit)[0]
    then = slot.held_from + dt.timedelta(minutes=20)  # it breaks while it runs
    report = Report(then, then + DAY, BROKEN)
    rows = preview(looked(unit, report, then)).rows
    assert [row.begun for row in rows] == [True]
    outage = press(unit, report, operator, then)
    row = outage.fallen.get(became="moved")
    assert row.is_from
    assert then <= row.is_from < then + DAY  # another unit, at once, though others are to ask a day before
    assert row.step.case == first
    nothing_overlaps()


def test_leave_of_a_person_moves_what_she_serves(
    two: Crowd, owner: User, operator: User, now: dt.datetime
) -> None:
    _unit, (first, _) = two
    slot = next(
        slot
        for slot in Slot.objects.live().filter(
            step__case=first, resource__kind="person", booking__isnull=False
        )
        if slot.resource and slot.resource.centre_id
    )
    person = slot.resource
    assert person
    served_by(operator, person)
    report = Report(slot.held_from - HOUR, slot.held_to + 2 * WEEK, Outage.Why.LEAVE, words="ลาพัก")
    with pytest.raises(UnknownUnit):  # an operator sees no leave of her colleagues
        press(person, report, operator, now)
    served_by(operator, person, Post.Role.OFFICER)
    outage = press(person, report, operator, now)
    assert outage.fallen.exclude(became="along").count() >= 1
    notice = Notice.objects.filter(person=owner).latest("pk")
    kind = told(notice.kind)
    assert kind
    assert person.name not in kind.words(notice.details)
    assert "ลาพัก" not in str(notice.details)
    sound(first)
