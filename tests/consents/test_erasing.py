"""Erased, nothing leads to her any more; what others rest on stays; and she may begin anew."""

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.files.storage import default_storage
from django.test import Client

from itc.accounts.actions import enter_person, make_claim_code
from itc.accounts.models import ClaimCode, User
from itc.audit.models import Event
from itc.cases.actions.ending import close_case, withdraw_case
from itc.cases.errors import LastOfOpenCase
from itc.cases.models import Case, Closure, Feed, Message, Seen, Slot
from itc.consents.actions import erase, give
from itc.consents.models import BY_OFFICER, Consent
from itc.consents.queries import has_given
from itc.firms.actions import ask_to_join, enter_firm, let_in
from itc.firms.models import Firm, Membership
from itc.network.errors import StillInPost
from itc.network.models import Post
from itc.planning.models import Plan
from tests.accounts.people import sign_up
from tests.cases.conftest import dryer  # noqa: F401 - a fixture is used by its name
from tests.cases.world import DAY, NOW
from tests.consents.world import (
    BYTES,
    EMAIL,
    FILE,
    FIRM,
    NAME,
    NUMBER,
    PHONE,
    TRACES,
    WORDS,
    everything_kept,
    firm_and_case,
    maliwan,
    signed_in,
)  # fmt: skip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dryer", "purpose")]
LATER = NOW + dt.timedelta(days=1)


@pytest.fixture
def person() -> User:
    return maliwan()


@pytest.fixture
def case(person: User, officer: User) -> Case:
    return firm_and_case(person, officer)[1]


def colleague_of(person: User, colleague: User) -> None:
    asked = ask_to_join(number=NUMBER, by=colleague, now=NOW)
    let_in(membership=asked.pk, by=person, now=NOW)


def test_before_all_of_it_stands_somewhere(person: User, case: Case) -> None:
    signed_in(person)
    kept = everything_kept()
    assert [trace for trace in TRACES if trace not in kept and trace != BYTES.decode()] == []


def test_erased_nothing_of_her_stands_in_any_table(
    person: User, case: Case, django_capture_on_commit_callbacks: object
) -> None:
    stored = str(case.files.get(name=FILE).stored.name)
    browser = signed_in(person)
    give(person=person, purpose=BY_OFFICER, by=person, now=NOW)
    withdraw_case(case=case, by=person, now=NOW)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture without a type
        erase(by=person, now=LATER)
    kept = everything_kept()
    assert [trace for trace in TRACES if trace in kept] == []
    assert not default_storage.exists(stored)
    assert browser.get("/me").status_code == 302  # signed out wherever she was
    assert not UserSession.objects.exists()


def test_what_others_rest_on_stays_of_nobody(person: User, case: Case) -> None:
    withdraw_case(case=case, by=person, now=NOW)
    steps, slots = case.steps.count(), Slot.objects.count()
    erase(by=person, now=LATER)
    case.refresh_from_db()
    assert (case.steps.count(), Slot.objects.count(), case.made_by_id) == (steps, slots, person.pk)
    assert (case.product, case.asked) == (case.family.name_th, {"idea": "", "province": "TH-51"})
    assert [each.words for each in case.messages.all()] == ["", ""]
    assert [each.name for each in case.files.kept()] == ["quotation.txt"]
    assert not Plan.objects.exists()
    firm = Firm.objects.get()
    assert (firm.name, firm.tax_number, firm.people, firm.revenue_thb) == (
        f"ลบแล้ว (erased) {firm.pk}", None, None, None,
    )  # fmt: skip
    assert not Membership.objects.live().exists()
    told = Event.objects.filter(by_id=person.pk).order_by("pk").last()
    assert told
    assert (told.verb, told.on_key, told.details) == ("person.erased", str(person.pk), {})


def test_of_the_person_a_number_and_a_neutral_word_are_left(person: User) -> None:
    erase(by=person, now=LATER)
    person.refresh_from_db()
    assert person.name == f"ลบแล้ว (erased) {person.pk}"
    assert (person.email, person.phone, person.is_active, person.has_usable_password()) == (
        None, None, False, False,
    )  # fmt: skip
    assert not person.check_password("ลำไยหวานมาก-2569")
    assert not Feed.objects.exists()
    assert not Seen.objects.exists()
    assert not Authenticator.objects.exists()
    assert not EmailAddress.objects.exists()


def test_where_others_act_for_the_firm_words_stay_with_them(
    person: User, case: Case, stranger: User, client: Client
) -> None:
    colleague_of(person, stranger)
    erase(by=person, now=LATER)  # the case is open: a colleague carries it
    firm = Firm.objects.get()
    assert (firm.name, firm.tax_number) == (FIRM, NUMBER)
    case.refresh_from_db()
    assert (case.product, case.state) == (WORDS, "pending")
    assert case.messages.filter(words=WORDS, by=person).exists()
    assert case.files.kept().count() == 2
    client.force_login(stranger)
    html = client.get(f"/cases/{case.code}").content.decode()
    assert f"ลบแล้ว (erased) {person.pk}" in html
    assert WORDS in html
    assert EMAIL not in html
    assert NAME not in html.replace(FIRM, "").replace(WORDS, "").replace(FILE, "").replace(f"คุณ{NAME}", "")


def test_the_last_of_an_open_case_is_told_what_to_do(person: User, case: Case) -> None:
    with pytest.raises(LastOfOpenCase, match=case.code):
        erase(by=person, now=LATER)
    person.refresh_from_db()
    assert person.name == NAME
    close_case(case=case, why=Closure.Why.DONE, by=person, now=NOW)
    erase(by=person, now=LATER)


def test_who_is_in_post_is_told_what_to_do(officer: User) -> None:
    with pytest.raises(StillInPost, match=r"Lamphun centre|ศูนย์ลำพูน"):
        erase(by=officer, now=LATER)
    Post.objects.update(valid_to=dt.date(2026, 11, 30))
    erase(by=officer, now=LATER)
    officer.refresh_from_db()
    assert (officer.is_staff, Post.objects.get().person_id) == (False, officer.pk)


def test_what_an_officer_wrote_stays_with_the_centre(person: User, case: Case, officer: User) -> None:
    Post.objects.update(valid_to=NOW.date())
    erase(by=officer, now=NOW + 2 * DAY)
    assert Message.objects.get(by=officer).words
    assert case.files.kept().filter(by=officer).exists()


def test_erased_twice_is_erased_once(person: User) -> None:
    erase(by=person, now=LATER)
    before = everything_kept()
    erase(by=person, now=LATER + DAY)
    assert everything_kept() == before


def test_consents_end_and_their_rows_stay(person: User) -> None:
    give(person=person, purpose=BY_OFFICER, by=person, now=NOW)
    erase(by=person, now=LATER)
    assert Consent.objects.get().withdrawn_at == LATER
    assert not has_given(person, BY_OFFICER, now=LATER)


def test_the_same_address_signs_up_as_somebody_new(person: User, client: Client) -> None:
    withdrawn = firm_of_one(person)
    erase(by=person, now=LATER)
    assert sign_up(client, EMAIL)["Location"].endswith("/confirm/e-mail")
    new = User.objects.get(email=EMAIL)
    assert new.pk != person.pk
    assert User.objects.create_user(name="ใหม่", phone=PHONE)
    assert firm_of_one(new).pk != withdrawn.pk  # the number is free again


def firm_of_one(person: User) -> Firm:
    return enter_firm(
        name=FIRM, number=NUMBER, kind="sme", sector="manufacturing", province="TH-51", people=1,
        revenue_thb=None, by=person, now=NOW,
    )  # fmt: skip


def test_a_code_on_paper_opens_nothing_any_more(officer: User) -> None:
    walk_in = enter_person(name=NAME, by=officer, now=NOW)
    make_claim_code(person=walk_in, by=officer, now=NOW)
    erase(by=walk_in, now=LATER)
    assert not ClaimCode.objects.exists()
    assert NAME not in everything_kept()


def test_who_waits_to_be_let_in_waits_no_longer(person: User, case: Case, stranger: User) -> None:
    ask_to_join(number=NUMBER, by=stranger, now=NOW)
    withdraw_case(case=case, by=person, now=NOW)
    erase(by=person, now=LATER)
    assert not Membership.objects.filter(ended_at=None).exists()


def test_nobody_elses_goes_with_her(person: User, case: Case, stranger: User, officer: User) -> None:
    give(person=stranger, purpose=BY_OFFICER, by=stranger, now=NOW)
    other = enter_firm(
        name="อื่น", number="", kind="sme", sector="manufacturing", province="TH-51", people=3,
        revenue_thb=None, by=stranger, now=NOW,
    )  # fmt: skip
    withdraw_case(case=case, by=person, now=NOW)
    erase(by=person, now=LATER)
    other.refresh_from_db()
    assert (other.name, other.people) == ("อื่น", 3)
    assert has_given(stranger, BY_OFFICER, now=LATER)
    assert User.objects.get(pk=stranger.pk).is_active
    assert User.objects.get(pk=officer.pk).name == "Officer"
