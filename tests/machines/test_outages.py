"""A broken dryer with seven bookings, and leave: what falls is shown, planned anew and told, in one press."""

import datetime as dt
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from itc.accounts.models import User
from itc.audit.models import Event
from itc.cases.actions.ending import confirm_case, withdraw_case
from itc.cases.actions.telling import remind
from itc.cases.models import Case, Miss, Slot, Step
from itc.cases.queries.calendar import dates_of_case
from itc.cases.registry import lines_of
from itc.lib import geo
from itc.machines.actions.outages import Report, end_outage, prolong_outage, report_outage
from itc.machines.actions.replanning import plan_anew
from itc.machines.actions.telling import remind_of_guesses
from itc.machines.errors import AbsentAlready, FallenAnew, NotLater, OutageOver, UnknownOutage, UnknownUnit
from itc.machines.models import Fallen, Outage
from itc.machines.queries.outages_falling import Falling, falling, span_of
from itc.machines.queries.outages_preview import preview
from itc.network.models import Post, Province
from itc.notices.models import Notice
from itc.notices.registry import told
from itc.resources.models import Booking, Resource
from itc.resources.rules.holding import Hold
from tests.cases.recount import faults
from tests.machines.crowd import WEEK, crowd, hold, like, served_by
from tests.planning.underway import snapshot, sound

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("reference")]
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
BROKEN = Outage.Why.BREAKDOWN
Crowd = tuple[Resource, list[Case]]


@pytest.fixture
def now() -> dt.datetime:
    return timezone.now()


@pytest.fixture
def seven(owner: User, now: dt.datetime) -> Crowd:
    return crowd(owner, now, 7)


@pytest.fixture
def two(owner: User, now: dt.datetime) -> Crowd:
    return crowd(owner, now, 2)


@pytest.fixture
def operator(stranger: User) -> User:
    return stranger


def on(unit: Resource) -> list[Slot]:
    return list(Slot.objects.live().filter(resource=unit).order_by("held_from"))


def looked(unit: Resource, report: Report, now: dt.datetime, *by_hand: str) -> Falling:
    return falling(span_of(unit, report.start, report.end, now=now), now=now, by_hand=by_hand)


def whole(unit: Resource, *, before: dt.timedelta = HOUR, after: dt.timedelta = HOUR) -> Report:
    """Return the report of an outage over all that stands on a machine."""
    slots = on(unit)
    return Report(slots[0].held_from - before, slots[-1].held_to + after, BROKEN)


def press(unit: Resource, report: Report, by: User, now: dt.datetime, *by_hand: str) -> Outage:
    shown = looked(unit, report, now).shown
    return report_outage(unit=unit.pk, report=report, shown=shown, by_hand=by_hand, by=by, now=now)


def nothing_overlaps() -> None:
    """Count over, past the constraint of the database: no two live bookings of a thing share a minute."""
    held: dict[int, list[tuple[dt.datetime, dt.datetime]]] = defaultdict(list)
    for key, start, end in Booking.objects.live().values_list("resource", "held_from", "held_to"):
        held[key].append((start, end))
    for spans in held.values():
        spans.sort()
        assert all(one[1] <= other[0] for one, other in pairwise(spans))


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
    called = remind(now=before)
    press(unit, whole(unit), served_by(operator, unit), now, first.code)
    assert remind(now=before) == called - 1
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


def test_it_ends_early_and_what_moved_stays_moved(two: Crowd, operator: User, now: dt.datetime) -> None:
    unit, cases = two
    served_by(operator, unit)
    outage = press(unit, whole(unit), operator, now)
    was = [snapshot(case) for case in cases]
    assert outage.state(now) == "coming"
    end_outage(outage=outage.pk, by=operator, now=now)
    outage.refresh_from_db()
    assert outage.state(now) == "taken-back"
    assert not Booking.objects.live().absences().exists()
    assert [snapshot(case) for case in cases] == was
    with pytest.raises(OutageOver):
        end_outage(outage=outage.pk, by=operator, now=now)


def test_it_takes_longer_and_what_falls_besides_is_planned_anew(
    two: Crowd, operator: User, now: dt.datetime
) -> None:
    unit, cases = two
    served_by(operator, unit)
    slots = on(unit)
    outage = press(unit, Report(slots[0].held_from - HOUR, slots[0].held_to + HOUR, BROKEN), operator, now)
    later = slots[1].held_to + HOUR
    span = span_of(unit, outage.ends_at, later, now=now)
    shown = falling(span, now=now).shown
    for _press in range(2):
        row = prolong_outage(
            outage=outage.pk, end=later, is_guess=True, shown=shown, by=operator, now=now + HOUR / 60
        )
    assert (row.ends_at, row.booking.held_to, row.is_guess) == (later, later, True)
    assert {each.step.case for each in row.fallen.all()} == set(cases)
    assert on(unit) == []
    with pytest.raises(NotLater):
        prolong_outage(outage=outage.pk, end=later - HOUR, is_guess=False, shown="", by=operator, now=now)
    with pytest.raises(AbsentAlready):
        looked(unit, Report(later - HOUR, later + DAY, BROKEN), now)
    with pytest.raises(OutageOver):
        prolong_outage(
            outage=outage.pk, end=later + 9 * WEEK, is_guess=False, shown="", by=operator, now=later + WEEK
        )


def test_only_who_serves_there_reports_and_sees_it(
    two: Crowd, owner: User, officer: User, operator: User, now: dt.datetime
) -> None:
    unit, _cases = two
    report = whole(unit)
    for person in (owner, operator, officer):  # an officer, but of another centre
        with pytest.raises(UnknownUnit):
            press(unit, report, person, now)
    outage = press(unit, report, served_by(operator, unit), now)
    with pytest.raises(UnknownOutage):
        end_outage(outage=outage.pk, by=officer, now=now)


def test_the_case_says_what_happened_to_it(two: Crowd, owner: User, operator: User, now: dt.datetime) -> None:
    unit, (first, _) = two
    press(unit, whole(unit), served_by(operator, unit), now)
    assert any(unit.name in str(line.words) for line in lines_of(first, owner))


def test_looking_asks_little_of_the_database(seven: Crowd, now: dt.datetime) -> None:
    """About 23 queries a case, as a change of one asks by hand; measured: see the docs of the change."""
    unit, _cases = seven
    report = whole(unit)
    looked(unit, report, now)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        preview(looked(unit, report, now))
    assert len(asked) <= 7 * 24 + 12


def test_a_guess_is_asked_about_a_day_before_it_ends_once(
    two: Crowd, officer: User, operator: User, now: dt.datetime
) -> None:
    unit, _cases = two
    served_by(operator, unit)
    report = Report(now + HOUR, now + 3 * DAY, BROKEN, is_guess=True)
    outage = press(unit, report, operator, now)
    for moment, told_of in ((now + DAY, 0), (now + 2.5 * DAY, 1), (now + 2.6 * DAY, 1), (now + 4 * DAY, 0)):
        assert remind_of_guesses(now=moment) == told_of
    notice = Notice.objects.get(kind="outage.ends")  # the officer is one of another centre
    assert notice.person == operator
    kind = told(notice.kind)
    assert kind
    assert unit.name in kind.words(notice.details)
    assert kind.path(notice.details).endswith(f"/outages/{outage.pk}")
    assert officer.pk != operator.pk
