"""Somebody who came in: an officer of the lead centre accepts for her, on paper she signed."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from itc.accounts.models import User
from itc.cases.actions.ending import confirm_case
from itc.cases.models import Case
from itc.consents.actions import give, withdraw
from itc.consents.models import BY_OFFICER, Consent
from itc.firms.actions import enter_firm
from itc.firms.models import Firm, Membership
from itc.network.models import Centre, Post
from itc.planning.actions import accept, ask
from itc.planning.models import Plan
from itc.planning.rules.question import Question
from itc.resources.models import Booking
from tests.reference import STORY
from tests.web.paper.printed import pages

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("network")]

NUMBER = "0105535099511"
HERS: dict[str, Any] = {
    "kind": "earliest", "name": "ป้าบัว", "phone": "089 999 1234", "firm_name": "ลำไยป้าบัว", "number": NUMBER,
    "kind_of_firm": "sme", "consent": "on",
}  # fmt: skip


@pytest.fixture
def plan(now: dt.datetime) -> Plan:
    return asked(now)


def asked(now: dt.datetime) -> Plan:
    return Plan.objects.get(pk=ask(question=Question(idea=STORY, province="TH-51"), now=now)["token"])


def officer_at(centre: str, name: str, role: str = Post.Role.OFFICER) -> User:
    email = f"{name}@example.org"
    person = User.objects.create_user(
        name=name, email=email, email_confirmed_at=timezone.now(), is_staff=True
    )
    Post.objects.create(
        person=person, role=role, centre=Centre.objects.get(pk=centre), valid_from=dt.date(2026, 1, 1)
    )
    return person


@pytest.fixture
def lead(plan: Plan) -> User:
    return officer_at(plan.answer["lead_centre"], "lead")


def url(plan: Plan, end: str = "walk-in") -> str:
    return f"/plans/{plan.pk}/{end}"


def post(client: Client, person: User, plan: Plan, **given: Any) -> Any:
    client.force_login(person)
    return client.post(url(plan), {name: each for name, each in (HERS | given).items() if each is not None})


def test_everything_is_held_in_the_name_of_her_firm_by_the_officer(
    client: Client, plan: Plan, lead: User
) -> None:
    answer = post(client, lead, plan)
    case = Case.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/cases/{case.code}")
    person = User.objects.get(name="ป้าบัว")
    assert (case.firm.name, case.firm.tax_number, case.made_by, case.plan) == (
        "ลำไยป้าบัว",
        NUMBER,
        lead,
        plan.pk,
    )
    assert (person.phone, person.phone_confirmed_at, person.known_by) == ("+66899991234", None, "centre")
    acts = Membership.objects.get(firm=case.firm)
    assert (acts.person, acts.is_owner, acts.let_in_by) == (person, True, lead)
    consent = Consent.objects.get()
    assert (consent.person, consent.purpose.code, consent.how, consent.given_by) == (
        person, BY_OFFICER, Consent.How.PAPER, lead,
    )  # fmt: skip
    assert Booking.objects.live().filter(purpose="case").count() > 5
    assert "ลำไยป้าบัว" in client.get(f"/cases/{case.code}").content.decode()


def test_sent_twice_or_from_the_back_button_it_is_the_same_case(
    client: Client, plan: Plan, lead: User
) -> None:
    first = post(client, lead, plan)["Location"]
    held = Booking.objects.live().filter(purpose="case").count()
    assert post(client, lead, plan)["Location"] == first
    assert (Case.objects.count(), User.objects.filter(name="ป้าบัว").count()) == (1, 1)
    assert Booking.objects.live().filter(purpose="case").count() == held


def test_without_number_and_phone_too(client: Client, plan: Plan, lead: User) -> None:
    for _ in range(2):
        assert post(client, lead, plan, number="", phone="", kind_of_firm="startup").status_code == 302
    assert Firm.objects.get(name="ลำไยป้าบัว").tax_number is None
    assert Case.objects.count() == 1


def test_all_faults_are_said_at_once_and_nothing_typed_is_lost(
    client: Client, plan: Plan, lead: User
) -> None:
    answer = post(client, lead, plan, name="", phone="12", number="1234567890123", consent=None)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert html.count("errorlist") == 4
    for typed in ("ลำไยป้าบัว", 'value="12"', "1234567890123"):
        assert typed in html
    assert not Case.objects.exists()


def test_who_and_what_is_here_already_is_said_at_its_field_and_nothing_is_kept(
    client: Client, plan: Plan, lead: User, owner: User, now: dt.datetime
) -> None:
    firm_of(owner, now)
    answer = post(client, lead, plan, phone="081-234 5678")
    html = answer.content.decode()
    assert answer.status_code == 409
    assert html.count("errorlist") == 2
    assert "มีคนใช้เบอร์นี้แล้ว" in html
    assert "มีกิจการนี้อยู่แล้ว" in html
    assert 'value="081-234 5678"' in html
    assert not User.objects.filter(name="ป้าบัว").exists()
    assert not Consent.objects.exists()


def test_what_went_to_somebody_else_leaves_the_form_and_offers_the_nearest_plan(
    client: Client, plan: Plan, lead: User, owner: User, now: dt.datetime
) -> None:
    accept(plan=plan, kind="earliest", firm=firm_of(owner, now), by=owner, now=now)
    answer = post(client, lead, plan, number="")
    html = answer.content.decode()
    assert answer.status_code == 409
    new = Plan.objects.exclude(pk=plan.pk).get()
    assert f'action="/plans/{new.pk}/walk-in"' in html
    assert 'value="ลำไยป้าบัว"' in html
    assert not User.objects.filter(name="ป้าบัว").exists(), "nothing half entered"
    assert post(client, lead, new, number="").status_code == 302


@pytest.mark.parametrize("end", ["walk-in", "consent.pdf"])
def test_only_an_officer_of_the_lead_centre_has_this_way(
    client: Client, plan: Plan, lead: User, owner: User, ministry: User, stranger: User, end: str
) -> None:
    home = plan.answer["lead_centre"]
    others = (
        owner, ministry, stranger, officer_at(home, "operator", Post.Role.OPERATOR),
        officer_at("IEAT-NRIE", "elsewhere"),
    )  # fmt: skip
    for person in others:
        client.force_login(person)
        assert client.get(url(plan, end)).status_code == 404, person
        assert client.post(url(plan), HERS).status_code == 404, person
        assert "/walk-in" not in client.get(url(plan, "accept")).content.decode()
    Post.objects.filter(person=lead).update(valid_to=dt.date(2026, 1, 1))
    client.force_login(lead)
    assert client.get(url(plan, end)).status_code == 404
    client.logout()
    assert client.get(url(plan, end))["Location"].startswith("/sign-in")
    assert not Case.objects.exists()


def test_the_page_of_accepting_leads_there_and_the_consent_is_a_paper(
    client: Client, plan: Plan, lead: User
) -> None:
    client.force_login(lead)
    assert url(plan) in client.get(url(plan, "accept")).content.decode()
    html = client.get(url(plan)).content.decode()
    assert url(plan, "consent.pdf") in html
    paper = client.get(url(plan, "consent.pdf"))
    assert paper["Content-Disposition"] == 'inline; filename="consent.pdf"'
    assert pages(paper.content) == 1


# ---- who was here before


def firm_of(person: User, now: dt.datetime, name: str = "แม่คำลำไย", number: str = NUMBER) -> Firm:
    return enter_firm(
        name=name, number=number, kind="sme", sector="manufacturing", province="TH-51", people=None,
        revenue_thb=None, by=person, now=now,
    )  # fmt: skip


def found(client: Client, person: User, plan: Plan, words: str) -> str:
    client.force_login(person)
    html = client.get(url(plan), {"q": words}).content.decode()
    return html.replace(f'value="{words}"', "")


def test_who_was_entered_before_is_found_by_name_or_number_by_her_centre_alone(
    client: Client, plan: Plan, lead: User, now: dt.datetime
) -> None:
    post(client, lead, plan)
    confirm_case(case=Case.objects.get(), by=lead, now=now)
    colleague = officer_at(plan.answer["lead_centre"], "colleague")
    for words in ("ป้าบัว", NUMBER, "0-1055-35099-51-1", "บริษัท ลำไยป้าบัว จำกัด"):
        assert "ลำไยป้าบัว" in found(client, colleague, plan, words), words
    for words in ("ป้", "", "%%%", "0105535099512", "แม่คำ"):
        assert "ลำไยป้าบัว" not in found(client, colleague, plan, words), words
    other = officer_at("IEAT-NRIE", "other")
    assert client.get(url(plan)).status_code == 200
    client.force_login(other)
    assert client.get(url(plan), {"q": NUMBER}).status_code == 404


def test_a_firm_that_signed_up_itself_is_found_once_it_agrees_and_the_centre_leads_a_case(
    client: Client, plan: Plan, lead: User, owner: User, now: dt.datetime
) -> None:
    firm = firm_of(owner, now)
    assert firm.name not in found(client, lead, plan, NUMBER)
    give(person=owner, purpose=BY_OFFICER, by=owner, now=now)
    assert firm.name not in found(client, lead, plan, NUMBER), "agreed, and not of this centre"
    case = accept(plan=plan, kind="earliest", firm=firm, by=owner, now=now)
    assert firm.name in found(client, lead, plan, NUMBER)
    withdraw(person=owner, purpose=BY_OFFICER, by=owner, now=now)
    assert firm.name not in found(client, lead, plan, NUMBER), "led, and no longer agreed"
    assert case.firm == firm


def test_she_is_accepted_for_again(client: Client, plan: Plan, lead: User, now: dt.datetime) -> None:
    post(client, lead, plan)
    confirm_case(case=Case.objects.get(), by=lead, now=now)
    firm, again = Firm.objects.get(), asked(now)
    assert client.post(url(again), {"kind": "earliest", "firm": firm.pk}).status_code == 302
    case = Case.objects.get(plan=again.pk)
    assert (case.firm, case.made_by) == (firm, lead)


def test_who_comes_in_again_is_not_entered_twice(
    client: Client, plan: Plan, lead: User, now: dt.datetime
) -> None:
    """Without a number a second firm of hers would get round the one case that waits for its officer."""
    bare = {"phone": "", "number": ""}
    post(client, lead, plan, **bare)
    again = asked(now)
    answer = post(client, lead, again, **bare)
    assert answer.status_code == 409
    assert "มีกิจการนี้อยู่แล้ว" in answer.content.decode()
    assert Firm.objects.count() == 1
    assert post(client, lead, again, **bare | {"name": "ป้าอื่น"}).status_code == 302
    assert Firm.objects.count() == 2


@pytest.mark.parametrize("number", ["", "x", "999999", "hers"])
def test_a_firm_that_is_not_to_be_found_is_not_accepted_for_either(
    client: Client, plan: Plan, lead: User, owner: User, now: dt.datetime, number: str
) -> None:
    firm = firm_of(owner, now)
    give(person=owner, purpose=BY_OFFICER, by=owner, now=now)  # yet this centre has nothing to do with it
    client.force_login(lead)
    sent = {"kind": "earliest", "firm": firm.pk if number == "hers" else number}
    assert client.post(url(plan), sent).status_code == 404
    assert not Case.objects.exists()
