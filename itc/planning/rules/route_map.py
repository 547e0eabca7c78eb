"""Her route on the map of the country: what part of it is shown, where the marks stand, which names fit.

Lengths are units of the sketch. `WIDTH` of them lie across a phone of 360 pixels, so that one is about a
pixel there; marks and letters keep their size, however much of the country is shown. No two marks and no two
names touch: places too near each other share a mark, and a name without room is left to the list.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil, floor
from typing import Literal, NamedTuple
from unicodedata import category

from itc.network.rules import MAP_HEIGHT, MAP_WIDTH, drawn_at
from itc.planning.rules.route import Place, Stop

WIDTH = 320
LEAST_HEIGHT, MOST_HEIGHT = 220, 500
MARGIN = 36
CLOSEST = 3.0
"""Units of the sketch to one of the drawing, at the nearest: the outlines are no finer."""
TOKEN = 24
"""A number in its ring, or the house."""
PADDING = 2
A_ROW = 4
GAP = 3
LETTERS = 20
"""The height of a name."""
BEND = 0.12

Point = tuple[float, float]
Kind = Literal["home", "self", "post"]


class Box(NamedTuple):
    """A rectangle, from its top left."""

    x: float
    y: float
    width: float
    height: float

    def touches(self, other: "Box") -> bool:
        """Tell whether two rectangles are less than a gap apart."""
        return (
            self.x < other.x + other.width + GAP
            and other.x < self.x + self.width + GAP
            and self.y < other.y + other.height + GAP
            and other.y < self.y + self.height + GAP
        )


class Token(NamedTuple):
    """The number of a stop, or the house without one, by its centre."""

    x: int
    y: int
    text: str
    kind: Kind


class Name(NamedTuple):
    """The name of a province, by the middle of its line."""

    x: int
    y: int
    text: str
    anchor: Literal["start", "middle", "end"]


class Way(NamedTuple):
    """A bow from her home to a mark, as an SVG path."""

    path: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Mark:
    """Her home, a place, or several too near each other: their numbers in rows around their middle."""

    points: tuple[Point, ...]
    names: tuple[str, ...]
    said: tuple[tuple[str, Kind], ...]
    height: int

    @property
    def box(self) -> Box:
        """The mark's rectangle, moved as far as it takes to be inside of the sketch."""
        wide = TOKEN * min(len(self.said), A_ROW) + 2 * PADDING
        high = TOKEN * -(-len(self.said) // A_ROW) + 2 * PADDING
        x = sum(x for x, _y in self.points) / len(self.points) - wide / 2
        y = sum(y for _x, y in self.points) / len(self.points) - high / 2
        return Box(_between(1, x, WIDTH - wide - 1), _between(1, y, self.height - high - 1), wide, high)

    @property
    def middle(self) -> tuple[int, int]:
        """The middle of the mark, where ways end."""
        box = self.box
        return round(box.x + box.width / 2), round(box.y + box.height / 2)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The house and the numbers, in rows."""
        x, y = round(self.box.x + PADDING + TOKEN / 2), round(self.box.y + PADDING + TOKEN / 2)
        return tuple(
            Token(x + TOKEN * (at % A_ROW), y + TOKEN * (at // A_ROW), text, kind)
            for at, (text, kind) in enumerate(self.said)
        )

    def with_(self, other: "Mark") -> "Mark":
        """Return one mark for two; home first, then the numbers in their order."""
        said = sorted(self.said + other.said, key=lambda each: int(each[0] or 0))
        names = tuple(dict.fromkeys(self.names + other.names))
        return Mark(self.points + other.points, names, tuple(said), self.height)


@dataclass(frozen=True, slots=True)
class View:
    """The part of the drawing that is shown: its top left in the drawing's units, and its scale."""

    x: float
    y: float
    scale: float
    height: int

    def at(self, place: Place) -> Point:
        """Return where a place lies on the sketch."""
        x, y = drawn_at(*place.point)
        return (x - self.x) * self.scale, (y - self.y) * self.scale

    @property
    def transform(self) -> str:
        """What brings the drawing under the sketch, as SVG says it."""
        return f"scale({self.scale:.4f}) translate({-self.x:.2f} {-self.y:.2f})"

    @property
    def window(self) -> Box | None:
        """The part that is shown, whole units of the drawing; None where it is most of the country."""
        wide, high = round(WIDTH / self.scale), round(self.height / self.scale)
        return None if high > MAP_HEIGHT * 0.6 else Box(round(self.x), round(self.y), wide, high)


@dataclass(frozen=True, slots=True)
class Sketch:
    """What the page draws over the outlines of the provinces."""

    view: View
    provinces: tuple[str, ...]
    marks: tuple[Mark, ...]
    ways: tuple[Way, ...]
    names: tuple[Name, ...]
    width: int = WIDTH


def sketch(home: Place, stops: Sequence[Stop]) -> Sketch:
    """Return her home and all stops on the map."""
    places = [home, *(stop.place for stop in stops)]
    view = _view([drawn_at(*place.point) for place in places])
    first = Mark((view.at(home),), (home.province_name,), (("", "home"),), view.height)
    others = [
        Mark(
            (view.at(stop.place),),
            (stop.place.province_name,),
            ((str(stop.number), "self" if stop.visited else "post"),),
            view.height,
        )
        for stop in stops
    ]
    marks = _apart([first, *others])
    return Sketch(
        view=view,
        provinces=tuple(sorted({place.province for place in places})),
        marks=marks,
        ways=tuple(_ways(marks, stops)),
        names=_names(marks, view.height),
    )


def _view(points: Sequence[Point]) -> View:
    """Return the nearest view of all points, with room for marks around them, hardly beyond the country."""
    (left, right), (top, bottom) = (
        (min(each), max(each)) for each in ([x for x, _y in points], [y for _x, y in points])
    )
    room = (WIDTH - 2 * MARGIN) / max(right - left, 1), (MOST_HEIGHT - 2 * MARGIN) / max(bottom - top, 1)
    scale = min(*room, CLOSEST)
    height = round(_between(LEAST_HEIGHT, (bottom - top) * scale + 2 * MARGIN, MOST_HEIGHT))
    x = _inside((left + right) / 2, WIDTH / scale, MAP_WIDTH, MARGIN / scale)
    y = _inside((top + bottom) / 2, height / scale, MAP_HEIGHT, MARGIN / scale)
    return View(x, y, scale, height)


def _inside(middle: float, seen: float, whole: float, margin: float) -> float:
    """Return where a view of a length begins, so that it looks past the drawing by no more than a margin."""
    if seen >= whole + 2 * margin:
        return (whole - seen) / 2
    return _between(-margin, middle - seen / 2, whole + margin - seen)


def _apart(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return the marks with those that touch made one, until none do."""
    rest = list(marks)
    while pair := next((two for two in combinations(rest, 2) if two[0].box.touches(two[1].box)), None):
        rest = [pair[0].with_(pair[1]), *(mark for mark in rest if mark not in pair)]
    return tuple(sorted(rest, key=lambda mark: int(mark.said[0][0] or 0)))


def _ways(marks: Sequence[Mark], stops: Iterable[Stop]) -> Iterable[Way]:
    """Yield a bow from home to each mark: hers to one side, those of parcels to the other."""
    home = next(mark for mark in marks if ("", "home") in mark.said)
    for mark in marks:
        numbers = {text for text, _kind in mark.said}
        here = [stop for stop in stops if str(stop.number) in numbers and mark is not home]
        if any(stop.visited for stop in here):
            yield Way(_bow(home.middle, mark.middle, BEND), "self")
        if any(stop.posted_to for stop in here):
            yield Way(_bow(home.middle, mark.middle, -BEND), "post")


def _bow(start: Point, end: Point, bend: float) -> str:
    (x1, y1), (x2, y2) = start, end
    x, y = (x1 + x2) / 2 + (y1 - y2) * bend, (y1 + y2) / 2 + (x2 - x1) * bend
    return f"M{x1} {y1}Q{x:.0f} {y:.0f} {x2} {y2}"


def _names(marks: Sequence[Mark], height: int) -> tuple[Name, ...]:
    """Return the names that have room beside their marks."""
    taken = [mark.box for mark in marks]
    names = []
    for mark in marks:
        for name, box in _beside(mark):
            inside = box.x >= 0 and box.y >= 0 and box.x + box.width <= WIDTH and box.y + box.height <= height
            if inside and not any(box.touches(other) for other in taken if other != mark.box):
                names.append(name)
                taken.append(box)
                break
    return tuple(names)


def _beside(mark: Mark) -> Iterable[tuple[Name, Box]]:
    """Yield where the name of a mark may stand: right, left, below, above."""
    text, box, (x, y) = " · ".join(mark.names), mark.box, mark.middle
    wide = sum(8 if letter > "\u0e00" else 7.5 for letter in text if category(letter) != "Mn")
    right, left = ceil(box.x + box.width) + GAP, floor(box.x) - GAP
    below, above = ceil(box.y + box.height + LETTERS / 2), floor(box.y - LETTERS / 2)
    along = round(_between(wide / 2, x, WIDTH - wide / 2))
    yield Name(right, y, text, "start"), Box(right, y - LETTERS / 2, wide, LETTERS)
    yield Name(left, y, text, "end"), Box(left - wide, y - LETTERS / 2, wide, LETTERS)
    yield Name(along, below, text, "middle"), Box(along - wide / 2, below - LETTERS / 2, wide, LETTERS)
    yield Name(along, above, text, "middle"), Box(along - wide / 2, above - LETTERS / 2, wide, LETTERS)


def _between(least: float, value: float, most: float) -> float:
    return max(least, min(value, most))
