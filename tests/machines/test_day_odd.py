"""The day sheet on odd days: over a night, with an address full of nonsense, of who serves at two centres."""

import datetime as dt

import pytest
from django.test import Client

from itc.accounts.models import User
from itc.audit.models import Event
from itc.cases.actions.ending import withdraw_case
from itc.cases.models import Case, Slot
from itc.machines.actions.notes import add_note, remove_note
from itc.machines.actions.turns import tick
from itc.machines.errors import OutOfOrder
from itc.machines.models import Turn
from itc.machines.queries.day import day_sheet
from itc.machines.rules.day import Asked
from itc.machines.rules.turns import State
from itc.network.models import Centre, Post
from itc.resources.models import Booking, Resource
from tests.cases import world
from tests.machines.conftest import MINUTE, START, served_by
from tests.machines.test_day import get, press

pytestmark = pytest.mark.usefixtures("at_nine")
TODAY = START.date()


def test_what_goes_on_over_a_night_says_on_which_day_it_ends(
    client: Client, slot: Slot, technician: User
) -> None:
    assert "Cleaning until 12:45 (45 min)" in get(client, technician, "/en/day")
    morning = START + world.DAY
    Slot.objects.filter(pk=slot.pk).update(held_to=morning)
    Booking.objects.filter(slot=slot).update(held_to=morning)
    html = get(client, technician, "/en/day")
    assert "Cleaning until Fri 4 Dec 2026 09:00" in html
    assert "1260 min" not in html, "nobody cleans all night"
    Slot.objects.filter(pk=slot.pk).update(use_to=morning)
    Booking.objects.filter(slot=slot).update(use_to=morning)
    assert "09:00–4 Dec 2026 09:00" in get(client, technician, "/en/day")


@pytest.mark.parametrize(
    "query",
    [
        "day=no",
        "day=9999-99-99",
        "day=",
        "unit=%00",
        "unit=" + "x" * 999,
        "mine=yes",
        "day=2026-12-03&day=x",
        "%",
    ],
)
def test_an_address_full_of_nonsense_is_a_day_sheet(
    client: Client, slot: Slot, technician: User, query: str
) -> None:
    get(client, technician, f"/day?{query}")


def test_a_turn_over_midnight_stands_on_both_days(slot: Slot, technician: User) -> None:
    late = START + 20 * world.HOUR
    Slot.objects.filter(pk=slot.pk).update(held_to=late, use_to=late)
    Booking.objects.filter(slot=slot).update(held_to=late, use_to=late)
    for day in (TODAY, TODAY + world.DAY):
        assert [row.slot for row in day_sheet(technician, Asked(day), now=START).rows] == [slot]
    assert day_sheet(technician, Asked(TODAY + 2 * world.DAY), now=START).rows == ()


def test_a_turn_that_ends_at_midnight_is_not_of_the_next_day(slot: Slot, technician: User) -> None:
    midnight = START.replace(hour=17)  # in UTC
    Slot.objects.filter(pk=slot.pk).update(held_to=midnight)
    Booking.objects.filter(slot=slot).update(held_to=midnight)
    assert day_sheet(technician, Asked(TODAY + world.DAY), now=START).rows == ()


def test_who_serves_at_two_centres_sees_both_and_each_by_its_name(
    client: Client, slot: Slot, technician: User, elsewhere: User
) -> None:
    other = Centre.objects.get(code="OTHER")
    Post.objects.create(
        person=technician, role=Post.Role.OPERATOR, centre=other, valid_from=TODAY - 9 * world.DAY
    )
    sheet = day_sheet(technician, Asked(TODAY), now=START)
    assert {each.pk for each in sheet.centres} == {"OTHER", "IEAT-NRIE"}
    assert [at.centre.pk for at in sheet.at] == ["IEAT-NRIE"], "an empty centre takes no room"
    html = get(client, technician, "/day")
    for code in ("OTHER", "IEAT-NRIE"):
        assert f"/day/labels/{code}" in html


def test_a_post_that_begins_tomorrow_shows_nothing_today(
    client: Client, slot: Slot, lamphun: Centre, stranger: User
) -> None:
    Post.objects.create(
        person=stranger, role=Post.Role.OPERATOR, centre=lamphun, valid_from=TODAY + world.DAY
    )
    get(client, stranger, "/day", 404)


def test_an_absence_stands_on_every_day_it_touches_and_not_among_what_is_hers(
    technician: User, dryer: Resource, lamphun: Centre
) -> None:
    span = {"held_from": START, "held_to": START + 2 * world.DAY}
    use = {"use_from": START, "use_to": START + 2 * world.DAY}
    Booking.objects.create(resource=dryer, purpose=Booking.ABSENCE, **span, **use)
    for days, there in ((-1, 0), (0, 1), (1, 1), (2, 1), (3, 0)):
        sheet = day_sheet(technician, Asked(TODAY + days * world.DAY), now=START)
        assert sum(len(at.absences) for at in sheet.at) == there, days
    assert day_sheet(technician, Asked(TODAY, mine=True), now=START).at == ()
    assert day_sheet(technician, Asked(TODAY, unit="other"), now=START).at == ()


def test_two_technicians_press_at_once_and_both_are_led_back(
    client: Client, slot: Slot, technician: User, second: User
) -> None:
    for person in (technician, second):
        assert press(client, person, slot, "came").endswith(f"#turn-{slot.pk}")
    assert Turn.objects.get().came_by == technician
    assert Event.objects.filter(verb="turn.came").count() == 1


def test_back_and_an_old_page_say_what_came_between(
    client: Client, slot: Slot, technician: User, second: User
) -> None:
    """Her page still offers that nobody came; her colleague has greeted the firm meanwhile."""
    tick(slot=slot.pk, state=State.CAME, by=second, now=START + 16 * MINUTE)
    where = press(client, technician, slot, "absent", why="no-word", to="/day")
    assert where == "/day", "to the top, where it is said"
    assert str(OutOfOrder()) in client.get(where).content.decode()
    assert Turn.objects.get().state == State.CAME


def test_a_note_of_a_case_that_has_ended_stays_and_takes_no_more(
    client: Client, slot: Slot, case: Case, technician: User, owner: User
) -> None:
    tick(slot=slot.pk, state=State.CAME, by=technician, now=START)
    add_note(
        slot=slot.pk, quick=["cleaned"], words="ล้างแล้ว", photo=None, for_firm=False, by=technician, now=START
    )
    withdraw_case(case=case, by=owner, now=START)
    page = f"/day/turns/{slot.pk}"
    assert "ล้างแล้ว" in get(client, technician, page)
    assert client.post(f"{page}/notes", {"words": "more", "reader": "us"}).status_code == 409


def test_a_note_that_was_removed_is_on_no_page(client: Client, slot: Slot, technician: User) -> None:
    note = add_note(
        slot=slot.pk, quick=[], words="ผิดเครื่อง", photo=None, for_firm=True, by=technician, now=START
    )
    assert "ผิดเครื่อง" in get(client, technician, "/day")
    remove_note(note=note.pk, by=technician, now=START + MINUTE)
    for page in ("/day", f"/day/turns/{slot.pk}", f"/cases/{slot.step.case.code}"):
        client.force_login(technician)
        assert "ผิดเครื่อง" not in client.get(page).content.decode()


def test_a_colleague_hired_since_sees_the_turn_and_ticks_it_off(
    client: Client, slot: Slot, lamphun: Centre
) -> None:
    new = served_by("ช่างใหม่", lamphun)
    assert "แม่คำลำไย" in get(client, new, "/day")
    press(client, new, slot, "came")
    assert Turn.objects.get().came_by == new


@pytest.mark.parametrize("days", [-30, -2, 2, 30])
def test_on_other_days_who_comes_is_a_firm_and_no_person(slot: Slot, technician: User, days: int) -> None:
    (row,) = day_sheet(technician, Asked(TODAY), now=START + dt.timedelta(days=days)).rows
    assert row.comes is None
