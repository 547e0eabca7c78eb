"""Of a price, a service and a post no two stand on one day, whichever way a centre comes to them."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from itc.accounts.models import User
from itc.centres.actions.people import appoint, end_post
from itc.centres.actions.prices import end_price, set_price
from itc.centres.actions.services import change_service, offer
from itc.centres.actions.undoing import undo
from itc.centres.actions.units import retire
from itc.centres.errors import ChangedSince, NothingChanged
from itc.centres.models import Change, Service
from itc.network.models import Centre, Post
from itc.resources.models import Price, Resource
from tests.centres.world import NOW, TODAY

Days = list[tuple[int | None, int | None]]


def day(number: int) -> dt.date:
    return TODAY + dt.timedelta(days=number)


def days(rows: Any) -> Days:
    """From and until which day from today on, of rows of one thing; None is long ago, and without end."""
    return [
        (
            (row.valid_from - TODAY).days if row.valid_from.year > 2020 else None,
            (row.valid_to - TODAY).days if row.valid_to else None,
        )
        for row in rows.order_by("valid_from")
    ]


def ask(centre: Centre, by: User, since: int, baht: int = 100, unit: str = "batch") -> Change:
    return set_price(
        centre=centre, thing="machine:dryer", unit=unit, rule="price", valid_from=day(since),
        price_thb=Decimal(baht), by=by, now=NOW,
    )  # fmt: skip


def end(centre: Centre, by: User, price: Price, last: int) -> Change:
    return end_price(centre=centre, price=price.pk, valid_to=day(last), by=by, now=NOW)


@pytest.mark.usefixtures("dryer")
class TestPrices:
    """A thing asks one amount for a unit on a day."""

    def test_one_that_is_followed_is_not_drawn_out_over_the_next(
        self, lamphun: Centre, officer: User
    ) -> None:
        old = Price.objects.get()
        ask(lamphun, officer, 10)
        with pytest.raises(NothingChanged):
            end(lamphun, officer, old, 30)
        end(lamphun, officer, old, 4)
        end(lamphun, officer, Price.objects.get(pk=old.pk), 30)
        assert days(Price.objects.all()) == [(None, 9), (10, None)]

    def test_one_of_another_unit_is_in_nobodys_way(self, lamphun: Centre, officer: User) -> None:
        old = Price.objects.get()
        ask(lamphun, officer, 10, unit="hour")
        end(lamphun, officer, old, 30)
        assert days(Price.objects.all()) == [(None, 30), (10, None)]

    def test_an_end_is_not_taken_back_into_what_came_after(self, lamphun: Centre, officer: User) -> None:
        change = end(lamphun, officer, Price.objects.get(), 5)
        ask(lamphun, officer, 8)
        with pytest.raises(ChangedSince):
            undo(centre=lamphun, change=change.pk, by=officer, now=NOW)
        assert days(Price.objects.all()) == [(None, 5), (8, None)]

    def test_an_end_is_taken_back_where_nothing_came_after(self, lamphun: Centre, officer: User) -> None:
        change = end(lamphun, officer, Price.objects.get(), 5)
        ask(lamphun, officer, 8, unit="hour")
        undo(centre=lamphun, change=change.pk, by=officer, now=NOW)
        assert days(Price.objects.filter(unit="batch")) == [(None, None)]

    def test_of_two_new_prices_the_later_is_taken_back_first(self, lamphun: Centre, officer: User) -> None:
        first, second = ask(lamphun, officer, 10), ask(lamphun, officer, 20)
        with pytest.raises(ChangedSince):
            undo(centre=lamphun, change=first.pk, by=officer, now=NOW)
        for change in (second, first):
            undo(centre=lamphun, change=change.pk, by=officer, now=NOW)
        assert days(Price.objects.all()) == [(None, None)]

    def test_the_same_day_once_more_is_the_last_amount_alone(self, lamphun: Centre, officer: User) -> None:
        for baht in (100, 120):
            ask(lamphun, officer, 10, baht)
        assert days(Price.objects.all()) == [(None, 9), (10, None)]
        assert Price.objects.get(valid_from=day(10)).price_thb == 120


@pytest.mark.usefixtures("dryer")
class TestServices:
    """An operation is offered once on a day."""

    def test_one_that_was_to_end_goes_on_where_it_is_offered_again(
        self, lamphun: Centre, officer: User
    ) -> None:
        self.offered(lamphun, officer, 0)
        self.until(lamphun, officer, 20)
        self.offered(lamphun, officer, 3)
        assert days(Service.objects.all()) == [(0, None)]

    def test_one_that_has_ended_by_then_is_offered_anew(self, lamphun: Centre, officer: User) -> None:
        self.offered(lamphun, officer, 0)
        self.until(lamphun, officer, 20)
        self.offered(lamphun, officer, 30)
        assert days(Service.objects.all()) == [(0, 20), (30, None)]
        self.until(lamphun, officer, None)
        assert days(Service.objects.all()) == [(0, 29), (30, None)], "up to the day before, not over it"

    def test_an_end_is_not_taken_back_into_what_is_offered_anew(self, lamphun: Centre, officer: User) -> None:
        self.offered(lamphun, officer, 0)
        change = self.until(lamphun, officer, 20)
        self.offered(lamphun, officer, 30)
        with pytest.raises(ChangedSince):
            undo(centre=lamphun, change=change.pk, by=officer, now=NOW)

    def test_what_goes_on_after_all_is_taken_back_to_its_end(self, lamphun: Centre, officer: User) -> None:
        self.offered(lamphun, officer, 0)
        self.until(lamphun, officer, 20)
        change = self.offered(lamphun, officer, 3)
        undo(centre=lamphun, change=change.pk, by=officer, now=NOW)
        assert days(Service.objects.all()) == [(0, 20)]

    def test_offered_already_it_is_nothing_new(self, lamphun: Centre, officer: User) -> None:
        self.offered(lamphun, officer, 0)
        with pytest.raises(NothingChanged):
            self.offered(lamphun, officer, 9)

    @staticmethod
    def offered(centre: Centre, by: User, since: int) -> Change:
        return offer(centre=centre, operations=["drying"], valid_from=day(since), by=by, now=NOW)

    @staticmethod
    def until(centre: Centre, by: User, last: int | None) -> Change:
        first = Service.objects.order_by("valid_from")[0]
        return change_service(
            centre=centre, service=first.pk, about_th="", about_en="",
            valid_to=None if last is None else day(last), by=by, now=NOW,
        )  # fmt: skip


def test_the_end_of_a_post_is_not_taken_back_into_the_same_post(
    lamphun: Centre, officer: User, owner: User
) -> None:
    appointed(lamphun, owner, officer, since=0)
    post = Post.objects.get(person=owner)
    change = end_post(centre=lamphun, post=post.pk, valid_to=day(3), by=officer, now=NOW)
    appointed(lamphun, owner, officer, since=9)
    with pytest.raises(ChangedSince):
        undo(centre=lamphun, change=change.pk, by=officer, now=NOW)
    assert days(Post.objects.filter(person=owner)) == [(0, 3), (9, None)]


def appointed(centre: Centre, person: User, by: User, since: int) -> None:
    appoint(
        centre=centre, contact=person.phone or person.email, name="", role="operator",
        valid_from=day(since), valid_to=None, by=by, now=NOW,
    )  # fmt: skip


def test_what_is_to_come_is_not_retired_before_it_comes(
    lamphun: Centre, officer: User, dryer: Resource
) -> None:
    Resource.objects.filter(pk=dryer.pk).update(valid_from=day(30))
    retire(centre=lamphun, unit=dryer.pk, valid_to=day(2), by=officer, now=NOW)
    assert Resource.objects.get(pk=dryer.pk).valid_to == day(30), "its first day is its last"
