"""A place in degrees is a place on the drawing."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from itc.network.rules import MAP_HEIGHT, MAP_WIDTH, map_point

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


def test_every_town_lies_inside_the_outline_of_its_own_province() -> None:
    outlines = {
        each.get("id"): each.get("d") or "" for each in ET.parse(DRAWING).getroot().iter() if each.get("d")
    }
    outside = []
    for code, (lat, lon) in towns():
        x, y = map_point(lat, lon)
        point = (x / 100 * MAP_WIDTH, y / 100 * MAP_HEIGHT)
        if not any(inside(point, ring) for ring in rings(outlines[code])):
            outside.append(code)
    assert outside == []


def test_north_is_up_and_east_is_right() -> None:
    lamphun, bangkok, songkhla = map_point(18.57, 99.01), map_point(13.75, 100.52), map_point(7.2, 100.6)
    assert lamphun[1] < bangkok[1] < songkhla[1]
    assert lamphun[0] < bangkok[0] < songkhla[0]


@pytest.mark.parametrize(("lat", "lon"), [(5.77, 101.07), (20.43, 99.88), (15.31, 105.5), (7.88, 98.39)])
def test_the_far_ends_of_the_country_are_on_the_drawing(lat: float, lon: float) -> None:
    assert all(0 <= each <= 100 for each in map_point(lat, lon))
