"""A centre is begun by an officer of its parent, opens on its day by itself, and can be undone before it."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Permission
from django.utils import translation

from itc.accounts.models import User
from itc.audit.models import Event
from itc.centres import errors
from itc.centres.actions.opening import (
    begin_opening,
    cancel_opening,
    open_due,
    place_centre,
    settle_opening,
    undo_settling,
)
from itc.centres.models import Opening
from itc.network.models import Centre, Coverage
from itc.network.queries import lead_centre
from itc.notices.models import Notice
from itc.resources.actions.holding import hold_all
from itc.resources.errors import NotAllFree
from itc.resources.models import Booking
from itc.resources.rules.holding import Hold
from tests.cases import world
from tests.cases.world import DAY, HOUR, NOW
from tests.centres import opening_rows as made
from tests.centres.opening_rows import FIRST, TODAY
from tests.resources.rows import led

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture(name="parent")
def leading_centre(lamphun: Centre) -> Centre:
    return made.leading(lamphun)


@pytest.fixture(name="kwan")
def officer_of_the_parent(parent: Centre) -> User:
    return made.officer(parent, "Kwan")


def moment(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(3), tzinfo=dt.UTC)


def leader(day: dt.date) -> str:
    found = lead_centre("TH-51", on=day)
    return found.pk if found else ""


def test_a_draft_is_named_after_its_province_and_hidden(parent: Centre, kwan: User) -> None:
    opening = made.begun(parent, kwan)
    assert (opening.centre_id, opening.state) == ("MINI-51", "draft")
    assert opening.centre.name_en == "Mini ITC Lamphun"
    assert opening.centre.parent == parent
    assert list(Centre.objects.open(TODAY).order_by("pk")) == [parent, Centre.objects.get(pk="IEAT-NRIE")]


def test_only_an_officer_of_the_parent_or_an_administrator_opens(
    parent: Centre, lamphun: Centre, stranger: User
) -> None:
    with pytest.raises(errors.UnknownOpening):
        made.begun(parent, stranger)
    with pytest.raises(errors.NotItsParent):
        made.begun(parent, made.officer(lamphun, "Other"))
    late = made.officer(parent, "Late", since=TODAY - 9 * DAY)
    late.posts.update(valid_to=TODAY - DAY)
    with pytest.raises(errors.UnknownOpening):  # her post is over
        made.begun(parent, late)
    admin = made.person("Admin", is_staff=True)
    admin.user_permissions.add(Permission.objects.get(codename="add_centre"))
    assert made.begun(parent, admin).centre.parent == parent


def test_a_province_has_one_mini_itc_even_if_asked_twice(parent: Centre, kwan: User) -> None:
    first = made.begun(parent, kwan)
    with pytest.raises(errors.AlreadyThere):
        made.begun(parent, kwan)
    cancel_opening(centre=first.centre_id, by=kwan, now=NOW)
    assert made.begun(parent, kwan).centre_id == "MINI-51-2"


def test_what_it_must_have_keeps_it_from_opening(parent: Centre, kwan: User) -> None:
    opening = made.begun(parent, kwan)
    place_centre(
        centre="MINI-51", name_th="ศูนย์", name_en="ศูนย์", specialty_th="", specialty_en="", lat=18.5,
        lon=99.0, by=kwan, now=NOW,
    )  # fmt: skip
    with pytest.raises(errors.StillNeeds) as refused:
        settle_opening(centre=opening.centre_id, opens_on=FIRST, by=kwan, now=NOW)
    told = str(refused.value)
    assert "Write its name in English" in told
    assert "one officer" in told
    assert "Enter a machine" in told


@pytest.mark.parametrize("day", [TODAY, TODAY - DAY, TODAY + 366 * DAY])
def test_it_opens_tomorrow_at_the_earliest_and_within_a_year(
    parent: Centre, kwan: User, day: dt.date
) -> None:
    made.ready(parent, kwan)
    with pytest.raises(errors.DayNotAhead):
        settle_opening(centre="MINI-51", opens_on=day, by=kwan, now=NOW)


def test_its_province_goes_over_on_the_day_and_comes_back_when_undone(parent: Centre, kwan: User) -> None:
    before = list(Coverage.objects.values_list("centre", "valid_from", "valid_to"))
    made.settled(parent, kwan)
    assert [leader(FIRST + number * DAY) for number in (-1, 0, 300)] == ["DIP-01", "MINI-51", "MINI-51"]
    undo_settling(centre="MINI-51", by=kwan, now=moment(FIRST - DAY))
    assert list(Coverage.objects.values_list("centre", "valid_from", "valid_to")) == before
    undo_settling(centre="MINI-51", by=kwan, now=moment(FIRST - DAY))  # pressed twice
    assert Opening.objects.get().state == "draft"
    assert Centre.objects.get(pk="MINI-51").opens_on is None


def test_what_another_changed_since_is_not_undone(parent: Centre, kwan: User) -> None:
    opening = made.settled(parent, kwan)
    Coverage.objects.filter(pk=opening.starts_id or 0).update(valid_to=FIRST + 90 * DAY)
    with pytest.raises(errors.LeadChanged):
        undo_settling(centre="MINI-51", by=kwan, now=NOW)
    assert Opening.objects.get().state == "settled"


def test_from_its_day_on_it_is_not_undone(parent: Centre, kwan: User) -> None:
    made.settled(parent, kwan)
    for act in (undo_settling, cancel_opening):
        with pytest.raises(errors.DayHasCome):
            act(centre="MINI-51", by=kwan, now=moment(FIRST))


def test_another_than_the_parent_leads_then(parent: Centre, lamphun: Centre, kwan: User) -> None:
    made.ready(parent, kwan)
    Coverage.objects.update(valid_to=FIRST - DAY)
    led(lamphun, parent.province, valid_from=FIRST)
    with pytest.raises(errors.StillNeeds) as refused:  # said among what is missing, before it is pressed
        settle_opening(centre="MINI-51", opens_on=FIRST, by=kwan, now=NOW)
    assert lamphun.name_en in str(refused.value)


def test_the_worker_opens_it_once_and_tells_both_centres(parent: Centre, kwan: User) -> None:
    made.settled(parent, kwan)
    assert open_due(now=moment(FIRST - DAY)) == 0
    assert open_due(now=moment(FIRST)) == 1
    assert open_due(now=moment(FIRST + DAY)) == 0
    assert Event.objects.filter(verb="centre.opened").count() == 1
    told = Notice.objects.filter(kind="centre.opened")
    assert {notice.person.name for notice in told} == {"Kwan", "at-MINI-51"}


def test_its_time_can_be_held_from_its_first_day_on_only(parent: Centre, kwan: User) -> None:
    opening = made.ready(parent, kwan)
    unit = made.unit_of(opening)

    def hold(day: dt.date) -> Booking:
        start = moment(day)
        wish = Hold(unit.code, start, start + HOUR, start, start + HOUR)
        return hold_all(holds=[wish], orders=[], purpose="case", by=None, now=NOW)[0][0]

    with pytest.raises(NotAllFree):  # of a draft nothing is known
        hold(FIRST + DAY)
    settle_opening(centre="MINI-51", opens_on=FIRST, by=kwan, now=NOW)
    with pytest.raises(NotAllFree):
        hold(FIRST - DAY)
    assert hold(FIRST).resource == unit


def test_no_firm_loses_a_time_because_it_is_given_up(parent: Centre, kwan: User, owner: User) -> None:
    opening = made.settled(parent, kwan)
    world.family()
    start = moment(FIRST)
    wish = Hold(made.unit_of(opening).code, start, start + HOUR, start, start + HOUR)
    case = world.case_of(
        world.firm_of(owner),
        owner,
        world.planned(1, wish, starts_at=start, ends_at=start + HOUR, ready_at=start + HOUR),
    )
    for act in (undo_settling, cancel_opening):
        with pytest.raises(errors.StillBooked) as refused:
            act(centre="MINI-51", by=kwan, now=NOW)
        assert case.code in str(refused.value)
    assert Booking.objects.live().count() == 1
    assert leader(FIRST) == "MINI-51"


def test_who_may_not_does_nothing_to_it(parent: Centre, lamphun: Centre, kwan: User, stranger: User) -> None:
    made.ready(parent, kwan)
    for person in (stranger, made.officer(lamphun, "Other")):
        with pytest.raises(errors.UnknownOpening):
            settle_opening(centre="MINI-51", opens_on=FIRST, by=person, now=NOW)
        with pytest.raises(errors.UnknownOpening):
            cancel_opening(centre="MINI-51", by=person, now=NOW)


def test_a_centre_of_an_estate_leads_its_tenants_only(parent: Centre, kwan: User) -> None:
    opening = begin_opening(kind="ieat_estate", province=parent.province, parent=parent, by=kwan, now=NOW)
    assert (opening.centre_id, opening.centre.parent) == ("IEAT-51", parent)
