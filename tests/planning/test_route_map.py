"""The sketch of a route: every number once, nothing touches, all of it in the picture, as near as may be."""

import csv
import datetime as dt
import re
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itc.network.rules import MAP_HEIGHT, MAP_WIDTH, drawn_at
from itc.planning.rules.route import Place, Stop, Trip
from itc.planning.rules.route_map import (
    CLOSEST,
    GAP,
    LEAST_HEIGHT,
    LETTERS,
    MOST_HEIGHT,
    TOKEN,
    WIDTH,
    Box,
    Name,
    Sketch,
    sketch,
)

DAY = dt.date(2026, 12, 1)
with (Path(__file__).parents[2] / "data" / "provinces.csv").open(encoding="utf-8-sig", newline="") as file:
    TOWNS = {
        row["name_en"]: Place(
            row["iso_code"],
            row["name_th"],
            row["iso_code"],
            row["name_th"],
            (float(row["lat"]), float(row["lon"])),
        )
        for row in csv.DictReader(file)
    }
HOME = TOWNS["Lamphun"]


def stop(number: int, place: Place, *ways: str) -> Stop:
    """Return a stop with a trip for each of `self` and `post`."""
    return Stop(
        number, place, tuple(Trip(DAY, DAY, (), 0, by_post=way == "post") for way in ways or ("self",))
    )


def route(*names: str) -> Sketch:
    return sketch(HOME, [stop(number, TOWNS[name]) for number, name in enumerate(names, start=1)])


def tokens(drawn: Sketch) -> list[tuple[str, str]]:
    return [(token.text, token.kind) for mark in drawn.marks for token in mark.tokens]


def box_of(name: Name) -> Box:
    """Return where a name stands, as wide as its letters are at least: half a unit less than counted."""
    wide = 5.5 * len(re.sub(r"[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]", "", name.text))
    left = {"start": 0.0, "middle": wide / 2, "end": wide}[name.anchor]
    return Box(name.x - left, name.y - LETTERS / 2, wide, LETTERS)


def cover(one: Box, other: Box) -> bool:
    """Tell whether two rectangles have a part in common."""
    apart = one.x + one.width <= other.x or other.x + other.width <= one.x
    return not (apart or one.y + one.height <= other.y or other.y + other.height <= one.y)


def inside(box: Box, drawn: Sketch) -> bool:
    right, bottom = box.x + box.width, box.y + box.height
    return box.x >= 0 and box.y >= 0 and right <= WIDTH and bottom <= drawn.view.height


def test_home_alone_is_shown_in_the_middle_and_near() -> None:
    drawn = route()
    assert tokens(drawn) == [("", "home")]
    assert drawn.ways == ()
    assert drawn.view.scale == CLOSEST
    assert drawn.view.height == LEAST_HEIGHT
    assert drawn.marks[0].middle == (WIDTH // 2, LEAST_HEIGHT // 2)
    assert [name.text for name in drawn.names] == ["ลำพูน"]


def test_a_far_route_shows_the_length_of_the_country() -> None:
    drawn = route("Narathiwat")
    assert drawn.view.height == MOST_HEIGHT
    assert drawn.view.window is None, "no locator where the map is the country"
    north, south = (mark.middle[1] for mark in drawn.marks)
    assert south - north > 0.8 * MOST_HEIGHT


def test_a_near_route_is_drawn_large_and_says_where_in_the_country_it_is() -> None:
    drawn = route("Chiang Mai")
    assert drawn.view.scale == CLOSEST
    x, y, wide, high = drawn.view.window or pytest.fail("no locator")
    for place in (HOME, TOWNS["Chiang Mai"]):
        at = drawn_at(*place.point)
        assert x < at[0] < x + wide
        assert y < at[1] < y + high


def test_places_apart_have_a_mark_each_and_places_too_near_share_one() -> None:
    assert [mark.said for mark in route("Chiang Mai").marks] == [(("", "home"),), (("1", "self"),)]
    shared = route("Chiang Mai", "Songkhla").marks
    assert [mark.said for mark in shared] == [(("", "home"), ("1", "self")), (("2", "self"),)]
    assert shared[0].names == ("ลำพูน", "เชียงใหม่")


def test_numbers_at_one_point_stand_side_by_side_in_rows_of_four() -> None:
    drawn = sketch(HOME, [stop(number, HOME) for number in range(1, 7)])
    (mark,) = drawn.marks
    assert [token.text for token in mark.tokens] == ["", "1", "2", "3", "4", "5", "6"]
    assert {token.y for token in mark.tokens[:4]} == {mark.tokens[0].y}
    assert mark.tokens[4].y == mark.tokens[0].y + TOKEN
    assert mark.tokens[4].x == mark.tokens[0].x
    assert drawn.ways == (), "nowhere to go"


def test_a_way_of_hers_and_a_way_of_a_parcel_bend_apart() -> None:
    drawn = sketch(HOME, [stop(1, TOWNS["Bangkok"], "self", "post"), stop(2, TOWNS["Songkhla"], "post")])
    assert [way.kind for way in drawn.ways] == ["self", "post", "post"]
    assert len({way.path for way in drawn.ways}) == 3
    assert tokens(drawn) == [("", "home"), ("1", "self"), ("2", "post")]
    home, bangkok, _songkhla = (mark.middle for mark in drawn.marks)
    for way in drawn.ways[:2]:
        assert way.path.startswith(f"M{home[0]} {home[1]}Q")
        assert way.path.endswith(f" {bangkok[0]} {bangkok[1]}")


def test_a_way_ends_at_the_mark_that_its_number_shares() -> None:
    drawn = route("Bangkok", "Nonthaburi", "Narathiwat")
    assert len(drawn.ways) == 2
    assert {mark.said for mark in drawn.marks} >= {(("1", "self"), ("2", "self"))}


def test_the_provinces_of_the_route_are_known_each_once() -> None:
    assert route("Bangkok", "Bangkok", "Songkhla").provinces == ("TH-10", "TH-51", "TH-90")


def test_the_outlines_are_brought_under_the_marks() -> None:
    drawn = route("Bangkok", "Songkhla")
    scale, x, y = (float(each) for each in re.findall(r"-?[\d.]+", drawn.view.transform))
    for place, mark in zip((HOME, TOWNS["Bangkok"], TOWNS["Songkhla"]), drawn.marks, strict=True):
        at = drawn_at(*place.point)
        assert ((at[0] + x) * scale, (at[1] + y) * scale) == pytest.approx(mark.middle, abs=1)


@pytest.mark.parametrize(
    ("one", "other", "touch"),
    [
        (Box(0, 0, 24, 24), Box(24 + GAP, 0, 24, 24), False),
        (Box(0, 0, 24, 24), Box(24, 24, 24, 24), True),
        (Box(0, 0, 24, 24), Box(0, 60, 24, 24), False),
        (Box(0, 0, 99, 99), Box(10, 10, 5, 5), True),
    ],
)
def test_boxes_touch_with_less_than_a_gap_between(one: Box, other: Box, touch: bool) -> None:
    assert one.touches(other) is other.touches(one) is touch


places = st.sampled_from(sorted(TOWNS))


@settings(max_examples=200)
@given(places, st.lists(st.tuples(places, st.sampled_from(["self", "post"])), max_size=16))
def test_whatever_the_route_nothing_touches_and_nothing_is_lost(
    home: str, asked: list[tuple[str, str]]
) -> None:
    found = [stop(number, TOWNS[name], way) for number, (name, way) in enumerate(asked, start=1)]
    drawn = sketch(TOWNS[home], found)
    said = [(str(each.number), "self" if each.visited else "post") for each in found]
    assert sorted(tokens(drawn)) == sorted([("", "home"), *said])
    marks, names = [mark.box for mark in drawn.marks], [box_of(name) for name in drawn.names]
    assert all(inside(box, drawn) for box in marks + names)
    assert not [pair for pair in combinations(marks, 2) if pair[0].touches(pair[1])]
    assert not [pair for pair in combinations(marks + names, 2) if cover(*pair)]
    assert LEAST_HEIGHT <= drawn.view.height <= MOST_HEIGHT


@given(places, st.lists(places, max_size=8))
def test_the_picture_looks_hardly_past_the_country(home: str, asked: list[str]) -> None:
    drawn = sketch(TOWNS[home], [stop(number, TOWNS[name]) for number, name in enumerate(asked, start=1)])
    view = drawn.view
    right, bottom = view.x + WIDTH / view.scale, view.y + view.height / view.scale
    margin = 40 / view.scale
    assert view.x >= -margin or right - view.x > MAP_WIDTH
    assert right <= MAP_WIDTH + margin or right - view.x > MAP_WIDTH
    assert view.y >= -margin
    assert bottom <= MAP_HEIGHT + margin
