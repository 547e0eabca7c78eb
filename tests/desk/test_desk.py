"""The queue of an officer: what is due first stands first, narrowed as she asks, done together."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from itc.accounts.models import User
from itc.cases.actions.ending import confirm_case
from itc.cases.actions.handling import give_in_hand
from itc.cases.actions.talk import write_message
from itc.cases.errors import UnknownCase
from itc.cases.models import Case, Handling
from itc.cases.rules.ball import Turn
from itc.desk import queries
from itc.desk.rules import Asked, Which, Whose, read
from itc.firms.models import Firm
from itc.lib import thai
from itc.network.models import Centre
from tests.cases import world
from tests.cases.conftest import dryer  # noqa: F401 - a fixture is used by its name
from tests.cases.world import HOUR, NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dryer")]


def case_at(hours: int, owner: User, *, name: str = "") -> Case:
    """A case accepted so many hours after the first, of a firm of its own."""
    firm: Firm = world.firm_of(owner, name or f"กิจการที่ {hours}")
    steps = world.planned(hours % 20 + 2, firm=False, certainty="forecast")
    return world.case_of(firm, owner, steps, plan=f"plan-{hours}", now=NOW + hours * HOUR)


def codes(person: User, asked: Asked | None = None) -> list[str]:
    found = queries.desk(person, asked or Asked(), now=NOW + 2 * HOUR)
    return [line.case.code for line in found.lines]


def test_what_is_due_first_stands_first(officer: User, owner: User) -> None:
    later, sooner = case_at(30, owner), case_at(1, owner)
    assert codes(officer) == [sooner.code, later.code]
    confirm_case(case=sooner, by=officer, now=NOW + HOUR)
    assert codes(officer) == [later.code, sooner.code], "its next step lies days ahead"


def test_a_line_says_whose_turn_it_is_and_in_whose_hands(officer: User, owner: User) -> None:
    case = case_at(1, owner)
    give_in_hand(case=case, officer=officer, by=officer, now=NOW + HOUR)
    write_message(case=case, words="ขอถาม", by=owner, now=NOW + HOUR)
    (line,) = queries.desk(officer, Asked(), now=NOW + 2 * HOUR).lines
    assert (line.ball.turn, line.ball.until) == (Turn.OFFICER, case.lapses_at)
    assert (line.officer, line.unread) == (officer, 1)
    assert line.last_day == thai.local_day(case.lapses_at - HOUR), "it lapses as the day after begins"
    (late,) = queries.desk(officer, Asked(), now=case.lapses_at - HOUR).lines
    assert (line.is_late, late.is_late) == (False, True)


def test_it_is_narrowed_by_state_hands_and_words(officer: User, owner: User) -> None:
    waiting, running = case_at(1, owner, name="แม่คำลำไย"), case_at(2, owner, name="บ้านสบู่")
    confirm_case(case=running, by=officer, now=NOW + HOUR)
    give_in_hand(case=running, officer=officer, by=officer, now=NOW + HOUR)
    assert codes(officer, Asked(which=Which.WAITING)) == [waiting.code]
    assert codes(officer, Asked(which=Which.RUNNING)) == [running.code]
    assert codes(officer, Asked(which=Which.ENDED)) == []
    assert codes(officer, Asked(whose=Whose.MINE)) == [running.code]
    assert codes(officer, Asked(whose=Whose.NOBODYS)) == [waiting.code]
    assert codes(officer, Asked(words="สบู่")) == [running.code]
    assert codes(officer, Asked(words=waiting.code.lower())) == [waiting.code]
    assert codes(officer, Asked(words="ไม่มี")) == []


def test_it_counts_the_cases_of_each_state(officer: User, owner: User) -> None:
    confirm_case(case=case_at(1, owner), by=officer, now=NOW + HOUR)
    case_at(2, owner)
    assert queries.desk(officer, Asked(), now=NOW).counts == {"waiting": 1, "running": 1, "ended": 0}


def test_an_address_is_read_and_what_nobody_knows_is_left_out() -> None:
    asked = read({"which": "waiting", "whose": "hers", "q": " a\0  b ", "page": "2"})
    assert asked == Asked(Which.WAITING, Whose.ALL, "a b", "2")
    assert asked.query == "which=waiting&q=a+b"
    assert Asked().query == ""


def test_as_many_queries_for_forty_cases_as_for_one(
    client: Client, officer: User, owner: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(officer)
    for span in (range(1), range(1, 40)):
        for number in span:
            case_at(number, owner)
        with django_assert_num_queries(18):
            html = client.get("/desk").content.decode()
    assert len(re.findall(r'name="case"', html)) == 40


def test_nobody_else_has_a_desk(
    client: Client, officer: User, owner: User, stranger: User, ministry: User
) -> None:
    case = case_at(1, owner)
    for person in (owner, stranger, ministry):
        with pytest.raises(UnknownCase):
            queries.desk(person, Asked(), now=NOW)
        client.force_login(person)
        assert client.get("/desk").status_code == 404
        assert client.post("/desk/together", {"case": case.code, "do": "confirm"}).status_code == 404
    assert Case.objects.pending().count() == 1


def test_many_are_confirmed_at_once_and_what_cannot_be_is_said(
    client: Client, officer: User, owner: User
) -> None:
    one, other = case_at(1, owner), case_at(2, owner)
    confirm_case(case=other, by=officer, now=NOW + HOUR)
    client.force_login(officer)
    sent = {"case": [one.code, other.code, "ZZZZZZZZ"], "do": "confirm", "which": "waiting"}
    answer = client.post("/en/desk/together", sent, follow=True)
    assert answer.redirect_chain[0][0] == "/en/desk?which=waiting"
    html = answer.content.decode()
    assert "Done for 1 case." in html
    assert f"{other.code}:" in html
    assert "ZZZZZZZZ:" in html
    assert not Case.objects.pending().exists()


def test_many_are_put_in_a_colleagues_hands(
    client: Client, officer: User, owner: User, lamphun: Centre, stranger: User
) -> None:
    cases = [case_at(1, owner), case_at(2, owner)]
    client.force_login(officer)
    sent = {"case": [case.code for case in cases], "do": "hand", "officer": ""}
    client.post("/desk/together", sent)
    assert Handling.objects.live().filter(officer=officer).count() == 2
    refused = client.post("/desk/together", sent | {"officer": str(stranger.pk)})
    assert refused.status_code == 422
    assert len(re.findall(r'name="case" value="\w+"[^>]* checked', refused.content.decode())) == 2
    assert Handling.objects.live().filter(officer=officer).count() == 2
    assert client.post("/desk/together", sent | {"officer": "٣"}).status_code == 422
