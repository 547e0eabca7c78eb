"""Confirming, withdrawing and lapsing: what was held is free again, once, whoever was quicker."""

import datetime as dt

import pytest

from itc.accounts.models import User
from itc.cases.actions.ending import close_case, confirm_case, lapse_cases, withdraw_case
from itc.cases.errors import AlreadyConfirmed, CaseClosed, UnknownCase
from itc.cases.models import Case, Closure, Slot
from itc.cases.rules.working_days import lapses_at
from itc.resources.models import Booking
from tests.cases.world import DAY, HOUR, NOW

LATE = dt.datetime(2026, 12, 4, 17, 0, tzinfo=dt.UTC)  # Friday is the third working day; midnight in Bangkok


def again(case: Case) -> Case:
    return Case.objects.select_related("confirmation", "closure").get(pk=case.pk)


def test_an_officer_of_the_lead_centre_confirms_once(case: Case, officer: User) -> None:
    confirm_case(case=case, by=officer, now=NOW + HOUR)
    assert again(case).state == "running"
    with pytest.raises(AlreadyConfirmed):
        confirm_case(case=case, by=officer, now=NOW + 2 * HOUR)


@pytest.mark.parametrize("who", ["owner", "stranger", "ministry"])
def test_nobody_else_confirms(case: Case, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(UnknownCase):
        confirm_case(case=case, by=request.getfixturevalue(who), now=NOW)
    assert again(case).state == "pending"


def test_withdrawn_it_gives_back_what_lies_ahead(case: Case, owner: User) -> None:
    booking = Booking.objects.get()
    withdraw_case(case=case, by=owner, now=NOW + HOUR)
    booking.refresh_from_db()
    assert (booking.released_at, booking.released_why) == (NOW + HOUR, "case withdrawn")
    assert not Slot.objects.live().exists()
    assert again(case).state == "closed"
    with pytest.raises(CaseClosed):
        withdraw_case(case=case, by=owner, now=NOW + 2 * HOUR)


def test_what_was_used_already_stays_as_it_was(case: Case, owner: User) -> None:
    withdraw_case(case=case, by=owner, now=NOW + 7 * DAY)
    assert Booking.objects.get().released_at is None
    assert [slot.ended_at is None for slot in Slot.objects.order_by("held_from")] == [True, False]


@pytest.mark.parametrize("who", ["officer", "stranger"])
def test_nobody_else_withdraws(case: Case, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(UnknownCase):
        withdraw_case(case=case, by=request.getfixturevalue(who), now=NOW)
    assert Booking.objects.live().count() == 1


def test_it_lapses_at_the_end_of_the_third_working_day(case: Case) -> None:
    assert case.lapses_at == LATE
    assert lapse_cases(now=LATE - dt.timedelta(seconds=1)) == 0
    assert lapse_cases(now=LATE) == 1
    assert lapse_cases(now=LATE) == 0
    assert Closure.objects.get().why == Closure.Why.LAPSED
    assert not Booking.objects.live().exists()


def test_a_confirmed_case_never_lapses(case: Case, officer: User) -> None:
    confirm_case(case=case, by=officer, now=NOW)
    assert lapse_cases(now=LATE + 30 * DAY) == 0


def test_a_closed_case_is_not_confirmed(case: Case, officer: User, owner: User) -> None:
    close_case(case=case, why=Closure.Why.WITHDRAWN, by=owner, now=NOW)
    with pytest.raises(CaseClosed):
        confirm_case(case=case, by=officer, now=NOW)


def test_holidays_and_weekends_are_no_working_days() -> None:
    wednesday = dt.date(2026, 12, 2)
    assert lapses_at(NOW, frozenset()) == LATE
    assert lapses_at(NOW, {wednesday}) == LATE + 3 * DAY
    assert lapses_at(LATE - HOUR, {wednesday}) == LATE + 5 * DAY  # late on Friday evening: Wednesday's end
