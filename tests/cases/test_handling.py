"""A case goes into one officer's hands; she asks the firm back before her yes, or says no with a reason."""

from typing import Any

import pytest
from django.test import Client

from itc.accounts.models import User
from itc.audit.models import Event
from itc.cases.actions.ending import confirm_case, lapse_cases
from itc.cases.actions.handling import ask_back, decline_case, give_in_hand, hand_over
from itc.cases.actions.talk import take_back, write_message
from itc.cases.errors import (
    AlreadyConfirmed,
    CaseClosed,
    NoReason,
    NotAColleague,
    NothingSaid,
    UnknownCase,
)
from itc.cases.errors.handling import TooManyWords
from itc.cases.models import Case, Closure, Handling, Slot
from itc.cases.models.talk import MOST_WORDS
from itc.cases.queries.page import case_page
from itc.cases.rules.ball import Turn
from itc.network.models import Centre, Post
from itc.notices.models import Notice
from itc.resources.models import Booking
from tests.cases.world import DAY, HOUR, NOW


@pytest.fixture
def colleague(lamphun: Centre) -> User:
    person = User.objects.create_user(name="Colleague", email="colleague@example.org")
    Post.objects.create(person=person, role=Post.Role.OFFICER, centre=lamphun, valid_from="2026-01-01")
    return person


def turn(case: Case, person: User, after: int = 0) -> Turn:
    fresh = Case.objects.get(pk=case.pk)
    return case_page(fresh, person, now=NOW + after * HOUR).ball.turn


def test_it_is_in_one_officers_hands_at_a_time(case: Case, officer: User, colleague: User) -> None:
    mine = give_in_hand(case=case, officer=officer, by=officer, now=NOW)
    assert give_in_hand(case=case, officer=officer, by=officer, now=NOW + HOUR) == mine
    give_in_hand(case=case, officer=colleague, by=officer, now=NOW + HOUR)
    assert Handling.objects.live().get().officer == colleague
    assert Handling.objects.count() == 2
    assert Notice.objects.filter(person=colleague, kind="case.in-hand").count() == 1
    assert not Notice.objects.filter(person=officer, kind="case.in-hand").exists(), "she did it herself"


def test_only_officers_of_its_centre_give_and_take_it(case: Case, officer: User, owner: User) -> None:
    with pytest.raises(NotAColleague):
        give_in_hand(case=case, officer=owner, by=officer, now=NOW)
    with pytest.raises(UnknownCase):
        give_in_hand(case=case, officer=officer, by=owner, now=NOW)


def test_asked_back_it_is_the_firms_turn_until_it_answers(case: Case, officer: User, owner: User) -> None:
    late = case.lapses_at - HOUR
    assert turn(case, officer) == Turn.OFFICER
    ask_back(case=case, words="ใช้ลำไยพันธุ์ไหน", by=officer, now=late)
    fresh = Case.objects.get(pk=case.pk)
    assert fresh.lapses_at > case.lapses_at + DAY, "it has time to answer"
    assert case_page(fresh, owner, now=late + HOUR).ball.turn == Turn.OWNER
    assert case_page(fresh, owner, now=late + HOUR).ball.until == fresh.lapses_at
    write_message(case=fresh, words="อีดอ", by=owner, now=late + 2 * HOUR)
    fresh = Case.objects.get(pk=case.pk)
    assert case_page(fresh, owner, now=late + 3 * HOUR).ball.turn == Turn.OFFICER
    assert lapse_cases(now=fresh.lapses_at) == 1, "nobody said yes after all"


def test_a_question_taken_back_asks_nothing(case: Case, officer: User) -> None:
    asked = ask_back(case=case, words="ใช้พันธุ์ไหน", by=officer, now=NOW)
    take_back(case=case, message=asked.pk, by=officer, now=NOW)
    assert turn(case, officer) == Turn.OFFICER


def test_only_what_waits_is_asked_back(case: Case, officer: User, owner: User) -> None:
    with pytest.raises(UnknownCase):
        ask_back(case=case, words="?", by=owner, now=NOW)
    with pytest.raises(NothingSaid):
        ask_back(case=case, words="  ", by=officer, now=NOW)
    confirm_case(case=case, by=officer, now=NOW)
    with pytest.raises(AlreadyConfirmed):
        ask_back(case=case, words="?", by=officer, now=NOW)


def test_a_no_gives_all_back_and_says_why(case: Case, officer: User, owner: User) -> None:
    end = decline_case(case=case, words="เครื่องอบรับได้ครั้งละ 50 กก. แบ่งเป็นสองรอบแล้วส่งมาใหม่", by=officer, now=NOW)
    assert (end.why, end.words[:6]) == (Closure.Why.DECLINED, "เครื่อ")
    assert not Booking.objects.live().exists()
    assert not Slot.objects.live().exists()
    assert Notice.objects.filter(person=owner, kind="case.closed").count() == 1
    assert Event.objects.filter(verb="case.closed", details__why="declined").count() == 1
    with pytest.raises(CaseClosed):
        decline_case(case=case, words="again", by=officer, now=NOW)


def test_a_no_needs_a_reason_and_comes_before_the_yes(case: Case, officer: User, owner: User) -> None:
    with pytest.raises(NoReason):
        decline_case(case=case, words=" ", by=officer, now=NOW)
    with pytest.raises(UnknownCase):
        decline_case(case=case, words="no", by=owner, now=NOW)
    confirm_case(case=case, by=officer, now=NOW)
    with pytest.raises(AlreadyConfirmed):
        decline_case(case=case, words="no", by=officer, now=NOW)


def test_from_the_case_she_asks_back_declines_and_takes_it(
    client: Client, officer: User, case: Case, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + 2 * HOUR)
    client.force_login(officer)
    assert client.post(f"/cases/{case.code}/hand").status_code == 302
    assert client.post(f"/cases/{case.code}/ask-back", {"words": "พันธุ์ไหน"}).status_code == 302
    refused = client.post(f"/en/cases/{case.code}/decline", {"words": "\0"})
    assert (refused.status_code, "Write why" in refused.content.decode()) == (422, True)
    assert client.post(f"/cases/{case.code}/decline", {"words": "ส่งมาใหม่เดือนหน้า"}).status_code == 302
    client.force_login(owner)
    page = client.get(f"/cases/{case.code}").content.decode()
    assert "ส่งมาใหม่เดือนหน้า" in page
    assert f"/cases/{case.code}/hand" not in page


def test_what_was_typed_is_there_where_a_colleague_was_quicker(
    client: Client, case: Case, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + 2 * HOUR)
    confirm_case(case=case, by=officer, now=NOW + HOUR)
    client.force_login(officer)
    answer = client.post(f"/cases/{case.code}/ask-back", {"words": "พันธุ์ไหนคะ"})
    assert (answer.status_code, "พันธุ์ไหนคะ" in answer.content.decode()) == (409, True)


LONG = "ก" * 501


@pytest.mark.parametrize("act", [decline_case, ask_back])
def test_words_that_do_not_fit_are_said_and_never_cut(case: Case, officer: User, act: Any) -> None:
    most = 500 if act is decline_case else MOST_WORDS
    with pytest.raises(TooManyWords, match=str(most)):
        act(case=case, words="ก" * (most + 1), by=officer, now=NOW)
    assert not Closure.objects.exists()
    assert not case.messages.exists()
    act(case=case, words=f"  {'ก' * most}\n", by=officer, now=NOW)  # blanks around them are not counted


def test_a_reason_that_does_not_fit_stands_in_its_form_still(
    client: Client, case: Case, officer: User, lamphun: Centre
) -> None:
    with pytest.raises(TooManyWords, match="500"):
        hand_over(case=case, centre=lamphun, words=LONG, by=officer, now=NOW)
    client.force_login(officer)
    answer = client.post(f"/en/cases/{case.code}/decline", {"words": LONG})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "You wrote 501 letters; at most 500 fit." in html
    assert LONG in html
