"""Somebody came in: one page from words to case, nothing typed is lost, and no form is typed in twice."""

import datetime as dt
import re
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from itc.accounts.models import User
from itc.cases.errors import UnknownCase
from itc.cases.models import Case
from itc.consents.models import Consent
from itc.desk.actions.walking_in import print_blanks, take_in
from itc.desk.errors import TypedInAlready, UnknownPaperForm
from itc.desk.models import PaperForm
from itc.firms.models import Firm
from itc.network.models import Centre, Post
from itc.network.queries import lead_centre
from itc.planning.actions.walking_in import WalkIn
from itc.planning.models import Plan
from tests.planning.conftest import now  # noqa: F401 - a fixture is used by its name
from tests.reference import STORY
from tests.web.paper.printed import found_in, pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("network")]
HERS: dict[str, Any] = {
    "idea": STORY, "province": "TH-51", "name": "ป้าบัว", "phone": "089 999 1234", "firm_name": "ลำไยป้าบัว",
    "number": "0105535099511", "kind_of_firm": "sme",
}  # fmt: skip
PAGE = "/en/desk/walk-in"


@pytest.fixture
def lead(now: dt.datetime) -> User:  # noqa: F811 - the fixture above
    centre = lead_centre("TH-51", on=timezone.localdate())
    assert centre is not None
    return officer_at(centre, "lead")


def officer_at(centre: Centre, name: str) -> User:
    person = User.objects.create_user(
        name=name, email=f"{name}@example.org", email_confirmed_at=timezone.now(), is_staff=True
    )
    Post.objects.create(person=person, role=Post.Role.OFFICER, centre=centre, valid_from=dt.date(2026, 1, 1))
    return person


def token_on(html: str) -> str:
    found = re.search(r'name="token" value="([\w-]+)"', html)
    assert found is not None
    return found[1]


def post(client: Client, do: str, **given: Any) -> Any:
    return client.post(PAGE, HERS | {"do": do} | given)


def test_plans_come_on_the_same_page_and_one_press_takes_her_in(client: Client, lead: User) -> None:
    client.force_login(lead)
    assert client.get(PAGE).status_code == 200
    shown = post(client, "plan").content.decode()
    assert 'value="ป้าบัว"' in shown, "nothing typed is lost"
    sent = {"token": token_on(shown), "kind": "earliest", "consent": "on"}
    answer = post(client, "accept", **sent)
    case = Case.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/en/desk/walk-in/{case.code}")
    assert (case.firm.name, case.made_by, Consent.objects.get().person.name) == ("ลำไยป้าบัว", lead, "ป้าบัว")
    assert post(client, "accept", **sent)["Location"] == answer["Location"], "pressed twice, it is one case"
    assert Case.objects.count() == 1
    page = client.get(answer["Location"]).content.decode()
    assert f"{case.code}/papers.pdf" in page
    paper = client.post(f"/en/desk/walk-in/{case.code}/papers.pdf")
    assert found_in(paper.content, r"[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}")
    assert pages(paper.content) >= 4, "plan, code, consent"


def test_in_place_only_the_plans_come(client: Client, lead: User) -> None:
    client.force_login(lead)
    part = client.post(PAGE, HERS | {"do": "plan"}, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<section id="plans"')
    assert token_on(part)
    empty = client.post(PAGE, {"do": "plan"}, headers={"HX-Request": "true"})
    assert (empty.status_code, "Write what she wants to make" in empty.content.decode()) == (200, True)


def test_words_nobody_understands_and_words_changed_keep_all(client: Client, lead: User) -> None:
    client.force_login(lead)
    lost = post(client, "plan", idea="qwrtz").content.decode()
    assert "We do not understand these words yet" in lost
    assert 'value="ลำไยป้าบัว"' in lost
    family = Plan.objects.count()
    chosen = post(client, "plan", idea="qwrtz", family="honey-soap").content.decode()
    if "We do not know this kind" not in chosen:
        assert Plan.objects.count() == family + 1
    shown = token_on(post(client, "plan").content.decode())
    changed = post(client, "accept", token=shown, consent="on", province="TH-50")
    assert (changed.status_code, Case.objects.count()) == (409, 0)
    assert token_on(changed.content.decode()) != shown


def test_what_is_missing_is_said_with_all_that_was_typed(client: Client, lead: User) -> None:
    client.force_login(lead)
    shown = token_on(post(client, "plan").content.decode())
    missing = post(client, "accept", token=shown, name="", kind="cheapest")
    html = missing.content.decode()
    assert (missing.status_code, html.count("errorlist")) == (422, 2)
    assert 'value="ลำไยป้าบัว"' in html
    post(client, "accept", token=shown, consent="on")
    again = post(client, "plan", name="คนอื่น", phone="", number="")
    other = post(
        client, "accept", token=token_on(again.content.decode()), consent="on", name="คนอื่น", phone=""
    )
    assert (other.status_code, "errorlist" in other.content.decode()) == (409, True), "the number is here"
    assert Case.objects.count() == 1


def test_another_centres_province_is_sent_there(client: Client, lead: User) -> None:
    away = officer_at(Centre.objects.exclude(pk__in=lead.posts.values("centre"))[0], "away")
    client.force_login(away)
    shown = post(client, "plan").content.decode()
    assert "leads firms of this province" in shown
    refused = post(client, "accept", token=token_on(shown), consent="on")
    assert (refused.status_code, Firm.objects.filter(name="ลำไยป้าบัว").exists()) == (422, False)


def test_a_form_is_printed_blank_and_typed_in_once(client: Client, lead: User) -> None:
    client.force_login(lead)
    paper = client.post("/en/desk/walk-in/forms.pdf", {"number": "2"})
    (one, two) = PaperForm.objects.order_by("pk")
    assert pages(paper.content) == 2
    assert {one.printed_by, two.printed_by} == {lead}
    assert (
        "Type it in below"
        in client.get(f"{PAGE}?form={one.code.lower()[:4]} {one.code[4:]}").content.decode()
    )
    shown = token_on(post(client, "plan", paper=one.code).content.decode())
    post(client, "accept", token=shown, consent="on", paper=one.code)
    case = Case.objects.get()
    again = client.get(f"{PAGE}?form={one.code}").content.decode()
    assert "This form was typed in on" in again
    assert f"/cases/{case.code}" in again
    assert client.get(f"{PAGE}?form=NOSUCH").status_code == 404


def test_no_form_becomes_two_cases(lead: User, now: dt.datetime, client: Client) -> None:  # noqa: F811
    client.force_login(lead)
    (form,) = print_blanks(number=1, by=lead, now=now)
    plans = [token_on(post(client, "plan").content.decode()) for _ in range(2)]
    take = partial(take_in, kind="earliest", paper=form.code, by=lead, now=timezone.now())
    take(plan=Plan.objects.get(pk=plans[0]), walk_in=WalkIn("ป้าบัว", "", "ลำไยป้าบัว", "", "sme"))
    with pytest.raises(TypedInAlready):
        take(plan=Plan.objects.get(pk=plans[1]), walk_in=WalkIn("ลุงมี", "", "กล้วยลุงมี", "", "sme"))
    assert Case.objects.count() == 1
    again = take(plan=Plan.objects.get(pk=plans[0]), walk_in=WalkIn("ป้าบัว", "", "ลำไยป้าบัว", "", "sme"))
    assert again == Case.objects.get(), "sent twice it is the same case"
    away = officer_at(Centre.objects.exclude(pk__in=lead.posts.values("centre"))[0], "away")
    with pytest.raises(UnknownPaperForm):
        take(plan=Plan.objects.get(pk=plans[1]), walk_in=WalkIn("a", "", "b", "", "sme"), paper="ZZZZZZZZ")
    client.force_login(away)
    assert client.get(f"{PAGE}?form={form.code}").status_code == 404


def test_it_is_for_officers_alone(client: Client, owner: User, ministry: User) -> None:
    for person in (owner, ministry):
        client.force_login(person)
        assert client.get(PAGE).status_code == 404
        assert client.post(PAGE, HERS).status_code == 404
        assert client.post("/desk/walk-in/forms.pdf").status_code == 404
        assert client.get("/desk/walk-in/ZZZZZZZZ").status_code == 404
        with pytest.raises(UnknownCase):
            print_blanks(number=1, by=person, now=timezone.now())


def test_what_went_to_somebody_else_is_planned_anew_with_all_that_was_typed(
    client: Client, lead: User
) -> None:
    client.force_login(lead)
    mine, quicker = (token_on(post(client, "plan").content.decode()) for _ in range(2))
    hers = WalkIn("ลุงมี", "", "ลำไยลุงมี", "", "sme")
    plan = Plan.objects.get(pk=quicker)
    take_in(plan=plan, kind="earliest", walk_in=hers, paper="", by=lead, now=timezone.now())
    refused = post(client, "accept", token=mine, consent="on")
    html = refused.content.decode()
    assert (refused.status_code, Case.objects.count()) == (409, 1)
    assert "somebody else was quicker" in html
    assert 'value="ลำไยป้าบัว"' in html
    assert token_on(html) not in {mine, quicker}
    assert post(client, "accept", token=token_on(html), consent="on").status_code == 302
