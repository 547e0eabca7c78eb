"""Where she goes and what she sends: trips of days in a row, places by the first trip, samples she brings."""

import datetime as dt
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from itc.algorithms.scheduling.plan import Stay, travel_km
from itc.algorithms.scheduling.problem import Leg, Owner
from itc.planning.rules.route import Errand, Place, Stop, Trip, stops

DAY_0 = dt.date(2026, 12, 1)
KM = {"A": 31, "B": 3, "C": 285, "D": 0}
HOME = 99


def place(code: str) -> Place:
    return Place(code, f"Centre {code}", f"TH-{code}", f"Province {code}", (15.0, 100.0))


def errand(
    code: str, first: int, last: int | None = None, *, post: bool = False, step: str = "work"
) -> Errand:
    """Return an errand on days counted from the first of December."""
    days = [DAY_0 + dt.timedelta(days=day) for day in (first, first if last is None else last)]
    return Errand(place(code), days[0], days[1], step, 0 if post else KM[code], post)


def days_of(trip: Trip) -> tuple[int, int]:
    return (trip.first_day - DAY_0).days, (trip.last_day - DAY_0).days


def told(found: Iterable[Stop]) -> list[tuple[int, str, list[tuple[int, int]]]]:
    """Return stops as (number, place, [(first day, last day)])."""
    return [(stop.number, stop.place.code, [days_of(trip) for trip in stop.trips]) for stop in found]


def test_nothing_asked_of_her_is_no_stop() -> None:
    assert stops([]) == ()


def test_places_are_numbered_by_the_first_trip_there_and_have_all_trips_in_order() -> None:
    asked = [errand("A", 9), errand("B", 5), errand("A", 2), errand("C", 7, post=True)]
    assert told(stops(asked)) == [
        (1, "A", [(2, 2), (9, 9)]),
        (2, "B", [(5, 5)]),
        (3, "C", [(7, 7)]),
    ]


def test_days_in_a_row_at_one_place_are_one_trip_even_with_another_place_between() -> None:
    (one, other) = stops([errand("A", 2), errand("B", 2), errand("A", 3, 4), errand("A", 5)])
    assert [days_of(trip) for trip in one.trips] == [(2, 5)]
    assert one.trips[0].km == 62
    assert other.trips[0].km == 6


def test_a_weekend_between_makes_two_trips() -> None:
    (stop,) = stops([errand("A", 3), errand("A", 6)])
    assert [trip.km for trip in stop.trips] == [62, 62]


def test_days_inside_of_other_days_add_nothing() -> None:
    (stop,) = stops([errand("A", 2, 9, step="dry"), errand("A", 4, step="taste"), errand("A", 9, step="dry")])
    assert [days_of(trip) for trip in stop.trips] == [(2, 9)]
    assert stop.trips[0].steps == ("dry", "taste")


def test_a_parcel_costs_her_no_road_and_is_a_trip_of_its_own() -> None:
    (stop,) = stops([errand("A", 2), errand("A", 5, 8, post=True)])
    assert [(trip.by_post, trip.km) for trip in stop.trips] == [(False, 62), (True, 0)]
    assert (stop.visited, stop.posted_to) == (True, True)


def test_samples_wanted_at_one_place_on_days_in_a_row_go_in_one_parcel() -> None:
    (stop,) = stops([errand("A", 5, 6, post=True, step="germs"), errand("A", 7, post=True, step="metal")])
    assert [trip.steps for trip in stop.trips] == [("germs", "metal")]
    assert (stop.visited, stop.posted_to) == (False, True)


def test_a_sample_wanted_where_she_is_that_day_comes_with_her() -> None:
    (stop,) = stops([errand("A", 2, 4, step="dry"), errand("A", 4, 9, post=True, step="germs")])
    (trip,) = stop.trips
    assert not trip.by_post
    assert trip.steps == ("dry", "germs")
    assert days_of(trip) == (2, 4), "she does not wait there for its result"


def test_a_sample_wanted_the_day_after_she_left_goes_by_post() -> None:
    (stop,) = stops([errand("A", 2, 4), errand("A", 5, post=True)])
    assert [trip.by_post for trip in stop.trips] == [False, True]


def test_a_place_in_her_own_town_is_a_stop_without_kilometres() -> None:
    (stop,) = stops([errand("D", 2)])
    assert (stop.visited, stop.trips[0].km) == (True, 0)


errands = st.lists(
    st.builds(
        lambda code, first, length, post: errand(code, first, first + length, post=post),
        st.sampled_from("ABCD"),
        st.integers(0, 30),
        st.integers(0, 5),
        st.booleans(),
    ),
    max_size=14,
)


@given(errands)
def test_her_kilometres_are_those_the_planner_counts(asked: list[Errand]) -> None:
    numbers = {code: number for number, code in enumerate(KM)}
    legs = {pair: Leg(1, KM[code]) for code, at in numbers.items() for pair in ((HOME, at), (at, HOME))}
    stays = [
        Stay(numbers[each.place.code], each.first_day.toordinal(), each.last_day.toordinal())
        for each in asked
        if not each.by_post
    ]
    counted = sum(trip.km for stop in stops(asked) for trip in stop.trips)
    assert counted == travel_km(stays, Owner(home=HOME, legs=legs))


@given(errands)
def test_every_errand_is_on_exactly_one_trip_of_its_place(asked: list[Errand]) -> None:
    found = stops(asked)
    assert {stop.place.code for stop in found} == {each.place.code for each in asked}
    for each in asked:
        (stop,) = (stop for stop in found if stop.place == each.place)
        mine = [
            trip
            for trip in stop.trips
            if trip.first_day <= each.first_day <= trip.last_day and (each.by_post or not trip.by_post)
        ]
        assert mine
        assert each.by_post or each.last_day <= mine[0].last_day


@given(errands)
def test_numbers_and_trips_stand_in_order_of_time(asked: list[Errand]) -> None:
    found = stops(asked)
    assert [stop.number for stop in found] == list(range(1, len(found) + 1))
    firsts = [stop.trips[0].first_day for stop in found]
    assert firsts == sorted(firsts)
    for stop in found:
        assert [trip.first_day for trip in stop.trips] == sorted(trip.first_day for trip in stop.trips)
