"""The months at a glance: each bar where its days are, side by side what runs at one time."""

import datetime as dt
import re
from itertools import pairwise
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from itc.planning.queries.chart import BAR, LANE, WIDTH, Chart, Row, chart_of

Json = dict[str, Any]
FIRST = dt.date(2026, 12, 1)
Bar = tuple[int, int, int]


def at(day: int) -> str:
    """Return the moment of a day from the first one, 0."""
    return f"{FIRST + dt.timedelta(days=day)}T10:00:00+07:00"


def step(begin: int, end: int, ready: int, stage: str = "engineering", certainty: str = "firm") -> Json:
    days = {"starts_at": at(begin), "ends_at": at(end), "ready_at": at(ready)}
    return days | {"stage": stage, "certainty": certainty, "unmet": None}


def chart(*steps: Json) -> Chart:
    found = chart_of({"steps": list(steps)})
    assert found
    return found


def bars(row: Row) -> list[Bar]:
    """Return (x, y, width) of the bars of a row, in the order they are drawn."""
    paths = "".join(path for _certainty, path in row.bars)
    return [(int(x), int(y), int(w)) for x, y, w in re.findall(r"M(\d+) (\d+)h(\d+)v\d+h-\d+z", paths)]


def test_a_bar_lies_where_its_days_are() -> None:
    (row,) = chart(step(0, 4, 4), step(5, 9, 9)).rows
    assert bars(row) == [(0, 0, 500), (500, 0, 500)]
    assert row.height == LANE > BAR


def test_what_runs_at_one_time_lies_under_one_another() -> None:
    (row,) = chart(step(0, 9, 9), step(2, 3, 3), step(4, 5, 5)).rows
    assert [y for _x, y, _width in bars(row)] == [0, LANE, LANE]
    assert row.height == 2 * LANE


def test_waiting_for_a_result_takes_room_too() -> None:
    made = chart(step(0, 1, 9), step(4, 5, 5))
    (row,) = made.rows
    assert [y for _x, y, _width in bars(row)] == [0, LANE]
    assert row.waits == f"M200 {BAR / 2}h800"
    assert made.at_once == 2


def test_stations_stand_apart_in_their_order_and_empty_ones_not_at_all() -> None:
    made = chart(step(0, 0, 0, "markets"), step(0, 0, 0, "products"))
    assert [row.station.slug for row in made.rows] == ["products", "markets"]


def test_a_day_is_seen_in_a_long_plan_and_stays_inside_of_it() -> None:
    (row,) = chart(step(0, 0, 0), step(399, 399, 399)).rows
    assert all(width >= 12 for _x, _y, width in bars(row))
    assert all(x + width <= WIDTH for x, _y, width in bars(row))


def test_how_sure_a_day_is_has_a_path_of_its_own() -> None:
    (row,) = chart(
        step(0, 1, 1), step(3, 4, 4, certainty="forecast"), step(6, 7, 7, certainty="expected")
    ).rows
    assert [certainty for certainty, _path in row.bars] == ["firm", "forecast", "expected"]


@pytest.mark.parametrize(
    ("steps", "most"),
    [
        ([step(0, 1, 1)], 1),
        ([step(0, 1, 1), step(2, 3, 3)], 1),
        ([step(0, 1, 2), step(2, 3, 3)], 2),
        ([step(0, 9, 9), step(1, 2, 8), step(3, 3, 3, "markets"), step(9, 9, 9)], 3),
    ],
)
def test_the_most_steps_on_one_day_are_counted(steps: list[Json], most: int) -> None:
    assert chart(*steps).at_once == most


def test_what_nobody_does_has_no_bar() -> None:
    (row,) = chart(step(0, 9, 9), step(0, 9, 9) | {"unmet": "barred"}).rows
    assert len(bars(row)) == 1
    assert chart_of({"steps": [step(0, 1, 1) | {"unmet": "barred"}]}) is None
    assert chart_of({"steps": []}) is None


STEPS = st.builds(
    lambda begin, long, wait: step(begin, begin + long, begin + long + wait),
    st.integers(0, 90),
    st.integers(0, 20),
    st.integers(0, 30),
)


@given(st.lists(STEPS, min_size=1, max_size=15))
def test_no_two_bars_of_a_row_overlap(steps: list[Json]) -> None:
    ordered = sorted(steps, key=lambda each: str(each["starts_at"]))
    (row,) = chart(*ordered).rows
    found = sorted((y, x, x + width) for x, y, width in bars(row))
    assert len(found) == len(steps)
    for (lane, _begin, end), (other, begin, _end) in pairwise(found):
        assert lane != other or end <= begin + 1  # rounded to whole units
    assert all(0 <= x <= end <= WIDTH + 1 for _y, x, end in found)


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_picture_has_a_name_and_says_in_words_what_it_shows(language: str) -> None:
    with override(language):
        made = chart(step(0, 40, 40), step(3, 4, 70))
        html = re.sub(r"\s+", " ", render_to_string("planning/chart.html", {"chart": made}))
    assert re.search(r'role="img" aria-label="[^"]{20,}"', html)
    assert ("2 steps side by side" in html) is (language == "en")
    assert "style=" not in html
    assert not re.search(r'="\d+,\d', html), "numbers in the picture have a point in any language"
