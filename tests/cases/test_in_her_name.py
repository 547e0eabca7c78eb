"""Who leads a case changes its steps only where one of the firm lets an officer act in her name."""

import pytest
from django.test import Client

from itc.accounts.models import User
from itc.cases.actions.changing import change_case
from itc.cases.errors import UnknownCase
from itc.cases.models import Case
from itc.cases.rules.planned import Rewritten
from itc.consents.actions import give, withdraw
from itc.consents.errors import ConsentMissing
from itc.consents.models import BY_OFFICER
from tests.cases.world import HOUR, NOW
from tests.consents.conftest import purpose  # noqa: F401 - a fixture is used by its name

pytestmark = pytest.mark.usefixtures("purpose")


def drop(case: Case, by: User, seq: int = 20) -> None:
    left_out = Rewritten(asked=case.asked, after={}, dropped=frozenset({seq}))
    change_case(case=case, change=left_out, by=by, now=NOW + HOUR)


def test_the_officer_of_the_lead_centre_needs_her_consent(case: Case, owner: User, officer: User) -> None:
    with pytest.raises(ConsentMissing):
        drop(case, officer)
    give(person=owner, purpose=BY_OFFICER, by=owner, now=NOW)
    drop(case, officer)
    assert case.steps.get(seq=20).dropped_by == officer
    withdraw(person=owner, purpose=BY_OFFICER, by=owner, now=NOW)
    with pytest.raises(ConsentMissing):
        drop(case, officer, seq=2)
    drop(case, owner, seq=2)


def test_her_consent_opens_nothing_to_others(case: Case, owner: User, stranger: User, ministry: User) -> None:
    give(person=owner, purpose=BY_OFFICER, by=owner, now=NOW)
    for person in (stranger, ministry):
        with pytest.raises(UnknownCase):
            drop(case, person)


def test_the_page_of_a_step_says_what_is_missing(
    client: Client, case: Case, officer: User, stranger: User
) -> None:
    page = f"/en/cases/{case.code}/steps/2"
    client.force_login(officer)
    answer = client.get(page)
    assert answer.status_code == 403
    assert "Nobody of this firm agrees that an officer acts for them" in answer.content.decode()
    client.force_login(stranger)
    assert client.get(page).status_code == 404


def test_links_to_change_it_stand_on_the_page_of_who_may(
    client: Client, case: Case, owner: User, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + HOUR)
    step, page = f"/en/cases/{case.code}/steps/2", f"/en/cases/{case.code}"
    client.force_login(officer)
    html = client.get(page).content.decode()
    assert step not in html
    assert "has not allowed officers to change its steps" in html
    give(person=owner, purpose=BY_OFFICER, by=owner, now=NOW)
    html = client.get(page).content.decode()
    assert step in html
    assert "in her name" in html


def test_the_firm_sees_what_was_changed_before_the_yes(
    client: Client, case: Case, owner: User, officer: User
) -> None:
    give(person=owner, purpose=BY_OFFICER, by=owner, now=NOW)
    drop(case, officer)
    client.force_login(owner)
    html = client.get(f"/en/cases/{case.code}").content.decode()
    assert "Your centre changed this before its yes" in html
    assert "Left out: Step 20" in html
    client.force_login(officer)
    assert "Your centre changed this" not in client.get(f"/en/cases/{case.code}").content.decode()
