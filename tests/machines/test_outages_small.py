"""An outage over a turn that ran or is done, in the past, twice, beside another, taken back and prolonged.

All on one small centre where nothing else is free: what falls is placed by hand.
"""

import datetime as dt

import pytest
from django.test import Client

from itc.accounts.models import User
from itc.cases.actions.ending import withdraw_case
from itc.cases.models import Case, Miss, Slot
from itc.machines.actions.outages import Report, end_outage, prolong_outage, report_outage
from itc.machines.actions.turns import tick, undo
from itc.machines.errors import AbsentAlready, FallenAnew, NotHeld, NotLater
from itc.machines.models import Fallen, Outage
from itc.machines.queries.outages import outages_of
from itc.machines.queries.outages_falling import falling, span_of
from itc.machines.rules.turns import State
from itc.notices.models import Notice
from itc.resources.errors import AbsenceOutOfReason
from itc.resources.models import Booking, Resource
from tests.cases import world
from tests.cases.recount import faults
from tests.machines.broken import BROKEN, looked, press
from tests.machines.conftest import MINUTE, START

pytestmark = pytest.mark.usefixtures("at_nine", "nothing_is_free")
HOUR, DAY = world.HOUR, world.DAY
ELEVEN = START + 2 * HOUR
"""Within the turn, which is from nine to twelve and is cleaned until a quarter to one."""
AWAY = Outage.Why.LEAVE


def ticked(slot: Slot, by: User, *states: State, now: dt.datetime = START) -> None:
    for number, state in enumerate(states):
        tick(slot=slot.pk, state=state, by=by, now=now + number * MINUTE)


def test_a_turn_that_is_done_does_not_fall_with_what_is_left_of_its_time(
    slot: Slot, dryer: Resource, technician: User, owner: User
) -> None:
    ticked(slot, technician, State.CAME, State.RAN, State.DONE)
    report = Report(ELEVEN, ELEVEN + 2 * DAY, BROKEN)
    assert looked(dryer, report, ELEVEN).falls == ()
    outage = press(dryer, report, technician, ELEVEN)
    slot.refresh_from_db()
    assert (slot.ended_at, slot.held_to, slot.use_to) == (None, ELEVEN, ELEVEN)
    assert outage.booking.held_from == ELEVEN
    assert faults() == []
    assert not Miss.objects.exists()
    assert not Notice.objects.filter(person=owner, kind__startswith="step.fell").exists()


def test_who_ran_a_turn_that_is_done_may_go_home(
    slot: Slot, runner: Resource, technician: User, officer: User
) -> None:
    """Her time beside the machine has no turn of its own: the machine's says that it is done."""
    ticked(slot, technician, State.CAME, State.DONE)
    outage = press(runner, Report(ELEVEN, ELEVEN + DAY, AWAY), officer, ELEVEN)
    assert not outage.fallen.exists()
    assert faults() == []


def test_cleaning_alone_is_cut_short_and_the_use_stays_as_it_was(
    slot: Slot, dryer: Resource, technician: User
) -> None:
    noon = START + 3 * HOUR
    ticked(slot, technician, State.CAME, State.RAN, State.DONE)
    press(dryer, Report(noon + 10 * MINUTE, noon + DAY, BROKEN), technician, noon + 10 * MINUTE)
    slot.refresh_from_db()
    assert (slot.use_to, slot.held_to) == (noon, noon + 10 * MINUTE)
    assert faults() == []


def test_a_turn_that_runs_falls_and_its_firm_is_told_at_once(
    slot: Slot, case: Case, dryer: Resource, technician: User, owner: User
) -> None:
    ticked(slot, technician, State.CAME, State.RAN)
    report = Report(ELEVEN, ELEVEN + DAY, BROKEN)
    (fall,) = looked(dryer, report, ELEVEN).falls
    assert fall.case == case
    outage = press(dryer, report, technician, ELEVEN)
    (row,) = outage.fallen.all()
    assert (row.became, row.was_from) == (Fallen.Became.BY_HAND, slot.step.starts_at)
    assert Notice.objects.get(person=owner, kind="step.fell-soon")
    assert faults() == []


def test_what_was_undone_meanwhile_falls_after_all(slot: Slot, dryer: Resource, technician: User) -> None:
    ticked(slot, technician, State.CAME, State.DONE, now=ELEVEN - 3 * MINUTE)
    report = Report(ELEVEN, ELEVEN + DAY, BROKEN)
    shown = looked(dryer, report, ELEVEN).shown
    undo(slot=slot.pk, state=State.DONE, by=technician, now=ELEVEN)
    with pytest.raises(FallenAnew):
        report_outage(unit=dryer.pk, report=report, shown=shown, by=technician, now=ELEVEN)
    assert not Outage.objects.exists()
    assert looked(dryer, report, ELEVEN).falls


def test_a_turn_whose_step_fell_is_ticked_off_no_more(slot: Slot, dryer: Resource, technician: User) -> None:
    ticked(slot, technician, State.CAME)
    press(dryer, Report(ELEVEN, ELEVEN + DAY, BROKEN), technician, ELEVEN)
    for do in (tick, undo):
        with pytest.raises(NotHeld):
            do(slot=slot.pk, state=State.RAN if do is tick else State.CAME, by=technician, now=ELEVEN)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (-3 * DAY, -DAY),  # over
        (-DAY, -MINUTE),
        (DAY, DAY),  # no time at all
        (2 * DAY, DAY),  # backwards
        (DAY, 368 * DAY),  # longer than a year
        (541 * DAY, 542 * DAY),  # past the end of all calendars
    ],
)
def test_a_time_that_makes_no_sense_is_refused(
    dryer: Resource, technician: User, start: dt.timedelta, end: dt.timedelta
) -> None:
    report = Report(START + start, START + end, BROKEN)
    with pytest.raises(AbsenceOutOfReason):
        report_outage(unit=dryer.pk, report=report, shown="", by=technician, now=START)
    assert not Outage.objects.exists()


def test_reported_late_it_says_since_when_and_holds_from_now(
    case: Case, dryer: Resource, technician: User
) -> None:
    """What is over in the calendar stays as it was: somebody may have worked there."""
    before = START - DAY
    outage = press(dryer, Report(before, START - 2 * HOUR + DAY, BROKEN), technician, START - 2 * HOUR)
    assert outage.starts_at == before
    assert outage.booking.held_from == START - 2 * HOUR
    assert outage.state(START) == "running"


def test_two_colleagues_report_one_breakdown_and_the_second_is_shown_the_first(
    case: Case, dryer: Resource, technician: User, second: User
) -> None:
    report = Report(START - HOUR, START + DAY, BROKEN)
    press(dryer, report, technician, START - HOUR)
    with pytest.raises(AbsentAlready) as refused:
        report_outage(unit=dryer.pk, report=report, shown="", by=second, now=START)
    assert refused.value.reasons
    assert Outage.objects.count() == Booking.objects.live().absences().count() == 1
    assert Fallen.objects.count() == 1


def test_one_person_reports_the_same_twice_and_it_is_one(
    case: Case, dryer: Resource, technician: User
) -> None:
    report = Report(START - HOUR, START + DAY, BROKEN)
    first = press(dryer, report, technician, START - HOUR)
    again = report_outage(unit=dryer.pk, report=report, shown="", by=technician, now=START)
    assert again == first


def test_it_ends_and_is_reported_again_as_another(dryer: Resource, technician: User) -> None:
    report = Report(START, START + DAY, BROKEN)
    first = press(dryer, report, technician, START)
    end_outage(outage=first.pk, by=technician, now=START + HOUR)
    again = press(dryer, report, technician, START + 2 * HOUR)
    assert again != first
    assert Booking.objects.live().absences().get() == again.booking


@pytest.mark.parametrize(
    ("start", "end", "fits"),
    [
        (-2 * DAY, -DAY, True),
        (-DAY, 0 * DAY, True),  # ends as it begins
        (-DAY, HOUR, False),
        (HOUR, 2 * HOUR, False),  # within
        (-DAY, 3 * DAY, False),  # around
        (DAY - HOUR, 2 * DAY, False),
        (DAY, 2 * DAY, True),  # begins as it ends
    ],
)
def test_two_outages_of_one_thing_share_no_minute(
    dryer: Resource, technician: User, start: dt.timedelta, end: dt.timedelta, *, fits: bool
) -> None:
    base = START + 10 * DAY
    press(dryer, Report(base, base + DAY, BROKEN), technician, START)
    other = Report(base + start, base + end, BROKEN)
    if fits:
        press(dryer, other, technician, START)
    else:
        with pytest.raises(AbsentAlready):
            press(dryer, other, technician, START)
    assert Outage.objects.count() == 1 + fits


def test_it_is_not_prolonged_over_another_outage(dryer: Resource, technician: User) -> None:
    first = press(dryer, Report(START, START + DAY, BROKEN), technician, START)
    press(dryer, Report(START + 2 * DAY, START + 3 * DAY, BROKEN), technician, START)
    with pytest.raises(AbsentAlready):
        prolong_outage(
            outage=first.pk, end=START + 4 * DAY, is_guess=False, shown="", by=technician, now=START
        )
    row = prolong_outage(
        outage=first.pk, end=START + 2 * DAY, is_guess=True, shown="", by=technician, now=START
    )
    assert (row.ends_at, row.is_guess) == (START + 2 * DAY, True)
    with pytest.raises(NotLater):
        prolong_outage(outage=first.pk, end=START, is_guess=True, shown="", by=technician, now=START)


def test_prolonged_over_a_booking_the_booking_falls_only_if_it_was_shown(
    slot: Slot, case: Case, dryer: Resource, technician: User
) -> None:
    early = START - DAY
    outage = press(dryer, Report(early, early + HOUR, BROKEN), technician, early)
    end = START + DAY
    with pytest.raises(FallenAnew):
        prolong_outage(outage=outage.pk, end=end, is_guess=False, shown="", by=technician, now=early)
    outage.refresh_from_db()
    assert (outage.ends_at, outage.fallen.count()) == (early + HOUR, 0)
    shown = falling(span_of(dryer, outage.ends_at, end, now=early), now=early).shown
    row = prolong_outage(outage=outage.pk, end=end, is_guess=False, shown=shown, by=technician, now=early)
    assert row.fallen.get().step == slot.step
    assert faults() == []


def test_of_a_case_that_was_withdrawn_meanwhile_nothing_need_be_done(
    case: Case, dryer: Resource, technician: User, owner: User
) -> None:
    report = Report(START - HOUR, START + DAY, BROKEN)
    shown = looked(dryer, report, START - HOUR).shown
    withdraw_case(case=case, by=owner, now=START - HOUR)
    outage = report_outage(unit=dryer.pk, report=report, shown=shown, by=technician, now=START - HOUR)
    assert not outage.fallen.exists()


def test_ended_while_it_runs_it_is_over_and_before_it_began_taken_back(
    dryer: Resource, technician: User, second: User
) -> None:
    for start, state in ((START, "over"), (START + DAY, "taken-back")):
        row = press(dryer, Report(start, start + HOUR, BROKEN), technician, START)
        row = end_outage(outage=row.pk, by=second, now=START + MINUTE)
        assert (row.state(START + MINUTE), row.ended_by) == (state, second)
    found = outages_of(technician, now=START + MINUTE)
    assert (found.running, found.coming, len(found.over)) == ((), (), 2)


def test_why_in_words_is_read_by_colleagues_alone(
    client: Client, case: Case, dryer: Resource, technician: User, owner: User, second: User
) -> None:
    report = Report(START - HOUR, START + DAY, BROKEN, words="มอเตอร์ไหม้")
    outage = press(dryer, report, technician, START - HOUR)
    assert "มอเตอร์ไหม้" not in repr([*Notice.objects.values_list("details")])
    client.force_login(second)
    assert "มอเตอร์ไหม้" in client.get(f"/outages/{outage.pk}").content.decode()
    client.force_login(owner)
    assert client.get(f"/outages/{outage.pk}").status_code == 404
    assert "มอเตอร์ไหม้" not in client.get(f"/cases/{case.code}").content.decode()


def test_at_a_machine_that_broke_nobody_is_said_to_be(
    client: Client, slot: Slot, dryer: Resource, technician: User
) -> None:
    ticked(slot, technician, State.CAME)
    client.force_login(technician)
    page = f"/en/units/{dryer.code}"
    assert "nobody is at it" not in client.get(page).content.decode()
    press(dryer, Report(START, START + DAY, BROKEN), technician, START + 2 * MINUTE)
    html = client.get(page).content.decode()
    assert "nobody is at it" in html
    assert "แม่คำลำไย" in html, "what happened stays on its sheet"
