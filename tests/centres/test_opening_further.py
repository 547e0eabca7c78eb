"""Opening a centre: begun again after it was given up, changed in between, seen by nobody on any way in."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import translation

from itc.accounts.models import User
from itc.cases.queries.handling import others_with_officers
from itc.centres import errors
from itc.centres.actions.opening import (
    begin_opening,
    cancel_opening,
    open_due,
    place_centre,
    settle_opening,
    undo_settling,
    wish_day,
)
from itc.centres.actions.units import retire
from itc.centres.models import Opening
from itc.network.models import Centre, Coverage, Province
from itc.network.queries import lead_centre
from itc.search.actions import index
from itc.search.models import Entry
from tests.cases.world import DAY, HOUR, NOW
from tests.centres import opening_rows as made
from tests.centres.opening_rows import FIRST, TODAY

pytestmark = pytest.mark.django_db
CODE = "MINI-51"


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    with translation.override("en"):
        yield


@pytest.fixture(name="parent")
def leading_centre(lamphun: Centre) -> Centre:
    return made.leading(lamphun)


@pytest.fixture(name="kwan")
def officer_of_the_parent(parent: Centre) -> User:
    return made.officer(parent, "Kwan")


def settle(by: User, on: dt.date = FIRST, now: dt.datetime = NOW) -> Opening:
    return settle_opening(centre=CODE, opens_on=on, by=by, now=now)


def cancel(by: User) -> Opening:
    return cancel_opening(centre=CODE, by=by, now=NOW)


def wish(by: User, day: dt.date) -> None:
    wish_day(centre=CODE, opens_on=day, by=by, now=NOW)


class TestWay:
    """From the first screen to the day."""

    def test_a_province_whose_opening_was_given_up_is_begun_anew_under_another_code(
        self, parent: Centre, kwan: User
    ) -> None:
        made.begun(parent, kwan)
        cancel(kwan)
        again = made.begun(parent, kwan)
        assert again.centre_id != CODE
        with pytest.raises(errors.AlreadyThere):
            made.begun(parent, kwan)

    def test_given_up_twice_is_given_up_once_and_nothing_can_be_done_to_it(
        self, parent: Centre, kwan: User
    ) -> None:
        made.ready(parent, kwan)
        first = cancel(kwan).cancelled_at
        assert cancel_opening(centre=CODE, by=kwan, now=NOW + HOUR).cancelled_at == first
        for act in (
            lambda: settle(kwan),
            lambda: wish(kwan, FIRST),
            lambda: place_centre(
                centre=CODE, name_th="ก", name_en="a", specialty_th="", specialty_en="", lat=18.0, lon=99.0,
                by=kwan, now=NOW,
            ),
        ):  # fmt: skip
            with pytest.raises(errors.NotADraft):
                act()

    def test_a_wished_day_moves_nothing(self, parent: Centre, kwan: User) -> None:
        made.begun(parent, kwan)
        before = list(Coverage.objects.values())
        wish(kwan, FIRST)
        wish(kwan, FIRST + DAY)
        opening = Opening.objects.get()
        assert (opening.wished_on, opening.state, opening.centre.opens_on) == (FIRST + DAY, "draft", None)
        assert list(Coverage.objects.values()) == before

    @pytest.mark.parametrize("ahead", [-400, -1, 0, 366, 4000])
    def test_a_day_in_the_past_or_far_off_is_refused(self, parent: Centre, kwan: User, ahead: int) -> None:
        made.ready(parent, kwan)
        for act in (wish, settle):
            with pytest.raises(errors.DayNotAhead):
                act(kwan, TODAY + ahead * DAY)

    def test_a_day_that_was_wished_and_has_passed_is_asked_anew(self, parent: Centre, kwan: User) -> None:
        made.ready(parent, kwan)
        wish(kwan, TODAY + DAY)
        with pytest.raises(errors.DayNotAhead):
            settle(kwan, TODAY + DAY, now=NOW + DAY)

    def test_settled_twice_it_is_settled_once(self, parent: Centre, kwan: User) -> None:
        made.ready(parent, kwan)
        settle(kwan)
        with pytest.raises(errors.NotADraft):
            settle(kwan)
        assert Coverage.objects.filter(centre=CODE).count() == 1

    def test_settled_undone_and_settled_for_another_day(self, parent: Centre, kwan: User) -> None:
        made.ready(parent, kwan)
        settle(kwan)
        undo_settling(centre=CODE, by=kwan, now=NOW)
        settle(kwan, FIRST + 5 * DAY)
        leads = [lead_centre("TH-51", on=FIRST + number * DAY) for number in (4, 5)]
        assert [each.pk for each in leads if each] == ["DIP-01", CODE]

    def test_what_it_lost_since_keeps_it_from_being_settled(self, parent: Centre, kwan: User) -> None:
        opening = made.ready(parent, kwan)
        for unit in opening.centre.resources.all():
            retire(centre=opening.centre, unit=unit.pk, valid_to=TODAY, by=kwan, now=NOW)
        with pytest.raises(errors.StillNeeds):
            settle(kwan)
        assert Opening.objects.get().state == "draft"

    def test_opened_once_however_often_the_worker_looks(self, parent: Centre, kwan: User) -> None:
        made.settled(parent, kwan)
        then = NOW + 30 * DAY
        assert [open_due(now=NOW), open_due(now=then), open_due(now=then + DAY)] == [0, 1, 0]

    def test_a_province_that_nobody_leads_is_no_place_for_one(self, parent: Centre, kwan: User) -> None:
        nobodys = Province.objects.create(
            code="TH-58", name_th="แม่ฮ่องสอน", name_en="Mae Hong Son", lat=19.3, lon=97.9, source="test",
            region_6="north",
        )  # fmt: skip
        with pytest.raises(errors.NobodyLeads):
            begin_opening(kind="mini_itc", province=nobodys, parent=None, by=kwan, now=NOW)
        with pytest.raises(errors.NobodyLeads):
            begin_opening(kind="mini_itc", province=nobodys, parent=parent, by=kwan, now=NOW)


class TestHidden:
    """A draft is seen by who prepares it, on no way in by anybody else."""

    def test_its_machines_pages_are_not_there_although_their_codes_can_be_guessed(
        self, client: Client, parent: Centre, lamphun: Centre, kwan: User, owner: User
    ) -> None:
        unit = made.unit_of(made.ready(parent, kwan))
        address = f"/units/{unit.code}"
        inside = User.objects.get(name=f"at-{CODE}")
        for who, status in (
            (None, 404), (owner, 404), (made.officer(lamphun, "Other"), 404), (kwan, 200), (inside, 200)
        ):  # fmt: skip
            client.logout()
            if who:
                client.force_login(who)
            assert client.get(address).status_code == status, who
        settle(kwan)
        client.logout()
        assert client.get(address).status_code == 200, "once its day is settled it can be booked"

    def test_it_is_in_no_list_and_no_machine_tells_of_it(
        self, client: Client, parent: Centre, kwan: User, owner: User
    ) -> None:
        centre = made.ready(parent, kwan).centre
        index([Centre])
        client.force_login(owner)
        for address in (
            "/centres", "/machines", "/machines/freeze-dryer", "/machines/freeze-dryer/free",
            "/machines/freeze-dryer/owning", "/api/v1/machines/freeze-dryer/free", "/operations/drying",
        ):  # fmt: skip
            html = client.get(address).content.decode()
            assert CODE not in html, address
            assert centre.name_th not in html, address
        assert not Entry.objects.filter(object_key=CODE).exists()

    def test_no_case_is_handed_to_it_before_its_day(
        self, parent: Centre, lamphun: Centre, kwan: User
    ) -> None:
        made.settled(parent, kwan)
        for moment, there in ((NOW, False), (NOW + 29 * DAY, False), (NOW + 30 * DAY, True)):
            codes = [each.pk for each in others_with_officers(lamphun.pk, now=moment)]
            assert (CODE in codes) == there, moment

    @pytest.mark.parametrize("name", ["labels", "manage", "opening", "public"])
    def test_its_own_pages_are_not_there_for_others(
        self, client: Client, parent: Centre, lamphun: Centre, kwan: User, name: str
    ) -> None:
        made.ready(parent, kwan)
        client.force_login(made.officer(lamphun, "Other"))
        address = {
            "labels": f"/day/labels/{CODE}",
            "manage": f"/centres/{CODE}/manage",
            "opening": f"/centres/{CODE}/opening",
            "public": f"/centres/{CODE}?on=2027-06-01",
        }[name]
        assert client.get(address).status_code == 404
        client.force_login(User.objects.get(name=f"at-{CODE}"))
        assert client.get(address).status_code == 200

    def test_nobody_else_moves_it(
        self, client: Client, parent: Centre, lamphun: Centre, kwan: User, owner: User
    ) -> None:
        made.ready(parent, kwan)
        wish(kwan, FIRST)
        for who in (owner, made.officer(lamphun, "Other")):
            client.force_login(who)
            for act in ("settle", "undo", "cancel", "quote", "nothing"):
                assert client.post(f"/centres/{CODE}/opening/do/{act}").status_code == 404
            assert client.post(f"/centres/{CODE}/opening/take-back").status_code == 404
            given = {"opens_on": FIRST.isoformat()}
            assert client.post(f"/centres/{CODE}/opening/day", given).status_code == 404
        assert Opening.objects.get().state == "draft"
        client.force_login(kwan)
        assert client.post(f"/centres/{CODE}/opening/do/nothing").status_code == 404
        assert client.get(f"/centres/{CODE}/opening/do/settle").status_code == 405
        for _press in range(2):
            assert client.post(f"/centres/{CODE}/opening/do/settle").status_code == 302
        assert Opening.objects.get().state == "settled"
