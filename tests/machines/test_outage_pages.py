"""The pages of outages and leave: reported on a phone, looked at, done, prolonged, ended."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from itc.accounts.models import User
from itc.cases.models import Case, Slot
from itc.lib import thai
from itc.machines.models import Outage
from itc.resources.models import Booking, Resource
from tests.machines.crowd import crowd, served_by

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
DAY = dt.timedelta(days=1)


@pytest.fixture
def two(owner: User) -> tuple[Resource, list[Case]]:
    return crowd(owner, timezone.now(), 2)


@pytest.fixture
def unit(two: tuple[Resource, list[Case]], stranger: User, client: Client) -> Resource:
    """A machine on which two cases stand; who works at its centre is signed in."""
    client.force_login(served_by(stranger, two[0]))
    return two[0]


def on(unit: Resource) -> list[Slot]:
    return list(Slot.objects.live().filter(resource=unit).order_by("held_from"))


def typed(first: dt.datetime, last: dt.datetime, **other: str) -> dict[str, str]:
    """Return a report over whole days, as it is typed in Thai."""
    return {
        "why": "breakdown",
        "day": thai.date_text(thai.local_day(first), language="th"),
        "until": thai.local_day(last).isoformat(),
    } | other


def hidden(html: str) -> dict[str, list[str]]:
    """Return what the form of the preview sends back: its hidden fields, and what is ticked."""
    form = html.split('aria-labelledby="falls"')[1].split("</form>")[0]
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', form):
        found.setdefault(name, []).append(value)
    for value in re.findall(r'name="case" value="(\w+)" checked', form):
        found.setdefault("case", []).append(value)
    found["words"] = ["มอเตอร์ไหม้"]
    return {name: values for name, values in found.items() if name != "csrfmiddlewaretoken"}


def test_it_is_reported_looked_at_and_done(
    client: Client, unit: Resource, two: tuple[Resource, list[Case]], owner: User
) -> None:
    slots = on(unit)
    url = f"/outages/new/{unit.pk}"
    assert unit.name_th in client.get("/outages/new", {"q": unit.code}).content.decode()
    assert client.get(url).status_code == 200
    look = client.get(url, typed(slots[0].held_from, slots[-1].held_from))
    html = look.content.decode()
    assert look.status_code == 200
    for case in two[1]:
        assert case.code in html
        assert case.firm.name in html
    assert not Outage.objects.exists()

    sent = hidden(html)
    done = client.post(url, sent)
    assert done.status_code == 302
    assert client.post(url, sent)["Location"] == done["Location"]  # a second press
    outage = Outage.objects.get()
    assert (outage.words, outage.why) == ("มอเตอร์ไหม้", "breakdown")
    page = client.get(done["Location"]).content.decode()
    for case in two[1]:
        assert case.code in page
    assert unit.name_th in client.get("/outages").content.decode()
    client.force_login(owner)
    for path in ("/outages", "/outages/new", url, done["Location"]):
        assert client.get(path).status_code == 404
    html = client.get(f"/cases/{two[1][0].code}").content.decode()
    assert unit.name_th in html
    notices = client.get("/notices").content.decode()
    assert unit.name_th in notices


def test_an_unticked_case_is_left_to_be_placed_by_hand(
    client: Client, unit: Resource, two: tuple[Resource, list[Case]]
) -> None:
    slots, url = on(unit), f"/outages/new/{unit.pk}"
    sent = hidden(client.get(url, typed(slots[0].held_from, slots[-1].held_from)).content.decode())
    sent["case"].remove(two[1][0].code)
    client.post(url, sent)
    page = client.get(f"/outages/{Outage.objects.get().pk}").content.decode()
    assert "by-hand" not in page
    assert page.count("is-lost") == 1


def test_what_changed_since_is_shown_anew_and_nothing_is_lost(client: Client, unit: Resource) -> None:
    slots, url = on(unit), f"/outages/new/{unit.pk}"
    sent = hidden(client.get(url, typed(slots[0].held_from, slots[0].held_from)).content.decode())
    answer = client.post(url, sent | {"shown": ["1.none"]})
    assert answer.status_code == 409
    assert "มอเตอร์ไหม้" in answer.content.decode()
    assert not Outage.objects.exists()


@pytest.mark.parametrize(
    "given",
    [
        {"until": "", "is_guess": ""}, {"until": "เมื่อไหร่ก็ได้"}, {"until": "2020-01-01"}, {"day": ""},
        {"day": "3000-01-01"}, {"why": "magic"}, {"until": "2600-01-01"}, {"words": "ก" * 301},
        {"time": "25:99"},
    ],
)  # fmt: skip
def test_bad_words_are_answered_and_kept(client: Client, unit: Resource, given: dict[str, str]) -> None:
    slot = on(unit)[0]
    sent = {"words": "มอเตอร์ไหม้"} | typed(slot.held_from, slot.held_from) | given
    answer = client.post(f"/outages/new/{unit.pk}", sent)
    assert answer.status_code == 422
    assert sent["words"] in answer.content.decode()
    assert client.get(f"/outages/new/{unit.pk}", sent).status_code == 422


def test_where_nobody_knows_until_when_three_days_are_taken_and_it_is_prolonged_and_ended(
    client: Client, unit: Resource
) -> None:
    url = f"/outages/new/{unit.pk}"
    sent = hidden(client.get(url, {"why": "other", "is_guess": "on"} | today()).content.decode())
    where = client.post(url, sent)["Location"]
    outage = Outage.objects.get()
    assert outage.is_guess
    assert outage.ends_at - thai.start_of_day(thai.local_day(timezone.now())) == 3 * DAY
    slot = on(unit)[-1]
    assert client.get(f"{where}/prolong").status_code == 200
    assert client.get(f"{where}/prolong", today("until")).status_code == 422  # no later than it is kept
    longer = {"until": thai.local_day(slot.held_from).isoformat()}
    sent = hidden(client.get(f"{where}/prolong", longer).content.decode())
    assert len(sent["listed"]) == 2
    assert client.post(f"{where}/prolong", sent).status_code == 302
    assert client.post(f"{where}/end").status_code == 302
    assert client.post(f"{where}/end").status_code == 409
    assert not Booking.objects.live().absences().exists()
    assert not on(unit)


def today(name: str = "day") -> dict[str, str]:
    return {name: thai.local_day(timezone.now()).isoformat()}


def test_a_second_outage_over_the_same_time_is_refused_and_says_when(client: Client, unit: Resource) -> None:
    slots, url = on(unit), f"/outages/new/{unit.pk}"
    sent = hidden(client.get(url, typed(slots[0].held_from, slots[-1].held_from)).content.decode())
    client.post(url, sent)
    asked = typed(slots[0].held_from - DAY, slots[-1].held_from)
    assert client.get(url, asked).status_code == 409
    again = client.post(url, asked | {"words": "มอเตอร์ไหม้"})
    assert again.status_code == 409
    assert "มอเตอร์ไหม้" in again.content.decode()
    assert f"/outages/{Outage.objects.get().pk}" in client.get(url).content.decode()


def test_it_is_found_from_the_page_of_the_centre_by_who_serves_there(
    client: Client, unit: Resource, owner: User
) -> None:
    assert "/outages/new" in client.get(f"/centres/{unit.centre_id}").content.decode()
    assert "/outages" in client.get("/cases").content.decode()
    client.force_login(owner)
    assert "/outages" not in client.get(f"/centres/{unit.centre_id}").content.decode()
    client.logout()
    assert "/outages" not in client.get(f"/centres/{unit.centre_id}").content.decode()


def test_lists_ask_as_much_however_many_outages_there_are(
    client: Client, unit: Resource, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    slots, url = on(unit), f"/outages/new/{unit.pk}"
    sent = hidden(client.get(url, typed(slots[0].held_from, slots[-1].held_from)).content.decode())
    where = client.post(url, sent)["Location"]
    for path, most in (("/outages", 9), (where, 10), ("/outages/new", 8)):
        with django_assert_max_num_queries(most):
            assert client.get(path).status_code == 200
