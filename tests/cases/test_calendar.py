"""The dates of a case as a file for her calendar."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from itc.accounts.models import User
from itc.cases.actions.ending import close_case
from itc.cases.models import Case, Closure, Confirmation, Slot, Step
from itc.firms.models import Firm
from itc.lib import thai
from itc.network.models import Centre
from itc.resources.models import Counter, Resource
from itc.resources.rules.holding import Order
from tests.cases import world
from tests.cases.ics import Part, events, read
from tests.cases.world import DAY, HOUR, NOW


def file_of(client: Client, person: User, case: Case, before: str = "") -> bytes:
    client.force_login(person)
    answer = client.get(f"{before}/cases/{case.code}/calendar.ics")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return answer.content


def event_of(body: bytes, step: Step) -> Part:
    return events(body)[f"step-{step.pk}.{step.case.code.lower()}@openitc"]


def sequence(body: bytes, step: Step) -> int:
    return int(event_of(body, step).raw("SEQUENCE"))


@pytest.fixture
def held(case: Case) -> Step:
    return case.steps.get(seq=2)


@pytest.fixture
def foreseen(case: Case) -> Step:
    return case.steps.get(seq=20)


def test_a_held_step_stands_there_with_all_she_has_to_know(client: Client, held: Step, owner: User) -> None:
    body = file_of(client, owner, held.case)
    event = event_of(body, held)
    assert event.text("SUMMARY") == "ขั้นที่ 2 · ผลไม้อบแห้ง"
    assert event.raw("STATUS") == "CONFIRMED"
    assert event.raw("TRANSP") == "OPAQUE"
    assert event.moment("DTSTART", read(body)) == held.starts_at
    assert event.moment("DTEND", read(body)) == held.ends_at
    assert event.raw("DTSTART") == "20261207T090000"
    assert event.text("LOCATION") == "ศูนย์ลำพูน"
    assert event.raw("GEO") == "18.6;99.03"
    assert event.raw("URL") == f"http://testserver/cases/{held.case.code}"
    assert [alarm.raw("TRIGGER") for alarm in event.all("VALARM")] == ["-P1D"]
    text = event.text("DESCRIPTION").split("\n")
    assert text[0] == f"เคส {held.case.code}"
    assert Resource.objects.get().name in event.text("DESCRIPTION")
    assert "฿600" in text[-1]


def test_english_is_read_in_english(client: Client, held: Step, foreseen: Step, owner: User) -> None:
    body = file_of(client, owner, held.case, "/en")
    text = event_of(body, held).text("DESCRIPTION")
    assert "You must be there." in text
    assert event_of(body, held).raw("URL") == f"http://testserver/en/cases/{held.case.code}"
    assert event_of(body, foreseen).text("SUMMARY") == "Step 20 · Dried fruit (forecast)"
    assert event_of(body, foreseen).raw("STATUS") == "TENTATIVE"


def test_no_person_stands_in_the_uid(client: Client, case: Case, owner: User) -> None:
    for uid in events(file_of(client, owner, case)):
        assert owner.name not in uid
        assert str(owner.phone) not in uid


def test_a_filing_takes_days_and_no_time_of_hers(
    client: Client, firm: Firm, owner: User, dryer: Resource
) -> None:
    start = dt.datetime(2026, 12, 10, 17, 0, tzinfo=dt.UTC)  # midnight in Bangkok
    case = world.case_of(
        firm, owner,
        world.planned(
            1, firm=False, booked_as="filing", certainty="expected", starts_at=start,
            ends_at=start + 30 * DAY, ready_at=start + 30 * DAY, cost_thb=None, centre=None,
            place_th="อย.", place_en="FDA",
        ),
    )  # fmt: skip
    body = file_of(client, owner, case, "/en")
    event = event_of(body, case.steps.get())
    assert event.moment("DTSTART", read(body)) == dt.date(2026, 12, 11)
    assert event.moment("DTEND", read(body)) == dt.date(2027, 1, 10)  # the first day after it
    assert (event.raw("TRANSP"), event.raw("STATUS")) == ("TRANSPARENT", "TENTATIVE")
    assert event.text("SUMMARY").endswith("(expected)")
    assert event.text("LOCATION") == "FDA"
    assert "to be quoted" in event.text("DESCRIPTION")
    assert not event.all("VALARM")
    assert "GEO" not in event.lines


def test_a_sample_takes_no_time_of_hers_and_names_the_day_of_its_result(
    client: Client, firm: Firm, owner: User, dryer: Resource, counter: Counter
) -> None:
    start = NOW + 3 * DAY
    step = world.planned(
        1, Order(counter.code, thai.local_day(start)), booked_as="counter", operation="microbes",
        presence="sample", ends_at=start + 2 * DAY, ready_at=start + 9 * DAY, cost_thb=Decimal("1200.50"),
    )  # fmt: skip
    case = world.case_of(firm, owner, step)
    event = event_of(file_of(client, owner, case, "/en"), case.steps.get())
    assert (event.raw("TRANSP"), event.raw("STATUS")) == ("TRANSPARENT", "CONFIRMED")
    assert not event.all("VALARM")
    for words in ("no need to come", counter.name_en, "13 Dec 2026", "฿1,200.50"):
        assert words in event.text("DESCRIPTION")


def test_an_officer_is_not_reminded_of_what_the_owner_comes_to(
    client: Client, held: Step, officer: User
) -> None:
    event = event_of(file_of(client, officer, held.case, "/en"), held)
    assert not event.all("VALARM")
    assert event.raw("TRANSP") == "TRANSPARENT"
    assert "The owner comes herself." in event.text("DESCRIPTION")


def test_until_the_centre_confirms_the_case_that_is_said(client: Client, held: Step, owner: User) -> None:
    said = "The centre has not confirmed this case yet."
    assert said in event_of(file_of(client, owner, held.case, "/en"), held).text("DESCRIPTION")
    confirm(held)
    assert said not in event_of(file_of(client, owner, held.case, "/en"), held).text("DESCRIPTION")


def test_who_has_to_say_yes_is_said(client: Client, firm: Firm, owner: User, dryer: Resource) -> None:
    dryer.approval = Resource.Approval.ASK
    dryer.save()
    case = world.case_of(firm, owner, world.planned(2, world.hold("U1", 2)))
    step = case.steps.get()
    before = file_of(client, owner, case, "/en")
    assert "still has to say yes" in event_of(before, step).text("DESCRIPTION")
    step.slots.update(answered_at=NOW, answered_by=owner)
    after = file_of(client, owner, case, "/en")
    assert "still has to say yes" not in event_of(after, step).text("DESCRIPTION")
    assert sequence(after, step) > sequence(before, step)


def move_by_save(step: Step) -> None:
    step.starts_at += DAY
    step.ends_at += DAY
    step.ready_at += DAY
    step.save()


def move_by_some_fields(step: Step) -> None:
    step.ready_at += DAY
    step.save(update_fields=["ready_at"])


def move_by_update(step: Step) -> None:
    Step.objects.filter(pk=step.pk).update(centre=None, place_th="ที่อื่น")


def move_many(step: Step) -> None:
    step.ready_at += DAY
    Step.objects.bulk_update([step], ["ready_at"])


def drop(step: Step) -> None:
    step.case.steps.filter(pk=step.pk).update(dropped_at=NOW, dropped_by=step.case.made_by)


def give_back(step: Step) -> None:
    Slot.objects.filter(step=step).update(ended_at=NOW, ended_why="out of order")


def confirm(step: Step) -> None:
    Confirmation.objects.create(case=step.case, by=step.case.made_by, at=NOW)


def end_case(step: Step) -> None:
    close_case(case=step.case, why=Closure.Why.WITHDRAWN, by=step.case.made_by, now=NOW)


@pytest.mark.parametrize(
    "change",
    [move_by_save, move_by_some_fields, move_by_update, move_many, drop, give_back, confirm, end_case],
)
def test_whatever_changes_a_step_its_uid_stays_and_its_number_rises(
    client: Client, held: Step, owner: User, change: Callable[[Step], None]
) -> None:
    before = file_of(client, owner, held.case)
    assert file_of(client, owner, held.case) == before
    change(held)
    after = file_of(client, owner, held.case)
    assert events(after).keys() == events(before).keys()
    assert sequence(after, held) > sequence(before, held)
    assert event_of(after, held).raw("DTSTAMP") >= event_of(before, held).raw("DTSTAMP")


def test_a_copy_that_is_behind_does_not_set_the_number_back(held: Step) -> None:
    behind = Step.objects.get(pk=held.pk)
    for _ in range(3):
        move_by_save(held)
    behind.save()
    assert (held.revision, behind.revision) == (3, 4)


def test_a_dropped_step_is_cancelled(client: Client, held: Step, foreseen: Step, owner: User) -> None:
    drop(held)
    body = file_of(client, owner, held.case, "/en")
    event = event_of(body, held)
    assert (event.raw("STATUS"), event.raw("TRANSP")) == ("CANCELLED", "TRANSPARENT")
    assert event.text("SUMMARY").endswith("(cancelled)")
    assert not event.all("VALARM")
    assert event_of(body, foreseen).raw("STATUS") == "TENTATIVE"


def test_what_is_not_held_any_more_is_a_forecast(client: Client, held: Step, owner: User) -> None:
    give_back(held)
    assert event_of(file_of(client, owner, held.case), held).raw("STATUS") == "TENTATIVE"


def test_of_an_ended_case_what_lay_ahead_is_cancelled_and_the_past_stays(
    client: Client, held: Step, foreseen: Step, owner: User
) -> None:
    close_case(case=held.case, why=Closure.Why.WITHDRAWN, by=owner, now=held.ends_at + HOUR)
    body = file_of(client, owner, held.case)
    assert event_of(body, held).raw("STATUS") == "CONFIRMED"
    assert event_of(body, foreseen).raw("STATUS") == "CANCELLED"


def test_it_is_saved_as_a_file_and_kept_by_nobody_between(client: Client, case: Case, owner: User) -> None:
    client.force_login(owner)
    answer = client.get(f"/cases/{case.code.lower()}/calendar.ics")
    assert answer["Content-Disposition"] == f'attachment; filename="{case.code}.ics"'
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("who", ["stranger", "ministry"])
def test_others_are_told_there_is_none(
    client: Client, case: Case, who: str, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(who))
    for code in (case.code, "NOSUCHCD"):
        assert client.get(f"/cases/{code}/calendar.ics").status_code == 404


def test_who_is_not_signed_in_is_asked_to(client: Client, case: Case) -> None:
    answer = client.get(f"/cases/{case.code}/calendar.ics")
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/sign-in")


def test_the_page_of_the_case_offers_it(client: Client, case: Case, owner: User) -> None:
    client.force_login(owner)
    html = client.get(f"/cases/{case.code}").content.decode()
    assert f'href="/cases/{case.code}/calendar.ics"' in html
    for path in (f"/cases/{case.code}", "/cases", "/me"):
        assert 'href="/calendar"' in client.get(path).content.decode()


def test_it_asks_as_often_however_many_steps(
    client: Client, firm: Firm, owner: User, dryer: Resource, lamphun: Centre,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    client.force_login(owner)
    for number, many in enumerate((1, 12)):
        wanted = [world.planned(seq, world.hold("U1", seq)) for seq in range(1 + number, 1 + number + many)]
        case = world.case_of(firm, owner, *wanted, plan=f"plan-{number}")
        with django_assert_num_queries(6):
            client.get(f"/cases/{case.code}/calendar.ics")
        end_case(case.steps.all()[0])
