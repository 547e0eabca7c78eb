"""What becomes of an outage: it ends early, takes longer, was a guess; and who sees what of it."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from itc.accounts.models import User
from itc.cases.registry import lines_of
from itc.machines.actions.outages import Report, end_outage, prolong_outage
from itc.machines.actions.telling import remind_of_guesses
from itc.machines.errors import AbsentAlready, NotLater, OutageOver, UnknownOutage, UnknownUnit
from itc.machines.queries.outages_falling import falling, span_of
from itc.machines.queries.outages_preview import preview
from itc.notices.models import Notice
from itc.notices.registry import told
from itc.resources.models import Booking
from tests.machines.broken import BROKEN, DAY, HOUR, Crowd, looked, on, press, whole
from tests.machines.crowd import WEEK, served_by
from tests.planning.underway import snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("reference")]


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
