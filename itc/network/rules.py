"""Where a place lies on the drawing of the country, and how people call it."""

import re
from math import atan, degrees, exp, log, pi, radians, tan

MAP_WIDTH, MAP_HEIGHT = 560, 1025
"""The view box of `thailand.svg`, in its units; one is about 1.6 km."""


def drawn_at(lat: float, lon: float) -> tuple[float, float]:
    """Return x and y in units of the drawing, from its top left, of a place in degrees.

    The drawing is a Mercator projection, fitted on the area centroids of 75 provinces before outlines were
    simplified. What remains: root mean square 0.16 units in x and 0.39 in y, at most 3.4 (Nan); the towns of
    all 77 provinces fall inside their own (docs/data.md).
    """
    north = 180 / pi * log(tan(pi / 4 + radians(lat) / 2))
    return 67.434 * lon - 6564.154, 1401.155 - 66.9855 * north


def place_at(x: float, y: float) -> tuple[float, float]:
    """Return latitude and longitude, in degrees, of a place of the drawing: the inverse of `drawn_at`."""
    north = radians((1401.155 - y) / 66.9855)
    return round(degrees(2 * atan(exp(north)) - pi / 2), 4), round((x + 6564.154) / 67.434, 4)


def map_point(lat: float, lon: float) -> tuple[float, float]:
    """Return x and y in percent of the drawing, from its top left, of a place in degrees."""
    x, y = drawn_at(lat, lon)
    return round(x / MAP_WIDTH * 100, 2), round(y / MAP_HEIGHT * 100, 2)


SHORTER = (
    (re.compile(r"^ศูนย์ปฏิรูปอุตสาหกรรม 4\.0 ศูนย์ส่งเสริมอุตสาหกรรมภาคที่ (\d+) \((.+)\)$"), r"ศูนย์ภาค \1 \2"),
    (re.compile(r"^ศูนย์ปฏิรูปอุตสาหกรรม 4\.0 ส่วนกลาง\b.*$"), "ศูนย์ส่วนกลาง กรุงเทพฯ"),
    (re.compile(r"^ศูนย์ปฏิรูปอุตสาหกรรม 4\.0 ระดับจังหวัด \(Mini ITC\) "), "Mini ITC "),
    (re.compile(r"^ศูนย์ปฏิรูปอุตสาหกรรม 4\.0 "), "ศูนย์ "),
    (re.compile(r"^ศูนย์ SMEs-ITC นิคมอุตสาหกรรม(?:.* จังหวัด)?(.+)$"), r"SMEs-ITC \1"),
    (re.compile(r"^SMEs-ITC (?:.* Industrial Estate, )?(.+?)(?: Industrial Estate)?$"), r"SMEs-ITC \1"),
    (re.compile(r"^ITC 4\.0 at Industrial Promotion Center Region (\d+) \((.+)\)$"), r"ITC Region \1, \2"),
    (re.compile(r"^ITC 4\.0 Central\b.*$"), "ITC Central, Bangkok"),
)
"""Official names of centres share most of their words; a name of another shape stays as it is."""

SAMPLE_MARK = re.compile(r"^\((?:ตัวอย่าง|sample)\) ")
"""Some names say of themselves that they are samples; a page says it once, of all."""


def short_name(name: str) -> str:
    """Return a centre's, laboratory's or machine's name as short as people know it by."""
    bare = SAMPLE_MARK.sub("", name)
    for long, short in SHORTER:
        if long.search(bare):
            return long.sub(short, bare)
    return bare
