"""Cases by the API: whose they are, what stands in them, and accepting by it."""

import datetime as dt
import json

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from itc.accounts.models import User
from itc.cases.models import Case
from itc.firms.models import Firm
from itc.network.models import Centre
from tests.cases import world
from tests.catalogue.rows import machine_kind, operation
from tests.resources import rows

pytestmark = pytest.mark.django_db
CASES = "/api/v1/cases"


@pytest.fixture
def case(owner: User, lamphun: Centre) -> Case:
    operation("drying")
    world.family()
    rows.unit(lamphun, machine_kind("freeze-dryer"), "U1", hours="Mon-Sun 08:30-16:30", approval="ask")
    steps = world.planned(2, world.hold("U1", 2)), world.planned(3, cost_thb=None, firm=False)
    return world.case_of(world.firm_of(owner), owner, *steps)


def test_she_sees_her_cases_and_what_is_held(client: Client, case: Case, owner: User) -> None:
    client.force_login(owner)
    listed = client.get(CASES).json()
    assert [(each["code"], each["state"], each["firm"], each["unread"]) for each in listed] == [
        (case.code, "pending", "แม่คำลำไย", 0)
    ]
    whole = client.get(f"{CASES}/{case.code}").json()
    assert (whole["turn"], whole["held_thb"], whole["to_quote"]) == ("officer", "600.00", 1)
    held, quoted = whole["steps"]
    assert (held["seq"], held["starts_at"]) == (2, "2026-12-07T02:00:00Z")
    assert [(slot["held"], slot["asked"]) for slot in held["slots"]] == [(True, True)]
    assert (quoted["cost_thb"], quoted["slots"]) == (None, [])


def test_a_code_in_small_letters_is_the_same_case(client: Client, case: Case, owner: User) -> None:
    client.force_login(owner)
    assert client.get(f"{CASES}/{case.code.lower()}").json()["code"] == case.code


def test_a_stranger_is_told_that_there_is_none(client: Client, case: Case, stranger: User) -> None:
    client.force_login(stranger)
    assert client.get(CASES).json() == []
    answer = client.get(f"{CASES}/{case.code}")
    assert answer.status_code == 404
    assert answer.json()["code"] == "unknown-case"


@pytest.mark.parametrize("path", [CASES, f"{CASES}/K7M2QX9D"])
def test_nobody_is_asked_to_sign_in(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 401
    assert answer.json().keys() == {"code", "reasons"}
    assert answer.json()["code"] == "not-signed-in"


def test_as_many_queries_however_many_cases_and_steps(
    client: Client, case: Case, owner: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(owner)
    firm = Firm.objects.get()
    Case.objects.filter(pk=case.pk).update(made_at=world.NOW - dt.timedelta(days=1))
    more = [world.planned(seq, firm=False) for seq in range(2, 30)]
    for path in (CASES, f"{CASES}/{case.code}"):  # reads the catalogue, once a process
        client.get(path)
    with django_assert_num_queries(3):
        client.get(CASES)
    with django_assert_num_queries(10):
        client.get(f"{CASES}/{case.code}")
    client.post(f"/cases/{case.code}/withdraw")
    second = world.case_of(firm, owner, *more, plan="plan-2")
    with django_assert_num_queries(3):
        assert len(client.get(CASES).json()) == 2
    with django_assert_num_queries(10):
        assert len(client.get(f"{CASES}/{second.code}").json()["steps"]) == 28


class TestAccepting:
    """POST /api/v1/plans/{token}/accept."""

    @pytest.fixture
    def path(self, client: Client, network: dt.datetime) -> str:
        asked = json.dumps({"idea": "สบู่น้ำผึ้ง", "province": "TH-51"})
        answer = client.post("/api/v1/plans", asked, content_type="application/json").json()
        return f"/api/v1/plans/{answer['token']}/accept"

    @pytest.fixture
    def firm(self, network: dt.datetime, owner: User) -> Firm:
        return world.firm_of(owner, now=network)

    def post(self, client: Client, path: str, firm: int, **headers: str) -> tuple[int, dict[str, object]]:
        body = json.dumps({"kind": "earliest", "firm": firm})
        answer = client.post(path, body, content_type="application/json", headers=headers)
        return answer.status_code, answer.json()

    def test_all_is_held_and_again_is_the_same_case(
        self, client: Client, owner: User, firm: Firm, path: str
    ) -> None:
        client.force_login(owner)
        status, said = self.post(client, path, firm.pk)
        assert status == 200
        assert self.post(client, path, firm.pk) == (200, said)
        case = Case.objects.get()
        assert said == {"case": case.code}
        assert case.steps.filter(slots__booking__isnull=False).exists()

    def test_not_for_a_firm_of_others(self, client: Client, stranger: User, firm: Firm, path: str) -> None:
        client.force_login(stranger)
        assert self.post(client, path, firm.pk)[0] == 404
        assert not Case.objects.exists()

    def test_not_by_nobody(self, client: Client, firm: Firm, path: str) -> None:
        assert self.post(client, path, firm.pk)[0] == 401

    def test_not_by_the_form_of_another_site(self, owner: User, firm: Firm, path: str) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(owner)
        status, said = self.post(client, path, firm.pk, origin="https://evil.example")
        assert (status, said["code"]) == (403, "not-allowed")
        assert not Case.objects.exists()

    def test_what_is_not_there(self, client: Client, owner: User, firm: Firm) -> None:
        client.force_login(owner)
        assert self.post(client, "/api/v1/plans/no-such-plan/accept", firm.pk)[0] == 404
