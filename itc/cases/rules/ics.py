"""Dated steps written as iCalendar (RFC 5545), which every calendar reads."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import category

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneStandard, vText

from itc.lib import thai

REFRESH = dt.timedelta(hours=2)
"""How often a calendar that follows a feed is asked to look again."""
REMINDER = dt.timedelta(days=1)
"""How long before a step she is reminded of it."""
DEGREES = 6
"""Digits after the point of a place on earth, as many as RFC 5545 allows: 11 cm."""


class State(StrEnum):
    """How sure an entry is, in the words of RFC 5545."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Entry:
    """A step in a calendar. Moments are from and to; days are the first and the last."""

    uid: str
    """The same for ever: by it a calendar knows the entry again."""
    sequence: int
    """Rises whenever time, place or state change."""
    changed_at: dt.datetime
    starts: dt.datetime | dt.date
    ends: dt.datetime | dt.date
    state: State
    summary: str
    text: str
    url: str
    place: str
    point: tuple[float, float] | None
    """Latitude and longitude in degrees."""
    busy: bool
    """Whether it takes the time of whose calendar it is."""
    remind: bool


class Text(vText):
    """Text as RFC 5545 §3.3.11 escapes it; icalendar itself makes a new line of a backslash before an N."""

    def to_ical(self) -> bytes:
        """Return the escaped text."""
        escaped = self.replace("\\", r"\\").replace(";", r"\;").replace(",", r"\,").replace("\n", r"\n")
        return escaped.encode()


def written(name: str, entries: Iterable[Entry]) -> bytes:
    """Return a calendar of that name: lines of at most 75 octets that end in CRLF, times in Asia/Bangkok."""
    calendar = Calendar()
    calendar.add("prodid", "-//OpenITC//OpenITC//TH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for key in ("name", "x-wr-calname"):  # RFC 7986, and what was used before it
        calendar.add(key, _text(name))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", _text(f"PT{REFRESH // dt.timedelta(hours=1)}H"))
    calendar.add_component(_bangkok())
    for entry in entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def clean(text: str) -> str:
    """Return the text with one kind of line end, none outside, and no control characters (RFC 5545 §3.1)."""
    lines = "\n".join(text.splitlines())
    return "".join(letter for letter in lines if letter in "\n\t" or category(letter) != "Cc").strip("\n")


def _text(text: str) -> Text:
    return Text(clean(text))


def _bangkok() -> Timezone:
    """Return the time of Thailand, seven hours ahead since 1920 and without summer time."""
    ahead = dt.timedelta(hours=7)
    standard = TimezoneStandard()
    standard.add("dtstart", dt.datetime(1970, 1, 1))  # noqa: DTZ001 - it is local by its meaning
    standard.add("tzoffsetfrom", ahead)
    standard.add("tzoffsetto", ahead)
    standard.add("tzname", "+07")
    zone = Timezone()
    zone.add("tzid", thai.BANGKOK.key)
    zone.add_component(standard)
    return zone


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    for key in ("dtstamp", "last-modified"):  # the same, in a calendar that nobody is invited by
        event.add(key, entry.changed_at)
    event.add("dtstart", _local(entry.starts))
    if (end := _end(entry.ends)) != entry.starts:  # RFC 5545 §3.6.1 wants it later; none: a moment
        event.add("dtend", end)
    event.add("status", entry.state.value)
    event.add("transp", "OPAQUE" if entry.busy else "TRANSPARENT")
    event.add("summary", _text(entry.summary))
    event.add("description", _text(entry.text))
    event.add("url", entry.url)
    if entry.place:
        event.add("location", _text(entry.place))
    if entry.point:
        event.add("geo", tuple(round(degrees, DEGREES) for degrees in entry.point))
    if entry.remind:
        event.add_component(_alarm(entry))
    return event


def _local(at: dt.datetime | dt.date) -> dt.datetime | dt.date:
    return at.astimezone(thai.BANGKOK) if isinstance(at, dt.datetime) else at


def _end(at: dt.datetime | dt.date) -> dt.datetime | dt.date:
    """Return when it is over: of days, RFC 5545 wants the first that is free again."""
    return _local(at) if isinstance(at, dt.datetime) else at + dt.timedelta(days=1)


def _alarm(entry: Entry) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -REMINDER)
    alarm.add("description", _text(entry.summary))
    return alarm
