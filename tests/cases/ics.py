"""A reader of iCalendar written from RFC 5545 itself, so that nothing is read by its own writer."""

import datetime as dt
import re
from dataclasses import dataclass, field

LINE = re.compile(
    r"(?P<name>[A-Z0-9-]+)(?P<params>(?:;[A-Z-]+=(?:\"[^\"]*\"|[^\";:,]*))*):(?P<value>.*)", re.S
)
ESCAPES = {"\\": "\\", ";": ";", ",": ",", "n": "\n", "N": "\n"}


@dataclass
class Part:
    """A component: its properties, each with parameters and value as written, and those inside it."""

    name: str
    lines: dict[str, list[tuple[dict[str, str], str]]] = field(default_factory=dict)
    parts: list["Part"] = field(default_factory=list)

    def all(self, name: str) -> list["Part"]:
        return [part for part in self.parts if part.name == name]

    def raw(self, name: str) -> str:
        """The value as written, of a property that stands there once."""
        ((_, value),) = self.lines[name]
        return value

    def params(self, name: str) -> dict[str, str]:
        return self.lines[name][0][0]

    def text(self, name: str) -> str:
        return unescaped(self.raw(name))

    def moment(self, name: str, calendar: "Part") -> dt.datetime | dt.date:
        """The moment in UTC, by the zones that the calendar itself carries; or the day."""
        value, params = self.raw(name), self.params(name)
        if params.get("VALUE") == "DATE":
            return dt.datetime.strptime(value, "%Y%m%d").replace(tzinfo=dt.UTC).date()
        written = dt.datetime.strptime(value.removesuffix("Z"), "%Y%m%dT%H%M%S").replace(tzinfo=dt.UTC)
        if value.endswith("Z"):
            return written
        (zone,) = [it for it in calendar.all("VTIMEZONE") if it.raw("TZID") == params["TZID"]]
        sign, hours, minutes = re.fullmatch(r"([+-])(\d\d)(\d\d)", zone.parts[0].raw("TZOFFSETTO")).groups()  # type: ignore[union-attr]
        ahead = dt.timedelta(hours=int(hours), minutes=int(minutes))
        return written - ahead if sign == "+" else written + ahead


def unescaped(value: str) -> str:
    """§3.3.11: a backslash stands before what it escapes; nothing else may be escaped or left bare."""
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value), value
    return re.sub(r"\\(.)", lambda found: ESCAPES[found[1]], value)


def read(body: bytes) -> Part:
    """Read a calendar, refusing what §3.1 forbids: other line ends, lines over 75 octets, controls."""
    assert body.endswith(b"\r\n")
    lines = body.removesuffix(b"\r\n").split(b"\r\n")
    assert all(line and len(line) <= 75 for line in lines)
    decoded = [line.decode() for line in lines]  # each by itself: no letter is cut in two
    assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", "".join(decoded))
    stack = [Part("")]
    for line in re.sub(r"\r\n[ \t]", "", "\r\n".join(decoded)).split("\r\n"):
        found = LINE.fullmatch(line)
        assert found, line
        if found["name"] == "BEGIN":
            stack.append(Part(found["value"]))
        elif found["name"] == "END":
            done = stack.pop()
            assert done.name == found["value"]
            stack[-1].parts.append(done)
        else:
            pairs = (pair.split("=", 1) for pair in found["params"].split(";")[1:])
            given = {key: value.strip('"') for key, value in pairs}
            stack[-1].lines.setdefault(found["name"], []).append((given, found["value"]))
    ((calendar,),) = [part.parts for part in stack]
    assert calendar.name == "VCALENDAR"
    return calendar


def events(body: bytes) -> dict[str, Part]:
    """The events of a calendar by their UID, each of which stands there once."""
    found = read(body).all("VEVENT")
    by_uid = {event.text("UID"): event for event in found}
    assert len(by_uid) == len(found)
    return by_uid
