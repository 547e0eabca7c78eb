"""Writing on a case: for whom, how much, how long it can be taken back, and who has seen what."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from itc.accounts.models import User
from itc.audit.models import Event
from itc.cases.actions.ending import close_case
from itc.cases.actions.talk import MESSAGES, see, send, take_back, write_message
from itc.cases.errors import (
    CaseClosed,
    NothingSaid,
    SaidForGood,
    TooMuchAtOnce,
    UnknownCase,
    UnknownMessage,
    UnwantedFile,
)
from itc.cases.models import Case, Closure, File, Message, Seen
from itc.cases.queries.lists import case_of, cases_of
from itc.cases.queries.talk import A_PAGE, talk_of
from itc.firms.actions import ask_to_join, let_in
from itc.firms.models import Firm
from tests.cases import sendings as made
from tests.cases.world import HOUR, NOW

MINUTE, SECOND = dt.timedelta(minutes=1), dt.timedelta(seconds=1)


def write(case: Case, by: User, words: str = "สวัสดีค่ะ", now: dt.datetime = NOW) -> Message:
    return write_message(case=case, words=words, by=by, now=now)


def unread(person: User) -> list[int]:
    return [each.unread for each in cases_of(person, now=NOW)]  # type: ignore[attr-defined]  # as annotated


def test_the_firm_and_the_lead_centre_write_to_each_other(case: Case, owner: User, officer: User) -> None:
    write(case, owner, " ต้องเอาอะไรไปบ้าง\r\nคะ ")
    write(case, officer, "ตัวอย่าง 5 กก.", NOW + HOUR)
    shown = talk_of(case_of(owner, case.code, now=NOW), owner, now=NOW + HOUR)
    assert [each.message.words for each in shown.said] == ["ต้องเอาอะไรไปบ้าง\nคะ", "ตัวอย่าง 5 กก."]
    assert [each.of for each in shown.said] == ["แม่คำลำไย", "เจ้าหน้าที่ ศูนย์ลำพูน"]
    assert [each.is_new for each in shown.said] == [False, True]
    assert (shown.new, shown.earlier, shown.is_latest) == (1, None, True)


@pytest.mark.parametrize("who", ["stranger", "ministry"])
def test_nobody_else_writes_takes_back_or_sees(
    case: Case, who: str, owner: User, request: pytest.FixtureRequest
) -> None:
    person, message = request.getfixturevalue(who), write(case, owner)
    with pytest.raises(UnknownCase):
        write(case, person)
    with pytest.raises(UnknownCase):
        take_back(case=case, message=message.pk, by=person, now=NOW)
    with pytest.raises(UnknownCase):
        see(case=case, until=NOW, by=person, now=NOW)
    with pytest.raises(UnknownCase):
        talk_of(case, person, now=NOW)
    assert Message.objects.count() == 1
    assert not Seen.objects.exists()


def test_an_officer_who_owns_the_firm_writes_for_the_firm(case: Case, firm: Firm, officer: User) -> None:
    firm.tax_number = "0105535099511"
    firm.save()
    asked = ask_to_join(number="0105535099511", by=officer, now=NOW)
    assert write(case, officer, "a").side == "centre"
    let_in(membership=asked.pk, by=case.made_by, now=NOW)
    assert write(case, officer, "b").side == "firm"


def test_new_is_what_others_wrote_since_she_looked(case: Case, owner: User, officer: User) -> None:
    first = write(case, owner, "a")
    write(case, owner, "b", NOW + MINUTE)
    assert (unread(owner), unread(officer)) == ([0], [2])
    see(case=case, until=first.at, by=officer, now=NOW)
    assert unread(officer) == [1]
    answer = write(case, officer, "c", NOW + HOUR)
    assert (unread(owner), unread(officer)) == ([1], [1])
    see(case=case, until=answer.at, by=officer, now=NOW)
    see(case=case, until=first.at, by=officer, now=NOW)  # an old page, opened late, takes nothing back
    assert unread(officer) == [0]
    assert Event.objects.filter(verb="messages.seen").count() == 2


def test_two_messages_of_one_moment_follow_each_other_so_that_none_is_missed(
    case: Case, owner: User, officer: User
) -> None:
    seen = write(case, owner, "a", NOW + SECOND)
    see(case=case, until=seen.at, by=officer, now=NOW + SECOND)
    late = write(case, owner, "b", NOW)  # its clock was read before the other was written
    assert late.at > seen.at
    assert unread(officer) == [1]


def test_a_message_is_taken_back_within_five_minutes(case: Case, owner: User, officer: User) -> None:
    message = write(case, owner, "0812345678")
    with pytest.raises(UnknownMessage):
        take_back(case=case, message=message.pk, by=officer, now=NOW)
    for _again in range(2):
        take_back(case=case, message=message.pk, by=owner, now=NOW + 5 * MINUTE - SECOND)
    message.refresh_from_db()
    assert (message.words, message.taken_back_at) == ("", NOW + 5 * MINUTE - SECOND)
    assert unread(officer) == [0]
    late = write(case, owner, "b")
    with pytest.raises(SaidForGood):
        take_back(case=case, message=late.pk, by=owner, now=late.at + 5 * MINUTE)
    for now, may in ((late.at, True), (late.at + 5 * MINUTE, False)):
        shown = talk_of(case_of(owner, case.code, now=NOW), owner, now=now)
        assert [each.may_take_back for each in shown.said] == [False, may]


def test_the_database_keeps_a_message_whole(case: Case, owner: User) -> None:
    message = write(case, owner)
    for wrong in ({"words": ""}, {"taken_back_at": NOW}, {"words": "", "taken_back_at": NOW - HOUR}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Message.objects.filter(pk=message.pk).update(**wrong)


def test_sent_twice_it_is_one_message(case: Case, owner: User, officer: User) -> None:
    assert write(case, owner) == write(case, owner, now=NOW + MINUTE)
    write(case, officer, "ค่ะ", NOW + 2 * MINUTE)
    write(case, owner, now=NOW + 3 * MINUTE)
    assert Message.objects.count() == 3


def test_nothing_is_no_message(case: Case, owner: User) -> None:
    for nothing in ("", " \r\n\t", "\u202e\x00"):
        with pytest.raises(NothingSaid):
            write(case, owner, nothing)


def test_a_flood_has_to_wait_and_others_do_not(case: Case, owner: User, officer: User) -> None:
    for number in range(MESSAGES):
        write(case, owner, f"{number}", NOW + number * SECOND)
    with pytest.raises(TooMuchAtOnce) as refused:
        write(case, owner, "more", NOW + 2 * MINUTE)
    assert refused.value.retry_after == 8 * 60
    write(case, officer, "x", NOW + 2 * MINUTE)
    write(case, owner, "more", NOW + 11 * MINUTE)


def test_a_closed_case_takes_no_more(case: Case, owner: User) -> None:
    message = write(case, owner)
    close_case(case=case, why=Closure.Why.WITHDRAWN, by=owner, now=NOW)
    with pytest.raises(CaseClosed):
        write(case, owner, "b")
    with pytest.raises(CaseClosed):
        take_back(case=case, message=message.pk, by=owner, now=NOW)
    shown = talk_of(case_of(owner, case.code, now=NOW), owner, now=NOW)
    assert not shown.is_open
    assert not shown.said[0].may_take_back


def test_long_talks_are_shown_in_parts(case: Case, owner: User) -> None:
    Message.objects.bulk_create(
        Message(case=case, at=NOW + number * SECOND, by=owner, side="firm", words=f"{number}")
        for number in range(A_PAGE * 2 + 10)
    )
    found, before = [], None
    while True:
        part = talk_of(case, owner, now=NOW, before=before)
        found = [each.message.words for each in part.said] + found
        before = part.earlier
        if before is None:
            break
        assert len(part.said) == A_PAGE
    assert found == [f"{number}" for number in range(A_PAGE * 2 + 10)]
    assert not talk_of(case, owner, now=NOW, before=10**12).said


def test_words_wait_until_every_file_was_taken(case: Case, owner: User) -> None:
    files = [("a.txt", b"a"), ("b.exe", made.EXE), ("c.txt", b"c")]
    sent = send(case=case, words="ดูไฟล์", files=files, step=None, by=owner, now=NOW)
    assert [file.name for file in sent.files] == ["a.txt", "c.txt"]
    assert [(name, type(why)) for name, why in sent.refused] == [("b.exe", UnwantedFile)]
    assert sent.message is None
    sent = send(case=case, words="ดูไฟล์", files=[("b.txt", b"b")], step=None, by=owner, now=NOW)
    assert sent.message == Message.objects.get()
    assert File.objects.count() == 3


def test_with_neither_words_nor_files_there_is_nothing_to_send(case: Case, owner: User) -> None:
    with pytest.raises(NothingSaid):
        send(case=case, words=" ", files=[], step=None, by=owner, now=NOW)


def test_the_record_says_who_and_when_but_not_what(case: Case, owner: User) -> None:
    message = write(case, owner, "ความลับ")
    take_back(case=case, message=message.pk, by=owner, now=NOW)
    events = Event.objects.filter(verb__startswith="message.").order_by("pk")
    assert [event.verb for event in events] == ["message.written", "message.taken_back"]
    assert {str(event.details) for event in events} == {str({"case": case.pk})}
