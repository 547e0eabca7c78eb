"""The screens of opening a centre: who sees them, what they keep, what they refuse; a draft shows nowhere."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from itc.accounts.models import User
from itc.centres.actions.opening import open_due, settle_opening
from itc.centres.models import Opening
from itc.network.models import Centre
from itc.resources.queries.supply import supply
from itc.search.actions import index
from itc.search.models import Entry
from tests.cases.world import HOUR, NOW
from tests.centres import opening_rows as made
from tests.centres.opening_rows import FIRST, TODAY

pytestmark = pytest.mark.django_db
OWN = ("centre_opening", "centre_opening_place", "centre_opening_copy", "centre_opening_day")
KEPT = ("centre_manage", "centre_hours", "centre_units", "centre_people", "centre_services", "centre_prices")


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture(name="parent")
def leading_centre(lamphun: Centre) -> Centre:
    return made.leading(lamphun)


@pytest.fixture(name="kwan")
def officer_of_the_parent(parent: Centre) -> User:
    return made.officer(parent, "Kwan")


@pytest.fixture(name="page")
def signed_in(client: Client, kwan: User) -> Client:
    client.force_login(kwan)
    return client


def at(name: str, *more: str) -> str:
    return reverse(name, args=["MINI-51", *more])


def said(page: Client, path: str) -> str:
    return page.get(path).content.decode()


def test_a_draft_shows_to_nobody_but_who_prepares_it(
    client: Client, parent: Centre, lamphun: Centre, kwan: User, owner: User, stranger: User
) -> None:
    opening = made.ready(parent, kwan)
    inside = User.objects.get(name="at-MINI-51")
    admin = made.person("Admin", is_staff=True)
    admin.user_permissions.add(Permission.objects.get(codename="add_centre"))
    clerk = made.person("Clerk", is_staff=True)
    for who in (owner, stranger, made.officer(lamphun, "Other"), clerk, None):
        client.logout()
        if who:
            client.force_login(who)
        assert client.get(reverse("centre_detail", args=["MINI-51"])).status_code == 404
        for name in (*OWN, *KEPT):
            assert client.get(at(name)).status_code == (404 if who else 302), name
        for act in ("settle", "cancel", "quote"):
            assert client.post(at("centre_opening_do", act)).status_code == (404 if who else 302)
        assert opening.centre.name_en not in said(client, "/en/centres")
    for who in (kwan, inside, admin):
        client.force_login(who)
        for name in (*OWN, *KEPT):
            assert client.get(at(name)).status_code == 200, (who, name)
    assert "MINI-51" not in said(client, "/en/machines/freeze-dryer")


def test_neither_plans_nor_search_know_a_draft_and_plans_know_it_from_its_day(
    parent: Centre, kwan: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening = made.ready(parent, kwan)
    unit = made.unit_of(opening)
    index([Centre])
    assert unit.pk not in supply(TODAY).units
    assert "MINI-51" not in supply(TODAY).places
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + HOUR)  # so that the rows are newer
    settle_opening(centre="MINI-51", opens_on=FIRST, by=kwan, now=NOW)
    index([Centre])
    busy = supply(TODAY).busy[unit.pk]
    midnight = dt.datetime.combine(FIRST, dt.time(), tzinfo=dt.timezone(dt.timedelta(hours=7)))
    assert busy[0][1] == midnight.timestamp() // 60
    assert len(busy) == 1
    assert unit.pk not in supply(FIRST).busy
    assert not Entry.objects.filter(kind="centre", object_key="MINI-51").exists()


def test_from_its_day_it_is_in_lists_and_search(
    client: Client, parent: Centre, kwan: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.settled(parent, kwan)
    html = said(client, "/en/centres/MINI-51")
    assert "This centre opens on" in html
    assert "MINI-51" not in said(client, "/en/centres")
    then = dt.datetime.combine(FIRST, dt.time(1), tzinfo=dt.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: then)
    assert "/en/centres/MINI-51" in said(client, "/en/centres")
    open_due(now=then)
    assert Entry.objects.filter(kind="centre", object_key="MINI-51").exists()


def test_only_who_may_open_is_offered_it(client: Client, kwan: User, stranger: User) -> None:
    for who, offered in ((stranger, False), (kwan, True)):
        client.force_login(who)
        assert ("/en/openings" in said(client, "/en/centres")) is offered
        assert client.get("/openings").status_code == (200 if offered else 404)
        assert client.get("/openings/new").status_code == (200 if offered else 404)


def test_begun_twice_it_is_gone_on_with(page: Client, parent: Centre) -> None:
    asked = {"kind": "mini_itc", "province": "TH-51", "parent": ""}
    assert page.post("/openings/new", asked)["Location"].endswith("MINI-51/opening/place")
    assert page.post("/openings/new", asked)["Location"].endswith("MINI-51/opening")
    assert Opening.objects.count() == 1
    assert page.post("/openings/new", {"kind": "mini_itc"}).status_code == 422


def test_a_press_on_the_map_fills_in_the_place_and_keeps_what_was_typed(
    page: Client, parent: Centre, kwan: User
) -> None:
    made.begun(parent, kwan)
    typed = {"name_th": "ศูนย์ลำพูนใหม่", "name_en": "New Lamphun", "lat": "18.5", "lon": "99"}
    html = page.post(at("centre_opening_place"), typed | {"spot.x": "56", "spot.y": "74"}).content.decode()
    assert "ศูนย์ลำพูนใหม่" in html
    assert 'value="18.' in html
    assert Centre.objects.get(pk="MINI-51").name_en == "Mini ITC Lamphun"  # kept by the button only
    assert page.post(at("centre_opening_place"), typed | {"lat": "99"}).status_code == 422
    for odd in ("NaN", "1e400", "-inf", "9" * 400):  # no number that can be drawn
        assert page.post(at("centre_opening_place"), typed | {"lat": odd}).status_code == 422
        assert page.post(at("centre_opening_place"), typed | {"lon": odd}).status_code == 422
    assert page.post(at("centre_opening_place"), typed).status_code == 302
    assert Centre.objects.get(pk="MINI-51").point == (18.5, 99.0)


def test_what_is_missing_stands_over_each_screen_with_the_page_that_mends_it(
    page: Client, parent: Centre, kwan: User
) -> None:
    made.begun(parent, kwan)
    html = said(page, "/en/centres/MINI-51/opening")
    for way in ("manage/people", "manage/units", "manage/services"):
        assert f"/en/centres/MINI-51/{way}" in html
    assert "Put one officer in post" in said(page, "/en/centres/MINI-51/manage/people")
    assert "Screen 6 of 12" in said(page, "/en/centres/MINI-51/manage/people")


def test_the_whole_way_to_its_day_and_back(page: Client, parent: Centre, kwan: User) -> None:
    made.ready(parent, kwan)
    assert page.post(at("centre_opening_do", "settle"))["Location"].endswith("/opening/day")
    assert page.post(at("centre_opening_day"), {"opens_on": "1/12/2569"}).status_code == 422  # today
    assert page.post(at("centre_opening_day"), {"opens_on": FIRST.isoformat()}).status_code == 302
    assert "until 30 Dec 2026" in said(page, "/en/centres/MINI-51/opening")
    page.post(at("centre_opening_do", "settle"))
    page.post(at("centre_opening_do", "settle"))  # pressed twice
    assert Opening.objects.get().state == "settled"
    assert "It opens on" in said(page, "/en/centres/MINI-51/opening")
    page.post(at("centre_opening_do", "undo"))
    assert Opening.objects.get().state == "draft"
    page.post(at("centre_opening_do", "cancel"))
    assert Opening.objects.get().state == "cancelled"
    assert page.post(at("centre_opening_place"), {"name_th": "ก"}).status_code in {409, 422}
    assert page.get(at("centre_opening_step", "nowhere")).status_code == 404
    assert page.post(at("centre_opening_do", "nothing")).status_code == 404
