"""Days away in the hand of real people: typed as they type, marked twice, called off, left by the deputy."""

import datetime as dt

import pytest
from django.test import Client

from itc.accounts.models import User
from itc.audit.models import Event
from itc.cases.actions.ending import confirm_case
from itc.cases.actions.handling import give_in_hand
from itc.cases.actions.leave import end_leave, mark_away
from itc.cases.errors import AwayAlready, LeaveOver, NotAColleague, UnknownLeave
from itc.cases.models import Case, Leave
from itc.cases.queries.leave import away_among, due_between, here_for, leaves_of
from itc.network.models import Centre, Post
from itc.notices.models import Notice
from tests.cases.world import DAY, HOUR, NOW, in_post

TODAY = NOW.date()


def day(number: int) -> dt.date:
    return TODAY + dt.timedelta(days=number)


def away(person: User, first: int, last: int, deputy: User | None = None) -> Leave:
    return mark_away(first=day(first), last=day(last), deputy=deputy, by=person, now=NOW)


@pytest.fixture
def wichai(lamphun: Centre) -> User:
    return in_post("Wichai", lamphun)


def test_two_leaves_may_follow_one_another_but_share_no_day(malee: User) -> None:
    away(malee, 3, 5)
    away(malee, 6, 6)
    away(malee, 1, 2)
    assert [(each.first_day, each.last_day) for each in leaves_of(malee, now=NOW)] == [
        (day(1), day(2)), (day(3), day(5)), (day(6), day(6))
    ]  # fmt: skip
    for first, last in ((5, 5), (0, 1), (2, 3), (0, 9)):
        with pytest.raises(AwayAlready):
            away(malee, first, last)


def test_today_can_be_a_day_away_and_yesterday_cannot(malee: User) -> None:
    for first, last in ((-2, -1), (3, 2)):
        with pytest.raises(LeaveOver):
            away(malee, first, last)
    assert away(malee, -2, 0).last_day == TODAY, "she was away already and says so late"


def test_nobody_stands_in_for_herself_nor_from_elsewhere(
    malee: User, owner: User, ministry: User, lamphun: Centre
) -> None:  # fmt: skip
    elsewhere = Centre.objects.create(
        code="ELSE", name_th="ที่อื่น", name_en="Elsewhere", operator_type="dip_centre", lat=18, lon=99,
        province=lamphun.province, source="test", confidence_is_itc="high", confidence_location="high",
    )  # fmt: skip
    gone = in_post("Gone", lamphun)
    gone.is_active = False
    gone.save()
    for deputy in (malee, owner, ministry, in_post("Far", elsewhere), gone):
        with pytest.raises(NotAColleague):
            away(malee, 1, 2, deputy)
    assert not Leave.objects.exists()


def test_a_leave_that_is_over_is_not_called_off(malee: User) -> None:
    leave = away(malee, 0, 2)
    with pytest.raises(UnknownLeave):
        end_leave(leave=leave.pk, by=malee, now=NOW + 3 * DAY)
    end_leave(leave=leave.pk, by=malee, now=NOW + 2 * DAY)
    with pytest.raises(UnknownLeave):
        end_leave(leave=leave.pk, by=malee, now=NOW + 2 * DAY)


def test_called_off_its_days_are_hers_again(malee: User, somchai: User) -> None:
    leave = away(malee, 0, 4, somchai)
    assert away_among([malee, somchai], now=NOW)[malee.pk].deputy == somchai
    end_leave(leave=leave.pk, by=malee, now=NOW)
    assert away_among([malee, somchai], now=NOW) == {}
    assert leaves_of(malee, now=NOW) == []
    assert away(malee, 0, 4).deputy is None


def test_a_deputy_who_goes_too_stands_in_for_nobody(
    malee: User, somchai: User, wichai: User
) -> None:  # fmt: skip
    away(malee, 0, 9, somchai)
    away(somchai, 2, 4, wichai)
    everybody = [malee, somchai, wichai]
    deputies = {
        number: {
            key: each.deputy and each.deputy.name
            for key, each in away_among(everybody, now=NOW + number * DAY).items()
        }
        for number in (1, 3, 5)
    }
    assert deputies[1] == {malee.pk: "Somchai"}
    assert deputies[3] == {malee.pk: None, somchai.pk: "Wichai"}, "nobody is asked to do the work of two"
    assert deputies[5] == {malee.pk: "Somchai"}


def test_who_is_told_is_who_is_here(malee: User, somchai: User, wichai: User) -> None:
    away(malee, 0, 1, somchai)
    assert here_for([malee, wichai], now=NOW, among=[malee, somchai, wichai]) == [somchai, wichai]
    assert here_for([malee, somchai], now=NOW) == [somchai], "once, though she stands in too"
    assert here_for([malee], now=NOW, among=[malee]) == [malee], "of nobody else it would be lost"
    assert here_for([malee, wichai], now=NOW + 2 * DAY) == [malee, wichai]


def test_what_falls_due_is_a_yes_to_say_or_the_first_step(case: Case, malee: User) -> None:
    give_in_hand(case=case, officer=malee, by=malee, now=NOW)
    start = case.steps.order_by("starts_at")[0].starts_at
    assert due_between(malee, day(0), day(8)) == [(case, case.lapses_at)]
    assert due_between(malee, day(5), day(8)) == [(case, start)], "no day before those she asks for"
    confirm_case(case=case, by=malee, now=NOW + HOUR)
    assert due_between(malee, day(0), day(90)) == [(Case.objects.get(pk=case.pk), start)]
    assert due_between(malee, day(7), day(9)) == []


def test_what_is_in_another_hand_is_not_hers_to_mind(
    case: Case, malee: User, somchai: User
) -> None:  # fmt: skip
    give_in_hand(case=case, officer=malee, by=malee, now=NOW)
    give_in_hand(case=case, officer=somchai, by=malee, now=NOW + HOUR)
    assert due_between(malee, day(0), day(90)) == []
    assert len(due_between(somchai, day(0), day(90))) == 1


def test_her_deputy_is_told_the_days_and_the_record_names_no_reason(
    malee: User, somchai: User
) -> None:  # fmt: skip
    leave = away(malee, 1, 2, somchai)
    notice = Notice.objects.get(person=somchai)
    days = notice.details["first"], notice.details["last"]
    assert (notice.kind, *days) == ("leave.deputy", day(1).isoformat(), day(2).isoformat())
    event = Event.objects.get(verb="leave.marked")
    assert event.details == {"deputy": somchai.pk}
    end_leave(leave=leave.pk, by=malee, now=NOW)
    assert Event.objects.filter(verb="leave.ended").count() == 1


class TestPage:
    """On the page of days away."""

    ADDRESS = "/en/desk/leave"

    @pytest.fixture(autouse=True)
    def _signed_in(self, client: Client, malee: User, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
        client.force_login(malee)

    @pytest.mark.parametrize(
        ("first", "last"),
        [("2/12/2569", "๔/๑๒/๒๕๖๙"), ("2026-12-02", "2026-12-04"), ("2 ธ.ค. 2569", "4 Dec 2026")],
    )
    def test_days_are_read_as_people_write_them(self, client: Client, first: str, last: str) -> None:
        assert client.post(self.ADDRESS, {"first": first, "last": last}).status_code == 302
        leave = Leave.objects.get()
        assert (leave.first_day, leave.last_day) == (day(1), day(3))

    @pytest.mark.parametrize("typed", ["", "\0", "31/2/2569", "0001-01-01", "9999-12-31", "1/1/69", "พรุ่งนี้"])
    def test_what_is_no_day_is_said_and_stays_typed(self, client: Client, typed: str) -> None:
        given = {"first": typed, "last": "2026-12-04"}
        for answer in (client.post(self.ADDRESS, given), client.get(self.ADDRESS, given)):
            assert answer.status_code == 422
            assert "2026-12-04" in answer.content.decode()
        assert not Leave.objects.exists()

    def test_pressed_twice_she_is_away_once(self, client: Client, somchai: User) -> None:
        given = {"first": "2026-12-02", "last": "2026-12-04", "deputy": str(somchai.pk)}
        assert client.post(self.ADDRESS, given).status_code == 302
        again = client.post(self.ADDRESS, given)
        assert again.status_code == 422
        assert f'<option value="{somchai.pk}" selected>' in again.content.decode()
        assert Leave.objects.count() == 1

    def test_only_a_colleague_can_be_chosen(self, client: Client, owner: User, malee: User) -> None:
        html = client.get(self.ADDRESS).content.decode()
        for person in (owner, malee):
            assert f'<option value="{person.pk}"' not in html
            given = {"first": "2026-12-02", "last": "2026-12-04", "deputy": str(person.pk)}
            assert client.post(self.ADDRESS, given).status_code == 422
        assert not Leave.objects.exists()

    def test_it_is_called_off_by_her_alone(
        self, client: Client, malee: User, somchai: User, owner: User
    ) -> None:  # fmt: skip
        leave = away(malee, 1, 2)
        address = f"/desk/leave/{leave.pk}/end"
        for other in (somchai, owner):
            client.force_login(other)
            assert client.post(address).status_code == 404
        client.force_login(malee)
        assert address in client.get("/desk/leave").content.decode()
        assert client.get(address).status_code == 405
        assert client.post(address).status_code == 302
        assert client.post(address).status_code == 404, "it is called off already"

    def test_who_is_no_officer_has_no_such_page(
        self, client: Client, owner: User, stranger: User, ministry: User
    ) -> None:
        given = {"first": "2026-12-02", "last": "2026-12-04"}
        for person in (owner, stranger, ministry):
            client.force_login(person)
            assert client.get(self.ADDRESS).status_code == 404
            assert client.post(self.ADDRESS, given).status_code == 404
        client.logout()
        assert client.post(self.ADDRESS, given).status_code == 302
        assert not Leave.objects.exists()

    def test_whose_post_has_ended_marks_nothing_any_more(self, client: Client, malee: User) -> None:
        Post.objects.filter(person=malee).update(valid_to=day(-1))
        assert client.post(self.ADDRESS, {"first": "2026-12-02", "last": "2026-12-04"}).status_code == 404
