"""Who came in takes over her account by a code on paper, printed by an officer who leads her case."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from itc.accounts.actions import confirm_phone, enter_person
from itc.accounts.models import ClaimCode, User
from itc.audit.models import Event
from itc.cases.models import Case
from itc.cases.views import paper as views
from itc.consents.actions import give
from itc.consents.models import BY_OFFICER, Consent, Purpose
from itc.firms.actions import enter_firm
from itc.network.models import Centre, Post
from itc.resources.models import Resource
from itc.web.paper.press import pdf
from tests.cases import world
from tests.web.paper.printed import pages, printed


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: world.NOW)


@pytest.fixture
def walked_in(officer: User, dryer: Resource) -> User:
    Purpose.objects.create(
        code=BY_OFFICER, version=1, name_th="ให้เจ้าหน้าที่ทำแทน", name_en="An officer acts for me",
        words_th="วางแผนแทนได้", words_en="may plan for me", valid_from=world.NOW.date() - world.DAY,
        source="test",
    )  # fmt: skip
    person = enter_person(name="ป้าบัว", by=officer, now=world.NOW)
    give(person=person, purpose=BY_OFFICER, by=officer, now=world.NOW)
    return person


@pytest.fixture
def case(walked_in: User, officer: User) -> Case:
    firm = enter_firm(
        name="ลำไยป้าบัว", number="", kind="sme", sector="manufacturing", province="TH-51", people=None,
        revenue_thb=None, by=officer, now=world.NOW, for_person=walked_in,
    )  # fmt: skip
    return world.case_of(firm, officer, world.planned(2, world.hold("U1", 2)))


@pytest.fixture
def sheets(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, dict[str, Any]]]:
    """Give the sheets that are set, which are hard to read out of a PDF."""
    seen: list[tuple[Path, dict[str, Any]]] = []

    def keep(layout: Path, sheet: dict[str, Any]) -> bytes:
        seen.append((layout, sheet))
        return pdf(layout, sheet)

    monkeypatch.setattr(views, "pdf", keep)
    return seen


def page(client: Client, case: Case) -> str:
    return client.get(f"/cases/{case.code}").content.decode()


def test_the_officer_prints_it_and_with_it_she_takes_over_her_account(
    client: Client, case: Case, officer: User, walked_in: User, sheets: list[tuple[Path, dict[str, Any]]]
) -> None:
    client.force_login(officer)
    assert "พิมพ์รหัสรับบัญชี<" in page(client, case)
    answer = client.post(f"/cases/{case.code}/claim")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    assert pages(answer.content) == 1
    code = sheets[0][1]["code"]
    said = printed(*sheets[0])
    for words in (
        code,
        "ป้าบัว",
        "ศูนย์ลำพูน",
        "http://testserver/claim",
        "ใช้ได้ถึง 31 ธ.ค. 2569 เวลา 09:00 น.",
        "Officer",
    ):
        assert words in said, words
    assert re.fullmatch(r"\w{4}-\w{4}-\w{4}", code)
    assert code not in sheets[0][1]["link"] + sheets[0][1]["qr"]
    assert not Event.objects.filter(details__icontains=code).exists()
    client.logout()
    assert client.post("/claim", {"code": code})["Location"] == "/claim/account"
    client.post("/claim/account", {"contact": "089 999 1234", "password": "ลำไยหวานมาก-2570"})
    assert client.get(f"/cases/{case.code}").status_code in {200, 302}
    walked_in.refresh_from_db()
    assert walked_in.has_usable_password()


def test_a_second_one_ends_the_first_and_says_so(
    client: Client, case: Case, officer: User, sheets: list[tuple[Path, dict[str, Any]]]
) -> None:
    client.force_login(officer)
    client.post(f"/cases/{case.code}/claim")
    assert "รหัสใหม่จะทำให้รหัสนั้นใช้ไม่ได้" in page(client, case)
    client.post(f"/cases/{case.code}/claim")
    assert ClaimCode.objects.unused().count() == 1
    client.logout()
    first, second = (sheet["code"] for _layout, sheet in sheets)
    assert client.post("/claim", {"code": first}).status_code == 200
    assert client.post("/claim", {"code": second}).status_code == 302


def test_who_signs_in_herself_gets_none(client: Client, case: Case, officer: User, walked_in: User) -> None:
    confirm_phone(person=walked_in, phone="+66899991234", now=world.NOW)
    client.force_login(officer)
    assert "/claim" not in page(client, case)
    assert client.post(f"/cases/{case.code}/claim").status_code == 409


def test_no_centre_prints_one_of_a_person_whom_another_has_entered(
    client: Client, case: Case, officer: User, lamphun: Centre
) -> None:
    Post.objects.filter(person=officer).update(centre=elsewhere(lamphun))
    leading = User.objects.create_user(name="Lead", email="lead@example.org", is_staff=True)
    Post.objects.create(person=leading, role=Post.Role.OFFICER, centre=lamphun, valid_from=world.NOW.date())
    client.force_login(leading)
    assert "/claim" not in page(client, case)
    assert client.post(f"/cases/{case.code}/claim").status_code == 409
    assert not ClaimCode.objects.exists()


def elsewhere(lamphun: Centre) -> Centre:
    return Centre.objects.create(
        code="OTHER", name_th="อื่น", name_en="Other", operator_type="dip_centre", lat=18, lon=99,
        province=lamphun.province, source="test", confidence_is_itc="high", confidence_location="high",
    )  # fmt: skip


@pytest.mark.parametrize("who", ["stranger", "ministry", "owner"])
def test_others_are_told_there_is_no_such_case(
    client: Client, case: Case, who: str, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(who))
    assert client.post(f"/cases/{case.code}/claim").status_code == 404
    assert client.get(f"/cases/{case.code}/consent.pdf").status_code == 404
    assert not ClaimCode.objects.exists()


def test_she_herself_prints_no_code_and_it_is_made_by_pressing_alone(
    client: Client, case: Case, walked_in: User, officer: User
) -> None:
    client.force_login(walked_in)
    assert "/claim" not in page(client, case)
    assert client.post(f"/cases/{case.code}/claim").status_code == 404
    client.force_login(officer)
    assert client.get(f"/cases/{case.code}/claim").status_code == 405
    assert not ClaimCode.objects.exists()


def test_the_consent_says_who_sees_what_what_she_agrees_to_and_how_she_takes_it_back(
    client: Client, case: Case, officer: User, sheets: list[tuple[Path, dict[str, Any]]]
) -> None:
    client.force_login(officer)
    assert f'href="/cases/{case.code}/consent.pdf"' in page(client, case)
    assert pages(client.get(f"/cases/{case.code}/consent.pdf").content) == 1
    said = printed(*sheets[0])
    for words in (
        "หนังสือยินยอมให้เจ้าหน้าที่ทำแทน", "ศูนย์ลำพูน", "ให้เจ้าหน้าที่ทำแทน", "วางแผนแทนได้", "ฉบับที่ 1", "ลงชื่อ", "วันที่",
        "ถ้าจะยกเลิก", "ลำไยป้าบัว", "http://testserver/me/privacy",
    ):  # fmt: skip
        assert words in said, words
    client.get(f"/en/cases/{case.code}/consent.pdf")
    assert "may plan for me" in printed(*sheets[1])
    assert Consent.objects.count() == 1, "a paper is no consent"
