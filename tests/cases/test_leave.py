"""An officer is away: her deputy sees what she has in hand and is told; it comes back by itself."""

import datetime as dt
from functools import partial

import pytest
from django.test import Client

from itc.accounts.models import User
from itc.cases.actions.handling import give_in_hand
from itc.cases.actions.leave import end_leave, mark_away
from itc.cases.actions.talk import write_message
from itc.cases.errors import AwayAlready, DeputyAway, LeaveOver, NotAColleague, UnknownCase, UnknownLeave
from itc.cases.models import Case
from itc.cases.queries.leave import due_between
from itc.desk import queries
from itc.desk.rules import Asked, Whose
from itc.network.models import Post
from itc.notices.models import Notice
from tests.cases.world import DAY, HOUR, NOW
from tests.rivals import at_once

TODAY = NOW.date()


def away(person: User, deputy: User | None, days: int = 4) -> None:
    last = TODAY + dt.timedelta(days=days)
    mark_away(first=TODAY, last=last, deputy=deputy, by=person, now=NOW)


def mine(person: User, whose: Whose = Whose.MINE, now: dt.datetime = NOW) -> int:
    return len(queries.desk(person, Asked(whose=whose), now=now).lines)


def test_her_deputy_has_what_is_hers_until_she_is_back(case: Case, malee: User, somchai: User) -> None:
    give_in_hand(case=case, officer=malee, by=malee, now=NOW)
    away(malee, somchai)
    assert (mine(somchai), mine(malee), mine(somchai, Whose.NOBODYS)) == (1, 1, 0)
    (line,) = queries.desk(somchai, Asked(), now=NOW).lines
    assert (line.officer, line.away and line.away.deputy) == (malee, somchai)
    back = NOW + 5 * DAY
    assert (mine(somchai, now=back), mine(malee, now=back)) == (0, 1)


def test_her_deputy_is_told_in_her_place(case: Case, malee: User, somchai: User, owner: User) -> None:
    away(malee, somchai)
    assert Notice.objects.filter(person=somchai, kind="leave.deputy").count() == 1
    write_message(case=case, words="ถามค่ะ", by=owner, now=NOW)
    assert Notice.objects.filter(kind="case.message").get().person == somchai
    give_in_hand(case=case, officer=malee, by=malee, now=NOW)
    Notice.objects.all().delete()
    give_in_hand(case=case, officer=somchai, by=somchai, now=NOW)
    give_in_hand(case=case, officer=malee, by=somchai, now=NOW + HOUR)
    assert not Notice.objects.filter(person=malee).exists(), "she is away, and her deputy did it himself"


def test_without_a_deputy_or_with_one_who_left_it_is_nobodys(
    case: Case, malee: User, somchai: User, owner: User
) -> None:
    give_in_hand(case=case, officer=malee, by=malee, now=NOW)
    away(malee, somchai)
    Post.objects.filter(person=somchai).update(valid_to=TODAY - dt.timedelta(days=1))
    assert mine(malee, Whose.NOBODYS) == 1
    write_message(case=case, words="ถามค่ะ", by=owner, now=NOW)
    assert Notice.objects.filter(kind="case.message").get().person == malee, "else nobody would know"


def test_she_sees_what_falls_due_meanwhile(case: Case, malee: User, client: Client) -> None:
    give_in_hand(case=case, officer=malee, by=malee, now=NOW)
    ((due, at),) = due_between(malee, TODAY, TODAY + dt.timedelta(days=9))
    assert (due, at) == (case, case.lapses_at)
    assert due_between(malee, TODAY - dt.timedelta(days=9), TODAY) == []
    client.force_login(malee)
    html = client.get("/en/desk/leave?first=2026-12-01&last=2026-12-09").content.decode()
    assert case.code in html
    assert "Nobody stands in" in html
    assert client.get("/en/desk/leave?first=x").status_code == 422


def test_it_is_refused_with_reasons(malee: User, somchai: User, owner: User, stranger: User) -> None:
    with pytest.raises(UnknownCase):
        away(owner, None)
    with pytest.raises(NotAColleague):
        away(malee, stranger)
    with pytest.raises(LeaveOver):
        away(malee, somchai, days=-1)
    away(malee, somchai)
    with pytest.raises(AwayAlready):
        away(malee, None)
    with pytest.raises(DeputyAway):
        away(somchai, malee)
    leave = malee.leaves.get()
    with pytest.raises(UnknownLeave):
        end_leave(leave=leave.pk, by=somchai, now=NOW)
    end_leave(leave=leave.pk, by=malee, now=NOW)
    away(somchai, malee)


@pytest.mark.django_db(transaction=True)
def test_two_who_stand_in_for_each_other_at_once(malee: User, somchai: User) -> None:
    ends = at_once([partial(away, malee, somchai), partial(away, somchai, malee)])
    assert sorted(ends) == ["DeputyAway", "won"]
