"""Consents: given once, by herself or on paper, withdrawn at once, and never rewritten."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from itc.accounts.actions import enter_person
from itc.accounts.models import User
from itc.audit.models import Event
from itc.consents.actions import give, withdraw
from itc.consents.errors import ConsentMissing, NotHerConsent, UnknownPurpose
from itc.consents.models import BY_OFFICER, Consent, Purpose
from itc.consents.queries import asked_of, consents_of, has_given, require_by_officer
from itc.firms.actions import ask_to_join, end_membership, let_in
from itc.network.models import Agency, Post
from tests.cases.world import firm_of

NOW = dt.datetime(2026, 12, 1, 2, 0, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(minutes=1)

pytestmark = pytest.mark.usefixtures("purpose")


def test_given_by_herself_it_holds_from_then_on(owner: User) -> None:
    assert not has_given(owner, BY_OFFICER, now=NOW)
    consent = give(person=owner, purpose=BY_OFFICER, by=owner, now=NOW)
    assert (consent.how, consent.given_by, consent.purpose.version) == ("here", owner, 1)
    assert has_given(owner, BY_OFFICER, now=NOW)
    assert not has_given(owner, BY_OFFICER, now=NOW - dt.timedelta(seconds=1))


def test_given_twice_it_is_one(owner: User) -> None:
    first = give(person=owner, purpose=BY_OFFICER, by=owner, now=NOW)
    assert give(person=owner, purpose=BY_OFFICER, by=owner, now=LATER) == first
    assert Event.objects.filter(verb="consent.given").count() == 1


def test_withdrawn_it_ends_at_once_and_the_row_stays(owner: User) -> None:
    consent = give(person=owner, purpose=BY_OFFICER, by=owner, now=NOW)
    withdraw(person=owner, purpose=BY_OFFICER, by=owner, now=LATER)
    withdraw(person=owner, purpose=BY_OFFICER, by=owner, now=LATER + dt.timedelta(days=1))
    assert not has_given(owner, BY_OFFICER, now=LATER)
    consent.refresh_from_db()
    assert (consent.withdrawn_at, consent.withdrawn_by) == (LATER, owner)
    assert Event.objects.filter(verb="consent.withdrawn").count() == 1
    again = give(person=owner, purpose=BY_OFFICER, by=owner, now=LATER)
    assert list(consents_of(owner)) == [again, consent]


def test_an_officer_records_the_paper_she_signed(officer: User) -> None:
    came_in = enter_person(name="ป้าสาย", by=officer, now=NOW)
    consent = give(person=came_in, purpose=BY_OFFICER, by=officer, now=NOW)
    assert (consent.how, consent.given_by) == ("paper", officer)
    withdraw(person=came_in, purpose=BY_OFFICER, by=officer, now=LATER)
    assert not has_given(came_in, BY_OFFICER, now=LATER)


def test_no_paper_speaks_for_who_signs_in_herself(owner: User, officer: User) -> None:
    with pytest.raises(NotHerConsent):
        give(person=owner, purpose=BY_OFFICER, by=officer, now=NOW)
    give(person=owner, purpose=BY_OFFICER, by=owner, now=NOW)
    withdraw(person=owner, purpose=BY_OFFICER, by=officer, now=LATER)
    assert not has_given(owner, BY_OFFICER, now=LATER)


def test_nobody_else_gives_or_withdraws_for_her(owner: User, stranger: User, ministry: User) -> None:
    give(person=owner, purpose=BY_OFFICER, by=owner, now=NOW)
    bank = Agency.objects.create(code="BANK", name_th="ธนาคาร", name_en="Bank", source="test")
    partner = User.objects.create_user(name="Partner", email="partner@example.org")
    Post.objects.create(person=partner, role=Post.Role.OFFICER, agency=bank, valid_from=dt.date(2026, 1, 1))
    for person in (stranger, ministry, partner):
        with pytest.raises(NotHerConsent):
            withdraw(person=owner, purpose=BY_OFFICER, by=person, now=LATER)
        with pytest.raises(NotHerConsent):
            give(person=owner, purpose=BY_OFFICER, by=person, now=LATER)
    assert has_given(owner, BY_OFFICER, now=LATER)


def test_what_nobody_asks_for_cannot_be_given(owner: User) -> None:
    with pytest.raises(UnknownPurpose):
        give(person=owner, purpose="partners", by=owner, now=NOW)
    Purpose.objects.update(valid_to=dt.date(2026, 11, 30))
    with pytest.raises(UnknownPurpose):
        give(person=owner, purpose=BY_OFFICER, by=owner, now=NOW)


def test_new_words_need_a_new_consent(owner: User, purpose: Purpose) -> None:
    give(person=owner, purpose=BY_OFFICER, by=owner, now=NOW)
    Purpose.objects.update(valid_to=dt.date(2026, 12, 31))
    purpose.pk, purpose.version, purpose.valid_from = None, 2, dt.date(2027, 1, 1)
    purpose.save()
    new_year = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
    assert not has_given(owner, BY_OFFICER, now=new_year)
    assert [each.consent for each in asked_of(owner, now=new_year)] == [None]
    give(person=owner, purpose=BY_OFFICER, by=owner, now=new_year)
    withdraw(person=owner, purpose=BY_OFFICER, by=owner, now=new_year)
    assert not Consent.objects.live().exists()


@pytest.mark.usefixtures("lamphun")
def test_the_consent_of_any_who_acts_for_the_firm_counts_and_of_nobody_else(
    owner: User, stranger: User
) -> None:
    firm = firm_of(owner, number="0105535099511", now=NOW)
    give(person=stranger, purpose=BY_OFFICER, by=stranger, now=NOW)
    asked = ask_to_join(number="0105535099511", by=stranger, now=NOW)
    with pytest.raises(ConsentMissing):  # she waits to be let in
        require_by_officer(firm, now=NOW)
    let_in(membership=asked.pk, by=owner, now=NOW)
    require_by_officer(firm, now=NOW)
    end_membership(membership=asked.pk, by=stranger, now=LATER)
    with pytest.raises(ConsentMissing):
        require_by_officer(firm, now=LATER)


def test_the_database_keeps_one_live_and_whole(owner: User, stranger: User, purpose: Purpose) -> None:
    give(person=owner, purpose=BY_OFFICER, by=owner, now=NOW)
    for wrong in (
        {"person": owner, "given_by": owner, "how": "here"},
        {"person": stranger, "given_by": owner, "how": "here"},
        {"person": stranger, "given_by": stranger, "how": "paper"},
        {"person": stranger, "given_by": stranger, "how": "here", "withdrawn_at": LATER},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Consent.objects.create(purpose=purpose, given_at=NOW, **wrong)


def test_the_record_has_no_personal_data(owner: User) -> None:
    give(person=owner, purpose=BY_OFFICER, by=owner, now=NOW)
    withdraw(person=owner, purpose=BY_OFFICER, by=owner, now=LATER)
    told = [event.details for event in Event.objects.order_by("pk")]
    assert told == [{"purpose": BY_OFFICER, "version": 1, "how": "here"}, {"purpose": BY_OFFICER}]
