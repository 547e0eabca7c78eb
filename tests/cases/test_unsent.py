"""Words sent by somebody whose session had run out are there again once she has signed in."""

import datetime as dt

import pytest
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from itc.accounts.models import User
from itc.cases.actions.ending import close_case
from itc.cases.models import Case, Closure, File, Message
from tests.cases import sendings as made
from tests.cases.test_talk_pages import html_of, send
from tests.cases.world import NOW
from tests.conftest import PASSWORD

WORDS = "ขอถามเรื่องน้ำลำไย\r\nสองบรรทัด"
IN_FORM = ">\nขอถามเรื่องน้ำลำไย\nสองบรรทัด</textarea>"
CHOOSE = "เลือกไฟล์อีกครั้ง"


@pytest.fixture
def browser(db: None) -> Client:
    """One that shows its proof of origin as ours does, and is signed out."""
    client = Client(enforce_csrf_checks=True)
    client.get("/sign-in")
    return client


def sent(client: Client, case: Case, *files: tuple[str, bytes], **more: object) -> HttpResponse:
    return send(client, case, WORDS, *files, csrfmiddlewaretoken=client.cookies["csrftoken"].value, **more)


def sign_in(client: Client, name: str, to: str) -> str:
    """Sign in by password; return where that leads."""
    token = client.cookies["csrftoken"].value
    typed = {"login": name, "password": PASSWORD, "csrfmiddlewaretoken": token}
    return str(client.post(to, typed)["Location"])


def test_the_words_come_back_in_their_form_once(browser: Client, case: Case, owner: User) -> None:
    step = case.steps.all()[0]
    answer = sent(browser, case, step=str(step.pk))
    assert (answer.status_code, answer["Location"]) == (302, f"/sign-in?next=/cases/{case.code}%23talk-form")
    assert "สิ่งที่คุณเขียนยังเก็บไว้ให้" in browser.get(answer["Location"]).content.decode()
    back = sign_in(browser, "081-234 5678", answer["Location"])
    assert back == f"/cases/{case.code}#talk-form"
    html = html_of(browser, case)
    assert IN_FORM in html
    assert f'<option value="{step.pk}" selected>' in html
    assert CHOOSE not in html
    assert IN_FORM not in html_of(browser, case)
    assert not Message.objects.exists()
    assert sent(browser, case).status_code == 302
    assert Message.objects.get().by == owner


def test_files_are_to_be_chosen_again(browser: Client, case: Case, owner: User) -> None:
    sent(browser, case, ("ฉลาก.pdf", made.PDF))
    browser.force_login(owner)
    html = html_of(browser, case)
    assert IN_FORM in html
    assert CHOOSE in html
    assert not File.objects.exists()


def test_they_travel_in_no_address_and_in_no_cookie(browser: Client, case: Case) -> None:
    answer = sent(browser, case)
    for told in (answer["Location"], answer.content.decode(), str(answer.cookies)):
        assert "น้ำลำไย" not in told


def test_nobody_else_who_signs_in_there_reads_them(browser: Client, case: Case, stranger: User) -> None:
    sent(browser, case)
    browser.force_login(stranger)
    assert browser.get(f"/cases/{case.code}").status_code == 404
    for path in ("/cases", "/me", "/"):
        assert "น้ำลำไย" not in browser.get(path).content.decode()


def test_a_form_of_another_site_plants_no_words(case: Case, owner: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = send(strict, case, WORDS)
    assert answer["Location"].startswith("/sign-in?")
    assert "เก็บสิ่งที่คุณเขียนไว้ไม่ได้" in strict.get(answer["Location"]).content.decode()
    strict.force_login(owner)
    assert "น้ำลำไย" not in html_of(strict, case)


def test_after_a_day_they_are_gone(
    browser: Client, case: Case, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent(browser, case)
    later = timezone.now() + dt.timedelta(days=1, hours=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    browser.force_login(owner)
    assert "น้ำลำไย" not in html_of(browser, case)


def test_the_row_goes_after_a_day_and_whom_they_came_back_to_stays_signed_in(
    browser: Client, case: Case, owner: User
) -> None:
    """Else words of a person who is erased would stand for two weeks in a session that names nobody."""
    answer = sent(browser, case)
    tomorrow, week = (timezone.now() + dt.timedelta(days=each) for each in (1, 7))
    assert Session.objects.get().expire_date <= tomorrow
    sign_in(browser, "081-234 5678", answer["Location"])
    html_of(browser, case)
    assert Session.objects.get().expire_date > week


def test_of_a_case_that_ended_meanwhile_they_are_given_back_to_be_kept(
    browser: Client, case: Case, owner: User
) -> None:
    sent(browser, case)
    close_case(case=case, why=Closure.Why.WITHDRAWN, by=owner, now=NOW)
    browser.force_login(owner)
    html = html_of(browser, case)
    assert "สองบรรทัด</textarea>" in html
    assert 'id="talk-form"' not in html


def test_words_of_another_case_wait_for_theirs(browser: Client, case: Case, owner: User) -> None:
    answer = browser.post(
        "/cases/OTHERONE/messages",
        {"words": WORDS, "csrfmiddlewaretoken": browser.cookies["csrftoken"].value},
    )
    assert answer.status_code == 302  # whether there is such a case, nobody is told
    browser.force_login(owner)
    assert "น้ำลำไย" not in html_of(browser, case)


def test_who_is_not_signed_in_keeps_only_so_much(browser: Client, case: Case, settings: LazySettings) -> None:
    settings.PUBLIC_LIMIT = 40
    assert [sent(browser, case).status_code for _ in range(3)] == [302, 302, 429]
