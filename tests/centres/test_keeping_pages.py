"""The pages on which an officer keeps her centre: who sees them, what they keep, what they refuse."""

import datetime as dt

import pytest
from django.test import Client

from itc.accounts.models import User
from itc.audit.models import Event
from itc.centres.models import Change, Contact, Profile, Service
from itc.network.models import Centre, Post
from itc.resources.models import Booking, Closing, OpenHours, Price, Resource
from tests.centres import world
from tests.centres.world import TODAY, page

WEEK = {
    "mon": "9-15",
    "tue": "9-15",
    "wed": "๙.๐๐–๑๕.๐๐ น.",
    "thu": "9-15",
    "fri": "9-12, 13-15",
    "sat": "",
    "sun": "ปิด",
}
READ = "Mon-Thu 09:00-15:00; Fri 09:00-12:00; Fri 13:00-15:00"


@pytest.mark.parametrize("part", ["manage", *world.PARTS])
def test_an_officer_of_the_centre_sees_it_and_nobody_else(
    desk: Client, other_officer: User, owner: User, ministry: User, part: str
) -> None:
    assert desk.get(page(part)).status_code == 200
    for person in (other_officer, owner, ministry):
        desk.force_login(person)
        assert desk.get(page(part)).status_code == 404
        assert desk.post(page(part), {}).status_code in {404, 405}
    desk.logout()
    assert desk.get(page(part)).status_code == 302


def test_services_of_the_catalogue_are_offered_together_and_change_words(desk: Client) -> None:
    answer = desk.post(page("services"), {"operations": ["drying"], "valid_from": "1/12/2569"})
    assert answer.status_code == 302
    service = Service.objects.get()
    assert (service.operation_id, service.valid_from) == ("drying", TODAY)
    assert "อบแห้ง" in desk.get(page("services")).content.decode()
    again = desk.post(page("services"), {"operations": ["drying"], "valid_from": "1/12/2569"})
    assert again.status_code == 422  # it is no choice any more
    answer = desk.post(page("service", service.pk), {"about_th": "อบให้ถึงที่", "about_en": "", "valid_to": ""})
    assert answer.status_code == 302
    assert Service.objects.get().about_th == "อบให้ถึงที่"
    assert list(Change.objects.order_by("pk").values_list("part", flat=True)) == ["services", "services"]
    assert Event.objects.filter(verb="centre.services-changed").count() == 2


def test_a_service_of_its_own_needs_a_name_and_keeps_what_was_typed(desk: Client) -> None:
    answer = desk.post(page("service_new"), {"about_th": "เล่ายาว", "valid_from": "2026-12-01"})
    assert answer.status_code == 422
    assert "เล่ายาว" in answer.content.decode()
    desk.post(page("service_new"), {"name_th": "ยืมตู้เย็น", "valid_from": "2026-12-01"})
    assert Service.objects.get().name_en == "ยืมตู้เย็น"  # one language fills the other


def test_hours_are_read_as_people_write_them_and_begin_on_their_day(desk: Client, dryer: Resource) -> None:
    asked = {**WEEK, "whom": ["doors", str(dryer.pk)], "since": "2026-12-14"}
    assert desk.post(page("hours"), asked).status_code == 302
    dryer.refresh_from_db()
    assert dryer.hours == "Mon-Fri 08:30-16:30"
    assert set(OpenHours.objects.values_list("centre", "resource", "hours", "valid_from")) == {
        (world.CODE, None, READ, dt.date(2026, 12, 14)),
        (None, dryer.pk, READ, dt.date(2026, 12, 14)),
    }
    assert "2569" in desk.get(page("hours")).content.decode()


def test_hours_of_today_are_those_the_machine_has(desk: Client, dryer: Resource) -> None:
    desk.post(page("hours"), {**WEEK, "whom": [str(dryer.pk)], "since": "2026-12-01"})
    dryer.refresh_from_db()
    assert dryer.hours == READ
    assert not OpenHours.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"mon": "morning"}, "mon"),
        ({"mon": "16-9"}, "mon"),
        ({"whom": []}, "whom"),
        ({"since": "1/1/2569"}, "over"),
    ],
)
def test_hours_that_cannot_be_are_said_so_and_nothing_typed_is_lost(
    desk: Client, dryer: Resource, wrong: dict[str, object], field: str
) -> None:
    answer = desk.post(page("hours"), {**WEEK, "whom": [str(dryer.pk)], "since": "2026-12-14", **wrong})
    assert answer.status_code == 422
    assert "๙.๐๐–๑๕.๐๐ น." in answer.content.decode()
    assert not OpenHours.objects.exists()


def test_what_is_held_is_shown_before_it_is_closed_and_stays(desk: Client, dryer: Resource) -> None:
    held = world.booked(dryer, days=7)
    asked = {"first_day": "2026-12-07", "last_day": "2026-12-09", "name_th": "ซ่อมอาคาร"}
    answer = desk.post(page("closings"), asked)
    assert answer.status_code == 409
    assert "ซ่อมอาคาร" in answer.content.decode()
    assert dryer.name in answer.content.decode()
    assert not Closing.objects.exists()
    assert desk.post(page("closings"), {**asked, "agreed": "yes"}).status_code == 302
    assert Booking.objects.live().get() == held
    assert [each.booking for each in desk.get(page("manage")).context["held"]] == [held.pk]


def test_closed_days_are_opened_after_all_and_twice_does_no_harm(desk: Client, other_officer: User) -> None:
    desk.post(page("closings"), {"first_day": "2026-12-07", "name_th": "ประชุม"})
    closing = Closing.objects.get()
    assert closing.last_day == closing.first_day
    assert desk.post(page("closing_open", closing.pk)).status_code == 302
    assert desk.post(page("closing_open", closing.pk)).status_code == 404
    assert not Closing.objects.exists()


def test_ten_like_machines_are_entered_in_one_go(desk: Client, dryer: Resource) -> None:
    asked = {**WEEK, "machine_kind": "dryer", "count": "๑๐", "valid_from": "2026-12-14", "approval": "ask"}
    assert desk.post(page("unit_new"), asked).status_code == 302
    codes = list(Resource.objects.exclude(pk=dryer.pk).order_by("code").values_list("code", flat=True))
    assert codes == [f"IEAT-NRIE/dryer-{number:02d}" for number in range(2, 12)]
    assert Change.objects.get().rows[0]["before"] is None
    assert b"dryer-11" in desk.get(page("units")).content


def test_a_machine_is_changed_and_retired_from_a_day(desk: Client, dryer: Resource) -> None:
    asked = {"capacity": "120", "capacity_unit": "kg/batch", "approval": "ask", "notice_hours": "48"}
    assert desk.post(page("unit", dryer.pk), asked).status_code == 302
    assert desk.post(page("unit", dryer.pk), asked).status_code == 422  # it stands so already
    held = world.booked(dryer, days=20)
    assert desk.post(page("unit_retire", dryer.pk), {"valid_to": "2026-12-10"}).status_code == 409
    answer = desk.post(page("unit_retire", dryer.pk), {"valid_to": "2026-12-10", "agreed": "yes"})
    assert answer.status_code == 302
    dryer.refresh_from_db()
    assert (dryer.capacity, dryer.notice_hours, dryer.valid_to) == (120, 48, dt.date(2026, 12, 10))
    assert held in Booking.objects.live()


def test_a_price_from_a_day_ends_the_old_one_the_day_before(desk: Client, dryer: Resource) -> None:
    asked = {
        "thing": "machine:dryer",
        "rule": "price",
        "unit": "batch",
        "price_thb": "1,200",
        "valid_from": "15/12/2569",
    }
    assert desk.post(page("price_new"), asked).status_code == 302
    old, new = Price.objects.order_by("valid_from")
    assert (old.valid_to, new.valid_from, new.price_thb) == (
        dt.date(2026, 12, 14),
        dt.date(2026, 12, 15),
        1200,
    )
    assert "1,200" in desk.get(page("prices")).content.decode()
    assert desk.get(page("price_new") + f"?like={new.pk}").context["form"]["thing"].initial == "machine:dryer"


def test_a_price_needs_its_baht(desk: Client) -> None:
    asked = {"thing": "machine:dryer", "rule": "price", "unit": "batch", "valid_from": "15/12/2569"}
    assert desk.post(page("price_new"), asked).status_code == 422
    assert Price.objects.count() == 1


def test_rules_and_contact_are_kept_together(desk: Client, lamphun: Centre) -> None:
    asked = {"notice_hours": "72", "firm_window_days": "60", "phone": "053 111 222"}
    assert desk.post(page("rules"), asked).status_code == 302
    lamphun.refresh_from_db()
    assert (lamphun.notice_hours, lamphun.firm_window_days) == (72, 60)
    assert Contact.objects.get().phone == "053 111 222"
    assert desk.post(page("rules"), {**asked, "notice_hours": "9999"}).status_code == 422


def test_a_line_about_the_area_needs_its_source(desk: Client) -> None:
    asked = {
        "province": "TH-51",
        "about": "makes",
        "what_th": "ลำไย",
        "number": "12000",
        "valid_from": "2026-12-01",
    }
    assert desk.post(page("area"), asked).status_code == 422
    assert desk.post(page("area"), {**asked, "source": "สำนักงานเกษตรจังหวัด 2568"}).status_code == 302
    line = Profile.objects.get()
    assert desk.post(page("area_end", line.pk), {"valid_to": "2026-12-05"}).status_code == 302
    elsewhere = desk.post(page("area"), {**asked, "source": "x", "province": "TH-10"})
    assert elsewhere.status_code == 422


def test_a_post_is_given_to_who_has_an_account_and_ended(desk: Client, owner: User, officer: User) -> None:
    asked = {"contact": "081-234 5678", "role": "operator", "valid_from": "2026-12-01"}
    assert desk.post(page("people"), asked).status_code == 302
    post = Post.objects.get(person=owner)
    assert desk.post(page("people"), asked).status_code == 409  # she has it already
    assert desk.post(page("post_end", post.pk), {"valid_to": "2026-12-20"}).status_code == 302
    mine = Post.objects.get(person=officer)
    last = desk.post(page("post_end", mine.pk), {"valid_to": "2026-12-20"})
    assert last.status_code == 409
    mine.refresh_from_db()
    assert mine.valid_to is None


def test_nobody_of_a_contact_is_said_and_a_name_gets_a_code_on_paper(desk: Client, owner: User) -> None:
    asked = {"contact": "089 999 9999", "role": "expert", "valid_from": "2026-12-01"}
    assert desk.post(page("people"), asked).status_code == 422
    assert desk.post(page("people"), {**asked, "contact": "", "name": "ครูสมศรี"}).status_code == 302
    post = Post.objects.get(person__name="ครูสมศรี")
    paper = desk.post(page("claim", post.pk))
    assert (paper.status_code, paper["Content-Type"]) == (200, "application/pdf")
    known = Post.objects.create(person=owner, role="expert", centre_id=world.CODE, valid_from=TODAY)
    assert (
        desk.post(page("claim", known.pk)).status_code == 404
    )  # she was here before: no code opens her account


def test_a_person_is_entered_to_be_booked_with_her_account(desk: Client, officer: User) -> None:
    asked = {
        **WEEK,
        "name_th": "ช่างแดง",
        "role": "engineer",
        "operates": ["dryer"],
        "person": str(officer.pk),
        "languages": ["th"],
        "valid_from": "2026-12-01",
    }
    assert desk.post(page("person_new"), asked).status_code == 302
    person = Resource.objects.get(kind="person")
    assert (person.person, person.operates, person.hours) == (officer, ["dryer"], READ)
    assert "ช่างแดง" not in str(Change.objects.get().rows)  # a change holds no names
    assert (
        desk.post(
            page("person", person.pk), {**asked, "name_th": "ช่างดำ", "hours_per_week": "20"}
        ).status_code
        == 302
    )
    person.refresh_from_db()
    assert (person.name_th, person.hours_per_week) == ("ช่างดำ", 20)


def test_it_goes_back_where_she_came_from_on_this_site_only(desk: Client) -> None:
    asked = {"notice_hours": "72", "firm_window_days": "60"}
    assert desk.post(page("rules"), {**asked, "next": "/desk"})["Location"] == "/desk"
    other = desk.post(page("rules"), {**asked, "notice_hours": "71", "next": "https://evil.example/"})
    assert other["Location"] == page("rules")


def test_rows_of_another_centre_are_not_there(desk: Client, other_officer: User, dryer: Resource) -> None:
    service = Service.objects.create(centre_id="OTHER", name_th="x", name_en="x", valid_from=TODAY)
    for address in (
        page("service", service.pk),
        page("unit", 10**9),
        page("unit", 2**70),
        page("person", 10**9),
    ):
        assert desk.get(address).status_code == 404
    assert desk.post(page("closing_open", 1)).status_code == 404
    assert desk.get(page("price_end", "PR-none")).status_code == 404
    desk.force_login(other_officer)
    assert desk.get(page("unit", dryer.pk)).status_code == 404


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "31/12/1999"])
def test_days_that_nobody_means_are_no_days(desk: Client, owner: User, day: str) -> None:
    asked = {"contact": "081-234 5678", "role": "operator", "valid_from": "2026-12-01", "valid_to": day}
    assert desk.post(page("people"), asked).status_code == 422
    assert desk.post(page("closings"), {"first_day": day, "name_th": "ก"}).status_code == 422


def test_odd_addresses_are_nothing_and_never_break(desk: Client, dryer: Resource) -> None:
    assert desk.get(page("hours"), {"unit": "9" * 5000}).status_code == 200
    assert desk.get(page("hours"), {"unit": "9" * 18}).status_code == 404
    assert desk.get(page("manage"), {"page": "x", "part": "nothing"}).status_code == 200
    assert desk.get(page("price_new"), {"thing": "x" * 300, "like": "PR1"}).status_code == 200


def test_a_list_leads_back_to_where_she_came_from_and_what_she_does_comes_back_to_it(
    desk: Client, dryer: Resource
) -> None:
    html = desk.get(page("units") + "?next=/desk").content.decode()
    assert 'href="/desk"' in html
    assert "units%3Fnext%3D%2Fdesk" in html
    assert 'href="https://evil' not in desk.get(page("units") + "?next=https://evil.example").content.decode()


def test_a_service_that_is_to_begin_ends_no_sooner(desk: Client) -> None:
    service = Service.objects.create(
        centre_id=world.CODE, name_th="x", name_en="x", valid_from=dt.date(2026, 12, 20)
    )
    asked = {"name_th": "x", "name_en": "x", "valid_to": "2026-12-05"}
    assert desk.post(page("service", service.pk), asked).status_code == 302
    service.refresh_from_db()
    assert service.valid_to == service.valid_from
