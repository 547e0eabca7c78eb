"""Every change is told with who, when and from what to what, and taken back while nothing stands on it."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from itc.accounts.models import User
from itc.audit.models import Event
from itc.centres.actions import hours, people, prices, saying, services, units
from itc.centres.actions.undoing import undo
from itc.centres.errors import ChangedSince, HeldThen, LastOfficer, StandsOnIt, UnknownCentre
from itc.centres.models import Change, Profile, Service
from itc.lib.refusal import Refusal
from itc.network.models import Centre, Post
from itc.resources.models import Closing, OpenHours, Price, Resource
from tests.centres import world
from tests.centres.world import DAY, NOW, TODAY, page

LATER = TODAY + 10 * DAY
Kept = dict[str, list[dict[str, Any]]]
UNIT: dict[str, Any] = {
    "capacity": Decimal(5), "capacity_unit": "kg/batch", "batch_hours": None, "overnight": False,
    "approval": "ask", "notice_hours": 3,
}  # fmt: skip
RULES: dict[str, Any] = {"phone": "053", "email": "", "line": "", "address_th": "", "address_en": ""}


def everything() -> Kept:
    """Return all rows an officer can change."""
    tables = (Service, OpenHours, Closing, Post, Resource, Price, Centre, Profile)
    return {
        table.__name__: [_plain(row) for row in table._base_manager.order_by("pk").values()]
        for table in tables
    }


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "changed_at"}


def kept(centre: Centre, by: User, dryer: Resource) -> dict[str, Callable[[], Change]]:
    given = {"centre": centre, "by": by, "now": NOW}
    return {
        "services": lambda: services.offer(operations=["drying"], valid_from=TODAY, **given),
        "hours": lambda: hours.change_hours(
            doors=True, resources=[dryer.pk], hours="Mon 09:00-10:00", since=LATER, **given
        ),
        "hours of today": lambda: hours.change_hours(
            doors=False, resources=[dryer.pk], hours="Mon 09:00-10:00", since=TODAY, **given
        ),
        "closings": lambda: hours.close_days(
            first_day=LATER, last_day=LATER, name_th="ก", name_en="a", **given
        ),
        "people": lambda: people.appoint(
            contact="", name="ครู", role="expert", valid_from=TODAY, valid_to=None, **given
        ),
        "units": lambda: units.change_unit(unit=dryer.pk, **UNIT, **given),
        "retiring": lambda: units.retire(unit=dryer.pk, valid_to=LATER, **given),
        "prices": lambda: prices.set_price(
            thing="machine:dryer", unit="hour", rule="free", valid_from=LATER, **given
        ),
        "rules": lambda: saying.change_rules(notice_hours=5, firm_window_days=9, **RULES, **given),
        "area": lambda: saying.tell_of_area(
            province="TH-51", about="makes", what_th="ลำไย", what_en="Longan", number=Decimal(3),
            unit_th="", unit_en="", source="test", valid_from=TODAY, **given
        ),
    }  # fmt: skip


NAMES = (
    "services",
    "hours",
    "hours of today",
    "closings",
    "people",
    "units",
    "retiring",
    "prices",
    "rules",
    "area",
)


@pytest.mark.parametrize("name", NAMES)
def test_taken_back_all_stands_as_it_did_and_only_once(
    lamphun: Centre, officer: User, dryer: Resource, name: str
) -> None:
    before = everything()
    change = kept(lamphun, officer, dryer)[name]()
    assert everything() != before
    undo(centre=lamphun, change=change.pk, by=officer, now=NOW)
    assert everything() == before
    assert Event.objects.filter(verb="centre.change-undone").count() == 1
    with pytest.raises(ChangedSince):
        undo(centre=lamphun, change=change.pk, by=officer, now=NOW)


def test_what_was_changed_again_is_not_taken_back(lamphun: Centre, officer: User, dryer: Resource) -> None:
    first = units.change_unit(centre=lamphun, unit=dryer.pk, **UNIT, by=officer, now=NOW)
    units.change_unit(centre=lamphun, unit=dryer.pk, **UNIT | {"notice_hours": 9}, by=officer, now=NOW)
    with pytest.raises(ChangedSince):
        undo(centre=lamphun, change=first.pk, by=officer, now=NOW)


def test_a_machine_that_is_booked_is_not_taken_back(lamphun: Centre, officer: User, dryer: Resource) -> None:
    change = units.add_units(
        centre=lamphun, machine_kind="dryer", count=1, hours="Mon-Fri 08:30-16:30", valid_from=TODAY, **UNIT,
        by=officer, now=NOW,
    )  # fmt: skip
    world.booked(Resource.objects.get(code="IEAT-NRIE/dryer-02"), days=7)
    with pytest.raises(StandsOnIt):
        undo(centre=lamphun, change=change.pk, by=officer, now=NOW)
    assert Resource.objects.count() == 2


def test_longer_hours_that_are_booked_are_not_taken_back(
    lamphun: Centre, officer: User, dryer: Resource
) -> None:
    change = hours.change_hours(
        centre=lamphun, doors=False, resources=[dryer.pk], hours="Mon-Sun 08:00-20:00", since=LATER,
        by=officer, now=NOW,
    )  # fmt: skip
    world.booked(dryer, days=11, first=18, last=19)
    with pytest.raises(HeldThen):
        undo(centre=lamphun, change=change.pk, by=officer, now=NOW)


def test_the_post_of_the_last_officer_is_neither_ended_nor_taken_back(
    lamphun: Centre, officer: User, owner: User, dryer: Resource
) -> None:
    given = {"centre": lamphun, "now": NOW}
    change = people.appoint(
        contact="+66812345678", name="", role="officer", valid_from=TODAY, valid_to=None, by=officer, **given
    )
    mine = Post.objects.get(person=officer)
    people.end_post(post=mine.pk, valid_to=TODAY, by=officer, **given)
    with pytest.raises(LastOfficer):
        undo(change=change.pk, by=owner, **given)
    with pytest.raises(LastOfficer):
        people.end_post(post=Post.objects.get(person=owner).pk, valid_to=LATER, by=owner, **given)


@pytest.mark.parametrize("name", NAMES)
def test_nobody_changes_a_centre_of_others(
    lamphun: Centre, other_officer: User, dryer: Resource, name: str
) -> None:
    before = everything()
    with pytest.raises(UnknownCentre):
        kept(lamphun, other_officer, dryer)[name]()
    assert everything() == before


@pytest.mark.parametrize("name", ["services", "units", "retiring", "rules"])
def test_the_same_change_twice_is_kept_once(
    lamphun: Centre, officer: User, dryer: Resource, name: str
) -> None:
    do = kept(lamphun, officer, dryer)[name]
    do()
    with pytest.raises(Refusal):
        do()
    assert Change.objects.count() == 1


def test_the_list_of_changes_says_who_what_when_and_from_what_to_what(
    desk: Client, lamphun: Centre, officer: User, dryer: Resource
) -> None:
    for name in NAMES:
        kept(lamphun, officer, dryer)[name]()
    html = desk.get(page("manage")).content.decode()
    for said in ("Officer", "24 → 5", "ลำไย", "ครู", "11 ธ.ค. 2569", "อบแห้ง"):
        assert said in html, said
    only = desk.get(page("manage") + "?part=rules").content.decode()
    assert "24 → 5" in only
    assert "ครู" not in only
    change = Change.objects.get(part="rules")
    assert desk.post(page("undo", change.pk)).status_code == 302
    assert desk.post(page("undo", change.pk)).status_code == 302  # pressed twice: she is told
    lamphun.refresh_from_db()
    assert lamphun.notice_hours == 24


def test_the_history_is_paged_and_asks_the_database_no_more_for_more(
    desk: Client, lamphun: Centre, officer: User, dryer: Resource, django_assert_num_queries: Any
) -> None:
    for hour in range(1, 26):
        units.change_unit(
            centre=lamphun, unit=dryer.pk, **UNIT | {"notice_hours": hour}, by=officer,
            now=NOW + hour * dt.timedelta(minutes=1),
        )  # fmt: skip
    desk.get(page("manage"))
    with django_assert_num_queries(24):
        first = desk.get(page("manage"))
    assert len(first.context["changes"]) == 20
    assert len(desk.get(page("manage") + "?page=2").context["changes"]) == 5


def test_ten_like_machines_are_told_in_a_few_lines(desk: Client, lamphun: Centre, officer: User) -> None:
    units.add_units(
        centre=lamphun, machine_kind="dryer", count=10, hours="Mon-Fri 08:30-16:30", valid_from=TODAY, **UNIT,
        by=officer, now=NOW,
    )  # fmt: skip
    told = desk.get(page("manage")).context["changes"][0]
    assert (len(told.lines), told.more) == (4, 6)
