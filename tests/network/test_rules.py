"""A place in degrees is a place on the drawing."""

import csv
import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from itc.network.rules import MAP_HEIGHT, MAP_WIDTH, drawn_at, map_point

ROOT = Path(__file__).parents[2]
DRAWING = ROOT / "itc" / "network" / "static" / "network" / "thailand.svg"
Point = tuple[float, float]


def towns() -> list[tuple[str, Point]]:
    with (ROOT / "data" / "provinces.csv").open(encoding="utf-8-sig", newline="") as file:
        return [(row["iso_code"], (float(row["lat"]), float(row["lon"]))) for row in csv.DictReader(file)]


def rings(path: str) -> Iterator[list[Point]]:
    """Return the outlines of a path; ours are drawn by relative lines only."""
    assert set(re.findall("[a-zA-Z]", path)) <= set("mlz")
    x = y = 0.0
    for outline in filter(str.strip, path.split("z")):
        steps = [float(each) for each in re.findall(r"-?\d*\.?\d+", outline)]
        found: list[Point] = []
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            found.append((x, y))
        yield found
        x, y = found[0]


def inside(point: Point, ring: list[Point]) -> bool:
    x, y = point
    crossings = 0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossings += 1
    return crossings % 2 == 1


def test_the_view_box_is_the_drawings() -> None:
    assert ET.parse(DRAWING).getroot().get("viewBox") == f"0 0 {MAP_WIDTH} {MAP_HEIGHT}"


def outlines() -> dict[str, str]:
    """Return the path of every province that pages take as #land, by its code."""
    land = ET.parse(DRAWING).getroot().find("*[@id='land']")
    assert land is not None
    return {each.get("id", ""): each.get("d", "") for each in land}


def test_the_drawing_has_the_77_provinces_and_nothing_else() -> None:
    assert sorted(outlines()) == sorted(code for code, _point in towns())
    assert len(outlines()) == 77


def test_every_town_lies_inside_the_outline_of_its_own_province_and_of_no_other() -> None:
    drawn = {code: list(rings(path)) for code, path in outlines().items()}
    for code, (lat, lon) in towns():
        around = [each for each, parts in drawn.items() if any(inside(drawn_at(lat, lon), r) for r in parts)]
        assert around == [code]


def test_borders_stay_thin_however_near_one_looks() -> None:
    paths = ET.parse(DRAWING).getroot().findall(".//{http://www.w3.org/2000/svg}path")
    assert {each.get("vector-effect") for each in paths} == {"non-scaling-stroke"}


def test_the_drawing_costs_few_kilobytes_on_the_wire() -> None:
    assert len(gzip.compress(DRAWING.read_bytes())) <= 8500


def test_the_drawing_says_who_made_it_under_which_licence_and_what_was_changed() -> None:
    text = DRAWING.read_text(encoding="utf-8")
    for said in ("Victor Cazanave", "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/", "Changed:"):
        assert said in text


@pytest.mark.parametrize(("code", "place"), towns())
def test_percent_and_units_are_the_same_place(code: str, place: Point) -> None:
    (x, y), (across, down) = drawn_at(*place), map_point(*place)
    assert across == pytest.approx(x / MAP_WIDTH * 100, abs=0.01)
    assert down == pytest.approx(y / MAP_HEIGHT * 100, abs=0.01)


def test_north_is_up_and_east_is_right() -> None:
    lamphun, bangkok, songkhla = map_point(18.57, 99.01), map_point(13.75, 100.52), map_point(7.2, 100.6)
    assert lamphun[1] < bangkok[1] < songkhla[1]
    assert lamphun[0] < bangkok[0] < songkhla[0]


@pytest.mark.parametrize(("lat", "lon"), [(5.77, 101.07), (20.43, 99.88), (15.31, 105.5), (7.88, 98.39)])
def test_the_far_ends_of_the_country_are_on_the_drawing(lat: float, lon: float) -> None:
    assert all(0 <= each <= 100 for each in map_point(lat, lon))
