"""The back office of what can be booked: absences, notice, hours; refusals are sentences and lose nothing."""

import datetime as dt
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from itc.accounts.models import User
from itc.audit.models import Event
from itc.lib.thai import BANGKOK, local_day
from itc.network.models import Centre
from itc.resources import actions
from itc.resources.errors import BookingsInTheWay
from itc.resources.models import Booking, Resource
from itc.resources.queries.supply import supply
from tests.catalogue.rows import machine_kind, operation
from tests.conftest import PASSWORD
from tests.resources import rows

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def keeper(client: Client) -> Client:
    person = User.objects.create_superuser(name="ผู้ดูแล", email="keeper@example.org", password=PASSWORD)
    client.force_login(person)
    return client


@pytest.fixture
def dryer(lamphun: Centre) -> Resource:
    return rows.unit(lamphun, machine_kind("dryer"), "IEAT-NRIE/dryer-01")


def page(name: str, *args: object) -> str:
    with translation.override("th"):
        return reverse(f"admin:{name}", args=args)


def morning(days: int) -> dt.datetime:
    return dt.datetime.combine(local_day(timezone.now()) + days * DAY, dt.time(9), tzinfo=BANGKOK)


def typed(resource: Resource, start: dt.datetime, end: dt.datetime) -> dict[str, str]:
    return {
        "resource": str(resource.pk),
        "held_from_0": f"{start:%Y-%m-%d}", "held_from_1": f"{start:%H:%M:%S}",
        "held_to_0": f"{end:%Y-%m-%d}", "held_to_1": f"{end:%H:%M:%S}",
    }  # fmt: skip


ADD, LIST = "resources_booking_add", "resources_booking_changelist"


def test_an_absence_is_entered_by_the_form(keeper: Client, dryer: Resource) -> None:
    answer = keeper.post(page(ADD), typed(dryer, morning(1), morning(3)))
    absence = Booking.objects.get()

    assert answer.status_code == 302
    assert (absence.held_from, absence.held_to, absence.is_absence) == (morning(1), morning(3), True)
    assert Event.objects.get(verb="absence.recorded").by_id == User.objects.get().pk


@pytest.mark.parametrize("language", ["th", "en"])
def test_what_stands_in_the_way_is_listed_and_nothing_typed_is_lost(
    keeper: Client, dryer: Resource, language: str
) -> None:
    for day in (1, 2):
        start, end = morning(day), morning(day) + dt.timedelta(hours=2)
        Booking.objects.create(
            resource=dryer, held_from=start, held_to=end, use_from=start, use_to=end, purpose="case"
        )
    given = typed(dryer, morning(1), morning(3))
    answer = keeper.post(page(ADD) if language == "th" else f"/en{page(ADD)}", given)
    html = unescape(answer.content.decode())

    assert answer.status_code == 200
    assert Booking.objects.count() == 2
    assert html.count(" 09:00–11:00: ") == 2
    assert ("booked at that time" in html) == (language == "en")
    assert f'value="{dryer.pk}" selected' in html
    for name in ("held_from_0", "held_from_1", "held_to_0", "held_to_1"):
        assert f'name="{name}" value="{given[name]}"' in html


def test_out_of_reason_is_a_sentence_in_the_form(keeper: Client, dryer: Resource) -> None:
    html = keeper.post(f"/en{page(ADD)}", typed(dryer, morning(3), morning(1))).content.decode()
    assert "It ends before it begins: mend one of the two." in html
    assert not Booking.objects.exists()


def test_a_rival_between_look_and_write_is_listed_too(
    keeper: Client, dryer: Resource, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two of the staff press the button at once: the second still gets her form back, with what was typed."""
    look, looks = actions.allow_absence, []

    def look_again(**asked: Any) -> None:
        looks.append(asked)
        if len(looks) == 2:  # what the other one wrote is seen now
            absence_of(dryer)
        look(**asked)

    def refuse(**asked: Any) -> None:
        raise BookingsInTheWay(of=dryer.name, absence="outage", bookings=[])

    monkeypatch.setattr("itc.resources.admin.allow_absence", look_again)
    monkeypatch.setattr("itc.resources.admin.record_absence", refuse)
    answer = keeper.post(page(ADD), typed(dryer, morning(1), morning(3)))

    assert answer.status_code == 200
    assert len(looks) == 2
    assert " 09:00–" in answer.content.decode()
    assert f'value="{dryer.pk}" selected' in answer.content.decode()


def absence_of(resource: Resource) -> Booking:
    span = {"held_from": morning(1), "held_to": morning(3), "use_from": morning(1), "use_to": morning(3)}
    return Booking.objects.create(resource=resource, purpose=Booking.ABSENCE, **span)


def test_an_absence_is_released_by_saying_why(keeper: Client, dryer: Resource) -> None:
    absence = absence_of(dryer)
    change = page("resources_booking_change", absence.pk)
    empty = keeper.post(change, {"released_why": ""})
    assert empty.status_code == 200
    assert Booking.objects.live().exists()

    keeper.post(change, {"released_why": "mended early", "held_from_0": "2030-01-01"})
    absence.refresh_from_db()
    assert absence.released_at is not None
    assert (absence.released_why, absence.held_from) == ("mended early", morning(1))
    assert Event.objects.filter(verb="absence.released").count() == 1


@pytest.mark.parametrize("state", ["work", "released"])
def test_work_and_what_is_released_are_for_reading_only(keeper: Client, dryer: Resource, state: str) -> None:
    row = absence_of(dryer)
    change = {"purpose": "case"} if state == "work" else {"released_at": morning(0), "released_why": "done"}
    Booking.objects.filter(pk=row.pk).update(**change)
    before = Booking.objects.values().get()
    where = page("resources_booking_change", row.pk)

    assert keeper.get(where).status_code == 200
    assert keeper.post(where, {"released_why": "no"}).status_code == 403
    assert keeper.post(page("resources_booking_delete", row.pk), {"post": "yes"}).status_code == 403
    assert Booking.objects.values().get() == before


def test_the_list_calls_each_by_its_word(keeper: Client, dryer: Resource, lamphun: Centre) -> None:
    absence_of(dryer)
    absence_of(rows.person(lamphun))
    html = keeper.get(f"/en{page('resources_booking_changelist')}").content.decode()
    assert ">outage<" in html
    assert ">leave<" in html
    thai = keeper.get(page(LIST)).content.decode()
    assert ">outage<" not in thai
    assert ">leave<" not in thai


def test_the_list_is_narrowed_to_absences_or_to_work(
    keeper: Client, dryer: Resource, lamphun: Centre
) -> None:
    away, work = absence_of(dryer), absence_of(rows.person(lamphun))
    Booking.objects.filter(pk=work.pk).update(purpose="case")
    shown = {
        chosen: {row.pk for row in keeper.get(page(LIST), {"for": chosen}).context["cl"].result_list}
        for chosen in ("absence", "work", "nonsense")
    }
    assert shown == {"absence": {away.pk}, "work": {work.pk}, "nonsense": {away.pk, work.pk}}


def test_the_list_asks_no_more_for_more_bookings(keeper: Client, dryer: Resource) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert keeper.get(page(LIST)).status_code == 200
        return len(queries)

    absence_of(dryer)
    few = asked()
    for day in range(4, 20):
        start, end = morning(day), morning(day) + dt.timedelta(hours=2)
        Booking.objects.create(
            resource=dryer, held_from=start, held_to=end, use_from=start, use_to=end, purpose="case"
        )
    assert asked() == few


def test_leave_of_people_is_shown_to_nobody_without_that_right(
    client: Client, officer: User, stranger: User, dryer: Resource
) -> None:
    absence_of(dryer)
    for person, status in ((None, 302), (stranger, 302), (officer, 403)):
        if person is not None:
            client.force_login(person)
        assert client.get(page(LIST)).status_code == status
        assert client.post(page(ADD), typed(dryer, morning(5), morning(6))).status_code == status
    officer.user_permissions.add(Permission.objects.get(codename="view_booking"))
    client.force_login(User.objects.get(pk=officer.pk))
    assert client.get(page(LIST)).status_code == 200
    assert client.post(page(ADD), typed(dryer, morning(5), morning(6))).status_code == 403
    assert Booking.objects.count() == 1


def values_of(row: Centre | Resource) -> dict[str, object]:
    """Return the fields of a row as its form sends them."""
    plain = {}
    for field in row._meta.concrete_fields:
        value = field.value_from_object(row)
        plain[field.name] = "\n".join(value) if isinstance(value, list) else ("" if value is None else value)
    return plain


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("firm_window_days", "0", "1"),
        ("firm_window_days", "366", "365"),
        ("firm_window_days", "soon", ""),
        ("notice_hours", "721", "720"),
        ("notice_hours", "-1", "0"),
        ("notice_hours", "", ""),
    ],
)
def test_notice_and_window_of_a_centre_keep_in_reason_and_what_was_typed_stays(
    keeper: Client, lamphun: Centre, field: str, value: str, said: str
) -> None:
    where = page("network_centre_change", lamphun.pk)
    answer = keeper.post(where, values_of(lamphun) | {field: value})
    html = unescape(answer.content.decode())

    assert answer.status_code == 200
    assert "errorlist" in html
    assert said in html[html.index("errorlist") :][:300]
    assert value == "" or f'name="{field}" value="{value}"' in html
    lamphun.refresh_from_db()
    assert (lamphun.firm_window_days, lamphun.notice_hours) == (45, 24)


def test_notice_and_window_of_a_centre_are_changed_and_reach_the_calendars(
    keeper: Client, lamphun: Centre, dryer: Resource
) -> None:
    engineer = rows.person(lamphun, notice_hours=2)
    visitor = rows.person(lamphun, "EX1")
    Resource.objects.filter(pk=visitor.pk).update(centre=None)
    today = local_day(timezone.now())
    assert supply(today).units[dryer.pk].notice_hours == 24
    changed = values_of(lamphun) | {"notice_hours": "72", "firm_window_days": "30"}

    assert keeper.post(page("network_centre_change", lamphun.pk), changed).status_code == 302
    now = supply(today)
    assert now.places[lamphun.pk].firm_window_days == 30
    assert [now.units[each.pk].notice_hours for each in (dryer, engineer, visitor)] == [72, 2, 24]


def test_notice_of_one_thing_may_be_emptied_or_its_own(keeper: Client, dryer: Resource) -> None:
    where = page("resources_resource_change", dryer.pk)
    for value, kept in (("48", 48), ("", None), ("0", 0)):
        assert keeper.post(where, values_of(dryer) | {"notice_hours": value}).status_code == 302
        dryer.refresh_from_db()
        assert dryer.notice_hours == kept
    assert keeper.post(where, values_of(dryer) | {"notice_hours": "721"}).status_code == 200


@pytest.mark.parametrize("hours", ["จันทร์ 9-16", "Mon 16:30-08:30", "Mon 08:00-12:00; Mon 11:00-13:00"])
def test_hours_that_cannot_be_read_are_told_in_the_language_of_the_page(
    keeper: Client, dryer: Resource, hours: str
) -> None:
    where, asked = page("resources_resource_change", dryer.pk), values_of(dryer) | {"hours": hours}
    thai = unescape(keeper.post(where, asked).content.decode())
    other = unescape(keeper.post(f"/en{where}", asked).content.decode())

    assert f"“{hours}” cannot be read" in other
    assert "cannot be read" not in thai
    assert hours in thai
    dryer.refresh_from_db()
    assert dryer.hours == "Mon-Sat 08:30-16:30"


def test_each_thing_leads_to_the_page_that_tells_of_it(
    keeper: Client, dryer: Resource, lamphun: Centre
) -> None:
    engineer = rows.person(lamphun)
    counter = rows.counter(operation("microbes"), lamphun.province)
    for name, row, there in (
        ("resource", dryer, "/machines/dryer"),
        ("resource", engineer, f"/centres/{lamphun.pk}"),
        ("counter", counter, "/labs#LB01"),
    ):
        html = keeper.get(page(f"resources_{name}_change", row.pk)).content.decode()
        assert f'href="{there}" class="viewsitelink"' in html
