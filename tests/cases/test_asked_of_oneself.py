"""Who is asked: she herself where she is of no centre; her centre; nobody whose post has ended."""

import datetime as dt

import pytest
from django.test import Client

from itc.accounts.models import User
from itc.cases.actions.answering import answer_all, answer_slot, take_back_answer
from itc.cases.actions.ending import confirm_case, withdraw_case
from itc.cases.actions.proposing import Free, propose
from itc.cases.actions.telling import providers_of
from itc.cases.errors import NoReason, NothingAsked
from itc.cases.link_errors import NothingToTakeBack
from itc.cases.models import Miss, Proposal, Slot
from itc.cases.queries.asked import UNDO, answered_of, asked_of, hers, queue
from itc.cases.queries.proposals import declined_of, proposals_for
from itc.cases.rules.asked import REASONS, Wanted, read, reason
from itc.firms.models import Firm
from itc.network.models import Centre, Post
from itc.notices.models import Notice
from itc.resources.models import Booking, Resource
from tests.cases import world
from tests.cases.world import DAY, HOUR, NOW
from tests.resources import rows

MINUTE = HOUR / 60


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def expert(lamphun: Centre, stranger: User, dryer: Resource) -> Resource:
    """An expert of no centre, who has an account."""
    row = rows.person(lamphun, "EX-1", approval="ask", person=stranger, hours="Mon-Sun 00:00-23:59")
    Resource.objects.filter(pk=row.pk).update(centre=None)
    return Resource.objects.get(pk=row.pk)


@pytest.fixture
def asking(firm: Firm, owner: User, officer: User, expert: Resource) -> Slot:
    """A slot of a confirmed case that waits for the expert."""
    case = world.case_of(firm, owner, world.planned(2, world.hold(expert.code, 2)))
    confirm_case(case=case, by=officer, now=NOW)
    return Slot.objects.get()


@pytest.fixture
def at_machine(firm: Firm, owner: User, officer: User, dryer: Resource) -> Slot:
    """A slot that waits for the centre of the dryer."""
    Resource.objects.update(approval=Resource.Approval.ASK)
    case = world.case_of(firm, owner, world.planned(2, world.hold("U1", 2)))
    confirm_case(case=case, by=officer, now=NOW)
    return Slot.objects.get()


@pytest.fixture
def operator(lamphun: Centre) -> User:
    person = User.objects.create_user(name="ช่าง", phone="+66899999999")
    Post.objects.create(person=person, role="operator", centre=lamphun, valid_from=dt.date(2026, 1, 1))
    return person


def free(slot: Slot, days: int) -> Free:
    start = slot.use_from + days * DAY
    return Free(start.date(), start, start + 3 * HOUR)


def test_she_of_no_centre_answers_for_herself(
    client: Client, asking: Slot, stranger: User, owner: User
) -> None:
    assert list(asked_of(stranger, now=NOW)) == [asking]
    client.force_login(stranger)
    assert f"asked-{asking.pk}" in client.get("/asked").content.decode()
    assert client.post(f"/asked/{asking.pk}", {"answer": "yes"}).status_code == 302
    asking.refresh_from_db()
    assert asking.answered_by == stranger
    assert not asked_of(owner, now=NOW)


def test_she_and_the_lead_officer_are_told(asking: Slot, stranger: User, officer: User) -> None:
    assert set(providers_of(asking, NOW)) == {stranger, officer}
    told = Notice.objects.filter(kind="slot.asked").values_list("person", flat=True)
    assert set(told) >= {stranger.pk}


def test_of_another_expert_she_sees_nothing(
    client: Client, asking: Slot, stranger: User, owner: User
) -> None:
    Resource.objects.filter(code="EX-1").update(person=owner)
    assert not hers(stranger, now=NOW).exists()
    client.force_login(stranger)
    assert client.post(f"/asked/{asking.pk}", {"answer": "yes"}).status_code == 404
    assert "แม่คำลำไย" not in client.get("/asked").content.decode()


def test_where_she_has_no_account_the_lead_officer_alone_is_asked(
    asking: Slot, stranger: User, officer: User
) -> None:
    Resource.objects.filter(code="EX-1").update(person=None)
    assert set(providers_of(asking, NOW)) == {officer}
    assert not asked_of(stranger, now=NOW)
    assert list(asked_of(officer, now=NOW)) == [asking]


def test_an_expert_of_a_centre_whose_post_has_ended_is_asked_no_more(
    at_machine: Slot, operator: User
) -> None:
    assert list(asked_of(operator, now=NOW)) == [at_machine]
    Post.objects.filter(person=operator).update(valid_to=NOW.date() - DAY)
    assert not asked_of(operator, now=NOW)
    with pytest.raises(NothingAsked):
        answer_slot(slot=at_machine.pk, yes=True, by=operator, now=NOW)


def test_whose_post_ended_after_the_answer_takes_nothing_back_and_the_answer_stands(
    at_machine: Slot, operator: User
) -> None:
    answer_slot(slot=at_machine.pk, yes=True, by=operator, now=NOW)
    Post.objects.filter(person=operator).update(valid_to=NOW.date() - DAY)
    with pytest.raises(NothingToTakeBack):
        take_back_answer(slot=at_machine.pk, by=operator, now=NOW + MINUTE)
    at_machine.refresh_from_db()
    assert at_machine.answered_by == operator


@pytest.mark.parametrize("second", [True, False])
def test_answered_twice_the_first_counts(
    at_machine: Slot, officer: User, operator: User, *, second: bool
) -> None:
    answer_slot(slot=at_machine.pk, yes=True, by=operator, now=NOW)
    for person in (operator, officer):
        with pytest.raises(NothingAsked):
            answer_slot(slot=at_machine.pk, yes=second, words="x", by=person, now=NOW + MINUTE)
    at_machine.refresh_from_db()
    assert (at_machine.answered_by, at_machine.ended_at) == (operator, None)


def test_it_is_taken_back_by_who_gave_it_within_ten_minutes(
    at_machine: Slot, operator: User, officer: User
) -> None:
    answer_slot(slot=at_machine.pk, yes=True, by=operator, now=NOW)
    for person, late in ((officer, MINUTE), (operator, UNDO), (operator, UNDO + MINUTE)):
        with pytest.raises(NothingToTakeBack):
            take_back_answer(slot=at_machine.pk, by=person, now=NOW + late)
    assert not answered_of(operator, now=NOW + UNDO).exists()
    take_back_answer(slot=at_machine.pk, by=operator, now=NOW + UNDO - MINUTE)
    assert list(asked_of(officer, now=NOW)) == [at_machine]


def test_a_no_taken_back_goes_with_the_times_that_were_proposed(
    at_machine: Slot, operator: User, owner: User
) -> None:
    answer_slot(slot=at_machine.pk, yes=False, words="ซ่อม", by=operator, now=NOW)
    assert propose(slot=at_machine.pk, times=[free(at_machine, 1)], by=operator, now=NOW) == 1
    take_back_answer(slot=at_machine.pk, by=operator, now=NOW + MINUTE)
    assert not Proposal.objects.exists()
    assert not Miss.objects.filter(made_good_at=None).exists()
    assert Booking.objects.live().filter(purpose="case").count() == 1
    assert Notice.objects.get(person=owner, kind="slot.back")


def test_times_are_proposed_once_each_and_the_firm_is_told_of_new_ones_alone(
    at_machine: Slot, operator: User, officer: User, owner: User
) -> None:
    answer_slot(slot=at_machine.pk, yes=False, words="ซ่อม", by=operator, now=NOW)
    times = [free(at_machine, days) for days in (1, 2)]
    assert propose(slot=at_machine.pk, times=times, by=operator, now=NOW) == 2
    assert propose(slot=at_machine.pk, times=times, by=officer, now=NOW + MINUTE) == 0
    assert propose(slot=at_machine.pk, times=[*times, free(at_machine, 3)], by=officer, now=NOW + HOUR) == 1
    assert propose(slot=at_machine.pk, times=[], by=officer, now=NOW + HOUR) == 0
    assert Notice.objects.filter(person=owner, kind="slot.proposed").count() == 2


def test_only_times_ahead_are_shown_to_the_firm(at_machine: Slot, operator: User) -> None:
    answer_slot(slot=at_machine.pk, yes=False, words="ซ่อม", by=operator, now=NOW)
    propose(slot=at_machine.pk, times=[free(at_machine, days) for days in (1, 2)], by=operator, now=NOW)
    step = at_machine.step
    assert len(proposals_for(step, now=NOW)) == 2
    assert len(proposals_for(step, now=at_machine.use_from + DAY)) == 1
    Miss.objects.update(made_good_at=NOW)
    assert proposals_for(step, now=NOW) == []


def test_nothing_is_proposed_for_what_was_not_declined_or_is_over(
    at_machine: Slot, operator: User, stranger: User, owner: User
) -> None:
    with pytest.raises(NothingAsked):
        propose(slot=at_machine.pk, times=[free(at_machine, 1)], by=operator, now=NOW)
    answer_slot(slot=at_machine.pk, yes=False, words="ซ่อม", by=operator, now=NOW)
    assert list(declined_of(operator, now=NOW)) == [at_machine]
    with pytest.raises(NothingAsked):
        propose(slot=at_machine.pk, times=[free(at_machine, 1)], by=stranger, now=NOW)
    withdraw_case(case=at_machine.step.case, by=owner, now=NOW)
    with pytest.raises(NothingAsked):
        propose(slot=at_machine.pk, times=[free(at_machine, 1)], by=operator, now=NOW)


def test_many_at_once_name_each_that_was_refused_and_do_the_rest(
    at_machine: Slot, operator: User, stranger: User
) -> None:
    with pytest.raises(NoReason):
        answer_all(slots=[at_machine.pk], yes=False, words="", by=operator, now=NOW)
    done = answer_all(slots=[at_machine.pk, at_machine.pk, 999_999], yes=True, words="", by=operator, now=NOW)
    assert (done.done, [pk for pk, _why in done.refused]) == (1, [999_999])
    none = answer_all(slots=[at_machine.pk], yes=True, words="", by=stranger, now=NOW)
    assert (none.done, len(none.refused)) == (0, 1)


def test_the_queue_is_narrowed_and_forgets_a_case_that_has_ended(
    at_machine: Slot, operator: User, owner: User
) -> None:
    assert [row.slot for row in queue(operator, Wanted(unit="U1"), now=NOW).rows] == [at_machine]
    assert queue(operator, Wanted(unit="U2"), now=NOW).rows == ()
    assert [row.slot for row in queue(operator, Wanted(words="แม่คำ"), now=NOW).rows] == [at_machine]
    assert queue(operator, Wanted(words="%"), now=NOW).rows == ()
    withdraw_case(case=at_machine.step.case, by=owner, now=NOW)
    assert queue(operator, Wanted(), now=NOW).rows == ()


@pytest.mark.parametrize("path", ["", "/take-back", "/propose"])
def test_odd_numbers_and_words_are_answered_and_no_fault(client: Client, operator: User, path: str) -> None:
    client.force_login(operator)
    for sent in ({}, {"answer": "perhaps"}, {"answer": "no", "reason": "x", "words": "\0"}):
        assert client.post(f"/asked/999999999{path}", sent).status_code in {400, 404, 409, 422}


def test_an_address_of_the_queue_is_read_and_said_again() -> None:
    wanted = read({"q": "  ตู้   อบ\0 ", "unit": "A/1", "page": "2"})
    assert wanted == Wanted("ตู้ อบ", "A/1", "2")
    assert read({"q": "x" * 200}).words == "x" * 100
    assert "page" not in wanted.query
    assert Wanted().query == ""


def test_reasons_have_codes_and_own_words_are_cut() -> None:
    for code in REASONS:
        assert reason({"reason": code})
    assert reason({"reason": "gone", "words": " \n "}) == ""
    assert len(reason({"words": "ก" * 999})) == 400
