"""Leave that somebody reports for herself: of her centre or of none, and seen by her officers alone."""

import pytest
from django.test import Client

from itc.accounts.models import User
from itc.cases.models import Case, Miss, Slot
from itc.machines.actions.outages import Report, end_outage
from itc.machines.actions.telling import remind_of_guesses
from itc.machines.errors import UnknownOutage, UnknownUnit
from itc.machines.models import Outage
from itc.machines.queries.outages import outage_of, outages_of, reportable
from itc.network.models import Centre, Post
from itc.notices.models import Notice
from itc.resources.models import Resource
from itc.resources.rules.holding import Hold
from tests.cases import world
from tests.cases.recount import faults
from tests.machines.broken import looked, press
from tests.machines.conftest import START
from tests.resources import rows

pytestmark = pytest.mark.usefixtures("at_nine", "nothing_is_free")
HOUR, DAY = world.HOUR, world.DAY
AWAY = Outage.Why.LEAVE


@pytest.fixture
def bookable(runner: Resource, technician: User) -> Resource:
    """The technician herself can be booked; her colleague is another row."""
    Resource.objects.filter(pk=runner.pk).update(person=technician)
    runner.refresh_from_db()
    return runner


def test_who_can_be_booked_reports_her_own_leave_and_nobody_elses(
    slot: Slot, bookable: Resource, technician: User, second: User, lamphun: Centre
) -> None:
    other = rows.person(lamphun, "OP-2")
    assert set(reportable(technician, now=START).filter(kind="person")) == {bookable}
    assert not reportable(second, now=START).filter(kind="person").exists()
    outage = press(bookable, Report(START - HOUR, START + DAY, AWAY), technician, START - HOUR)
    assert outage.about == "leave"
    assert outage.fallen.get().step == slot.step
    with pytest.raises(UnknownUnit):
        press(other, Report(START, START + DAY, AWAY), technician, START)
    with pytest.raises(UnknownUnit):
        press(bookable, Report(START + 5 * DAY, START + 6 * DAY, AWAY), second, START)
    with pytest.raises(UnknownOutage):
        outage_of(second, outage.pk, now=START)
    assert end_outage(outage=outage.pk, by=technician, now=START).ended_at == START


def test_an_officer_sees_and_ends_the_leave_of_her_people(
    case: Case, bookable: Resource, technician: User, officer: User
) -> None:
    outage = press(bookable, Report(START - HOUR, START + DAY, AWAY), technician, START - HOUR)
    assert outage in outages_of(officer, now=START).running
    assert end_outage(outage=outage.pk, by=officer, now=START).ended_by == officer


def test_on_the_form_leave_is_all_that_is_asked_of_her(
    client: Client, bookable: Resource, technician: User
) -> None:
    client.force_login(technician)
    assert f"/outages/new/{bookable.pk}" in client.get("/outages/new").content.decode()
    html = client.get(f"/en/outages/new/{bookable.pk}").content.decode()
    assert 'value="leave"' in html
    assert 'value="breakdown"' not in html
    sent = {"why": "breakdown", "day": "2026-12-07", "until": "2026-12-08"}
    assert client.get(f"/en/outages/new/{bookable.pk}", sent).status_code == 422


def test_once_her_post_has_ended_her_calendar_is_her_centres(bookable: Resource, technician: User) -> None:
    Post.objects.filter(person=technician).update(valid_to=START.date() - DAY)
    with pytest.raises(UnknownUnit):
        press(bookable, Report(START, START + DAY, AWAY), technician, START)


def test_who_is_of_no_centre_reports_her_own_leave_and_is_asked_whether_a_guess_holds(
    client: Client, dryer: Resource, lamphun: Centre, stranger: User, second: User
) -> None:
    free = rows.person(lamphun, "EX-1", person=stranger)
    Resource.objects.filter(pk=free.pk).update(centre=None)
    free.refresh_from_db()
    outage = press(free, Report(START, START + DAY, AWAY, is_guess=True), stranger, START)
    assert remind_of_guesses(now=START + HOUR) == 1
    assert Notice.objects.get(kind="outage.ends").person == stranger
    client.force_login(stranger)
    for path in ("/outages", "/outages/new", f"/outages/new/{free.pk}", f"/outages/{outage.pk}"):
        assert client.get(path).status_code == 200, path
    client.force_login(second)
    assert client.get(f"/outages/{outage.pk}").status_code == 404


def test_who_serves_many_is_away_and_all_of_them_fall_the_soonest_first(
    case: Case, runner: Resource, technician: User, officer: User, owner: User
) -> None:
    for number in range(3):
        start = START + (number + 1) * DAY
        wanted = Hold(runner.code, start, start + HOUR, start, start + HOUR)
        made = world.planned(3 + number, wanted, starts_at=start, ends_at=start + HOUR, ready_at=start + HOUR)
        world.case_of(world.firm_of(owner, f"ร้าน {number}"), owner, made, plan=f"p{number}")
    found = looked(runner, Report(START - HOUR, START + 9 * DAY, AWAY), START - HOUR)
    times = [fall.slots[0].held_from for fall in found.falls]
    assert len(times) == 4
    assert times == sorted(times)
    outage = press(runner, Report(START - HOUR, START + 9 * DAY, AWAY), officer, START - HOUR)
    assert outage.fallen.count() == Miss.objects.count() == 4
    told = Notice.objects.filter(person=owner, kind__startswith="step.fell")
    assert told.count() == 4
    names = (runner.name_th, runner.name_en)
    assert not any(name in repr(each.details) for each in told for name in names), "people are not named"
    assert faults() == []
