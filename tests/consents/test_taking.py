"""Taking one's data along: all of one's own, nothing of anybody else."""

import io
import json
import zipfile
from typing import Any

import pytest
from django.utils.translation import override

from itc.accounts.models import User
from itc.cases.actions.files import remove_file
from itc.cases.models import Case
from itc.consents.actions import give, take_along
from itc.consents.errors import TakenTooOften
from itc.consents.models import BY_OFFICER
from itc.firms.actions import ask_to_join, let_in
from tests.cases.conftest import dryer  # noqa: F401 - a fixture is used by its name
from tests.cases.world import NOW
from tests.conftest import PASSWORD
from tests.consents.world import (
    AGENT,
    BYTES,
    EMAIL,
    FILE,
    FIRM,
    LINE_ID,
    NAME,
    NUMBER,
    PHONE,
    WORDS,
    firm_and_case,
    maliwan,
    signed_in,
)  # fmt: skip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dryer", "purpose")]


@pytest.fixture
def person() -> User:
    return maliwan()


@pytest.fixture
def case(person: User, officer: User) -> Case:
    return firm_and_case(person, officer)[1]


def taken(person: User) -> zipfile.ZipFile:
    to = io.BytesIO()
    take_along(by=person, now=NOW, to=to)
    return zipfile.ZipFile(to)


def data_of(person: User) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(taken(person).read("data.json"))
    return plain


def rows(plain: dict[str, Any], table: str) -> list[dict[str, Any]]:
    return [row for each in plain["tables"] if each["table"] == table for row in each["rows"]]


def test_who_waits_to_be_let_in_takes_no_name_along(person: User, case: Case, stranger: User) -> None:
    ask_to_join(number=NUMBER, by=stranger, now=NOW)
    packed = taken(stranger)
    told = packed.read("data.html").decode() + packed.read("data.json").decode()
    assert FIRM not in told
    assert NUMBER in told  # which she typed herself


def test_all_of_hers_is_in_it(person: User, case: Case) -> None:
    signed_in(person)
    give(person=person, purpose=BY_OFFICER, by=person, now=NOW)
    plain = data_of(person)
    (account,) = rows(plain, "accounts.user")
    assert (account["name"], account["email"], account["phone"]) == (NAME, EMAIL, PHONE)
    assert rows(plain, "firms.firm")[0]["tax_number"] == NUMBER
    assert rows(plain, "cases.case")[0]["product"] == WORDS
    assert rows(plain, "cases.case")[0]["asked"] == {"idea": WORDS, "province": "TH-51"}
    assert f"idea: {WORDS} · province: TH-51" in taken(person).read("data.html").decode()
    assert [row["words"] for row in rows(plain, "cases.message")] == [WORDS]
    assert rows(plain, "socialaccount.socialaccount")[0]["uid"] == LINE_ID
    assert rows(plain, "usersessions.usersession")[0]["user_agent"] == AGENT
    assert rows(plain, "consents.consent")[0]["purpose.words"]
    assert rows(plain, "cases.step")[0]["name"]
    assert len(rows(plain, "cases.slot")) == 1
    verbs = {row["verb"] for row in rows(plain, "audit.event")}
    assert {"consent.given", "case.opened", "message.written", "feed.made"} <= verbs


def test_the_files_she_sent_go_along_and_no_others(
    person: User, case: Case, django_capture_on_commit_callbacks: Any
) -> None:
    packed = taken(person)
    files = [name for name in packed.namelist() if name.startswith("files/")]
    assert [name.partition("-")[2] for name in files] == [FILE]
    assert packed.read(files[0]) == BYTES
    with django_capture_on_commit_callbacks(execute=True):
        remove_file(case=case, file=case.files.get(name=FILE).pk, by=person, now=NOW)
    assert data_of(person)["files"] == []


@pytest.mark.parametrize(("language", "said"), [("th", "ข้อมูลของฉัน"), ("en", "My data")])
def test_the_page_is_in_her_language_and_needs_nothing_beside_it(
    person: User, case: Case, language: str, said: str
) -> None:
    with override(language):
        html = taken(person).read("data.html").decode()
    assert said in html
    assert WORDS in html
    assert ("2569" in html) == (language == "th")
    assert "<script" not in html
    assert "src=" not in html


def test_what_she_wrote_is_no_markup(person: User) -> None:
    User.objects.filter(pk=person.pk).update(name="<b>x</b>")
    person.refresh_from_db()
    assert "<b>x" not in taken(person).read("data.html").decode()


def test_nothing_of_others_is_in_it(
    person: User, case: Case, officer: User, stranger: User, ministry: User
) -> None:
    asked = ask_to_join(number=NUMBER, by=stranger, now=NOW)
    let_in(membership=asked.pk, by=person, now=NOW)
    mine = json.dumps(data_of(person), ensure_ascii=False)
    for other in (officer, stranger):
        assert str(other.email) not in mine
    assert "สวัสดีคุณ" not in mine  # what the officer wrote is the officer's
    theirs = json.dumps(data_of(officer), ensure_ascii=False)
    for trace in (WORDS, FIRM, NUMBER, EMAIL, PHONE, FILE):  # he may see the case; it is not data of his
        assert trace not in theirs
    assert rows(data_of(ministry), "cases.case") == []
    hers = data_of(stranger)  # a colleague has the case of her firm, and no words of her colleagues
    assert rows(hers, "cases.case")[0]["code"] == case.code
    assert rows(hers, "cases.message") == []
    assert hers["files"] == []


def test_secrets_stay_here(person: User) -> None:
    whole = taken(person).read("data.json").decode()
    for secret in (person.password, "digest", "session_key", "secret"):
        assert secret not in whole


def test_too_often_she_waits(person: User) -> None:
    for _ in range(5):
        taken(person)
    with pytest.raises(TakenTooOften):
        taken(person)


def test_by_hand_it_comes_as_one_file_after_the_password(person: User) -> None:
    browser = signed_in(person)
    answer = browser.post("/me/privacy/take-along")
    assert answer["Content-Disposition"].endswith('.zip"')
    assert NAME not in answer["Content-Disposition"]
    assert zipfile.ZipFile(io.BytesIO(answer.getvalue())).testzip() is None
    later = signed_in(person)
    session = later.session
    session["account_authentication_methods"] = []
    session.save()
    asked = later.post("/me/privacy/take-along")
    assert asked.status_code == 302
    assert asked["Location"].startswith("/me/again")
    given = later.post(asked["Location"], {"password": PASSWORD, "next": "/me/privacy/take-along"})
    assert given["Content-Type"] == "application/zip"
    assert zipfile.ZipFile(io.BytesIO(given.getvalue())).testzip() is None
