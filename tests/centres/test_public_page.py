"""The page of a centre that everybody reads, in both languages, on a day, and by machines."""

import datetime as dt
import json
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from itc.accounts.models import User
from itc.cases.models import Case
from itc.catalogue.models import UnreadIdea
from itc.centres.actions.demand import count_demand
from itc.centres.models import Contact, Profile, Service
from itc.centres.queries.area import own_data
from itc.firms.models import Firm
from itc.network.models import Centre
from itc.planning.models import Plan
from itc.resources.models import Closing, OpenHours, Price, Resource
from tests.catalogue.rows import family, operation
from tests.centres.world import DAY, NOW, TODAY
from tests.resources import rows

ADDRESS = "/centres/IEAT-NRIE"
SOON = TODAY + 10 * DAY


@pytest.fixture
def told(lamphun: Centre, dryer: Resource, monkeypatch: pytest.MonkeyPatch) -> Centre:
    """A centre that says of itself all it can."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    Service.objects.create(centre=lamphun, operation_id="drying", valid_from=TODAY, about_th="ครั้งละ 90 กก.")
    Service.objects.create(centre=lamphun, name_th="ยืมตู้แช่", name_en="Cold room loan", valid_from=SOON)
    OpenHours.objects.create(centre=lamphun, hours="Mon-Fri 08:30-16:30", valid_from=TODAY)
    OpenHours.objects.create(centre=lamphun, hours="Mon-Sat 09:00-12:00", valid_from=SOON)
    Closing.objects.create(
        centre=lamphun, first_day=SOON, last_day=SOON + DAY, name_th="ซ่อมอาคาร </script>", name_en="Repairs"
    )
    Contact.objects.create(centre=lamphun, phone="053 111 222")
    Profile.objects.create(
        centre=lamphun, province=lamphun.province, about="makes", what_th="ลำไยอบแห้ง", what_en="Dried longan",
        number=40, unit_th="โรงงาน", unit_en="plants", source="สำนักงานจังหวัด 2568", valid_from=TODAY,
    )  # fmt: skip
    return lamphun


def structured(html: str) -> dict[str, Any]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert len(found) == 1
    data: dict[str, Any] = json.loads(found[0])
    return data


def test_it_says_what_when_how_much_and_where_it_is_known_from(client: Client, told: Centre) -> None:
    html = client.get(ADDRESS).content.decode()
    for said in (
        "อบแห้ง",
        "ครั้งละ 90 กก.",
        "08:30",
        "฿600",
        "053 111 222",
        "ลำไยอบแห้ง",
        "40 โรงงาน",
        "สำนักงานจังหวัด 2568",
        "ซ่อมอาคาร",
    ):
        assert said in html, said
    assert "ยืมตู้แช่" not in html  # it begins later
    english = client.get(f"/en{ADDRESS}").content.decode()
    for said in ("Drying", "Dried longan", "40 plants", "Repairs"):
        assert said in english, said


def test_it_is_read_in_advance_as_it_will_be(client: Client, told: Centre, dryer: Resource) -> None:
    Price.objects.update(valid_to=SOON - DAY)
    html = client.get(f"{ADDRESS}?on={SOON}").content.decode()
    assert "ยืมตู้แช่" in html
    assert "฿600" not in html
    assert "09:00–12:00" in html
    Resource.objects.update(valid_to=SOON - DAY)
    assert client.get(f"{ADDRESS}?on={SOON}").context["machine_count"] == 0
    assert client.get(ADDRESS).context["machine_count"] == 1


@pytest.mark.parametrize("day", ["2020-01-01", "3000-01-01", "tomorrow", "31/31/2569", "x" * 500])
def test_a_day_that_is_none_is_today(client: Client, told: Centre, day: str) -> None:
    answer = client.get(ADDRESS, {"on": day})
    assert (answer.status_code, answer.context["on"]) == (200, TODAY)


def test_machines_read_it_as_schema_org_has_it(client: Client, told: Centre) -> None:
    data = structured(client.get(ADDRESS).content.decode())
    assert (data["@type"], data["telephone"]) == ("LocalBusiness", "053 111 222")
    assert data["openingHoursSpecification"] == [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [
                f"https://schema.org/{day}"
                for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
            ],
            "opens": "08:30",
            "closes": "16:30",
        }
    ]
    assert data["specialOpeningHoursSpecification"][0]["validThrough"] == str(SOON + DAY)
    assert [each["itemOffered"]["name"] for each in data["hasOfferCatalog"]["itemListElement"]] == ["อบแห้ง"]


def test_what_is_not_known_is_not_made_up(client: Client, lamphun: Centre) -> None:
    Centre.objects.update(confidence_location="low")
    answer = client.get(ADDRESS)
    data = structured(answer.content.decode())
    assert not {"openingHoursSpecification", "telephone", "email", "geo", "hasOfferCatalog"} & data.keys()
    assert not answer.context["own"].says


def test_only_its_officer_finds_the_way_to_keep_it(
    client: Client, told: Centre, officer: User, other_officer: User
) -> None:
    way = f"{ADDRESS}/manage"
    assert way not in client.get(ADDRESS).content.decode()
    for person, found in ((other_officer, False), (officer, True)):
        client.force_login(person)
        assert (way in client.get(ADDRESS).content.decode()) is found
    assert way not in client.get(f"{ADDRESS}?on={TODAY}").content.decode()  # as a stranger sees it


def test_people_who_can_be_booked_are_not_named(client: Client, told: Centre) -> None:
    rows.person(told, name_th="ช่างแดง", name_en="Daeng")
    html = client.get(ADDRESS).content.decode()
    assert "ช่างแดง" not in html
    assert "Daeng" not in html


def cases_of(number: int, centre: Centre, person: User) -> None:
    soap = family("soap", name_th="สบู่", name_en="Soap")
    for each in range(number):
        firm = Firm.objects.create(
            name=f"f{each}", kind="sme", sector="manufacturing", province=centre.province
        )
        Case.objects.create(
            firm=firm, product="p", family=soap, lead_centre=centre, plan="x", plan_kind="earliest", asked={},
            made_at=NOW - DAY, made_by=person, lapses_at=NOW,
        )  # fmt: skip


@pytest.mark.parametrize(("firms", "shown"), [(4, False), (5, True)])
def test_fewer_than_five_firms_are_not_told(lamphun: Centre, owner: User, firms: int, shown: bool) -> None:
    cases_of(firms, lamphun, owner)
    found = own_data(lamphun, now=NOW)
    assert bool(found.makes) is found.says is shown
    if shown:
        assert [(each.number) for each in found.makes] == [5]
        assert found.makes_since == TODAY - DAY


def test_what_was_asked_and_not_understood_is_counted_by_province(lamphun: Centre) -> None:
    for number in range(8):
        UnreadIdea.objects.create(
            words="ทำยานอวกาศ" if number < 5 else f"อื่น {number}", province_code="TH-51", asked_on=TODAY
        )
    UnreadIdea.objects.create(words="ที่อื่น", province_code="TH-10", asked_on=TODAY - DAY)
    found = own_data(lamphun, now=timezone.now() + dt.timedelta(days=1))
    assert (found.unread_in_all, found.unread_since) == (8, TODAY)
    assert [(each.name, each.number) for each in found.unread] == [("ทำยานอวกาศ", 5)]


def asked(province: str, family: str, days_ago: int, *unmet: str) -> None:
    Plan.objects.create(
        asked={"province": province},
        answer={"family": {"code": family}, "plans": [{"unmet": [{"operation": each} for each in unmet]}]},
        digest="x", data_version="x", made_at=NOW - days_ago * DAY, expires_at=NOW + 9 * DAY,
    )  # fmt: skip


def test_plans_that_were_asked_are_counted_once_a_day_and_outlive_the_plans(lamphun: Centre) -> None:
    family("soap", name_th="สบู่", name_en="Soap")
    operation("lyophilising", name_th="ทำแห้งเยือกแข็ง", name_en="Lyophilising")
    for number in range(7):
        asked("TH-51", "soap", 1 + number % 2, *(["lyophilising"] if number < 5 else []))
    asked("TH-51", "soap", 0)  # today is not over
    assert count_demand(now=NOW) == 7
    assert count_demand(now=NOW) == 0
    Plan.objects.all().delete()
    found = own_data(lamphun, now=NOW)
    assert [each.number for each in found.asked] == [7]
    assert [each.number for each in found.nobody] == [5]
    assert found.asked_since == TODAY - 2 * DAY
    assert own_data(lamphun, now=NOW + 400 * DAY).asked == ()


def test_the_area_is_told_beside_what_the_centre_does(client: Client, told: Centre) -> None:
    family("soap", name_th="สบู่ก้อน", name_en="Soap")
    for _number in range(5):
        asked("TH-51", "soap", 1)
    count_demand(now=NOW)
    html = client.get(ADDRESS).content.decode()
    assert "สบู่ก้อน" in html
    assert "สบู่ก้อน: 5" in html
