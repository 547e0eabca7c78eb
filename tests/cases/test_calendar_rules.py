"""What is written as iCalendar, read by a reader of our own: odd texts, long lines, times and days."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from itc.cases.rules.ics import Entry, State, clean, written
from tests.cases.ics import Part, read, unescaped

NINE = dt.datetime(2026, 12, 1, 2, 0, tzinfo=dt.UTC)  # 09:00 in Bangkok
ENTRY = Entry(
    uid="step-1.abc@openitc", sequence=3, changed_at=NINE, starts=NINE, ends=NINE + dt.timedelta(hours=3),
    state=State.CONFIRMED, summary="อบแห้ง", text="อบแห้ง", url="https://itc.example/cases/ABC",
    place="ศูนย์ลำพูน", point=(18.6, 99.0300001), busy=True, remind=True,
)  # fmt: skip
# Thai with its marks above and below, what RFC 5545 escapes, line ends of every kind, controls, an emoji
TEXTS = st.text(
    st.one_of(
        st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B),
        st.sampled_from(",;:\\\"nN\n\r\t\x00\x07\x0b\x85\u2028 '\N{PEACH}"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=300,
)


def the_event(entry: Entry, name: str = "OpenITC") -> tuple[Part, Part]:
    calendar = read(written(name, [entry]))
    (event,) = calendar.all("VEVENT")
    return calendar, event


@given(TEXTS, TEXTS, TEXTS)
@example("C:\\New\\name", "a\\", "ก" * 75)  # icalendar makes a line end of \N
@example("ลำไย;มะม่วง,มะขาม\\", "\r\n\r\n", "น้ำ" * 200)
@example("", " ", "\t")
def test_every_text_comes_back_as_it_was(summary: str, text: str, place: str) -> None:
    entry = dataclasses.replace(ENTRY, summary=summary, text=text, place=place)
    calendar, event = the_event(entry, name=summary)
    assert calendar.text("X-WR-CALNAME") == calendar.text("NAME") == clean(summary)
    assert event.text("SUMMARY") == clean(summary)
    assert event.text("DESCRIPTION") == clean(text)
    assert ("LOCATION" in event.lines) == bool(place)
    if place:
        assert event.text("LOCATION") == clean(place)
    (alarm,) = event.all("VALARM")
    assert alarm.text("DESCRIPTION") == clean(summary)


@given(TEXTS)
def test_cleaning_takes_only_what_may_not_stand_there(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    kept = set(text) - set(clean(text))
    assert all(letter < " " or "\x7f" <= letter <= "\x9f" or letter in "\u2028\u2029\n" for letter in kept)


@given(st.integers(0, 10**9), st.integers(1, 10**7))
def test_moments_are_those_of_bangkok(after: int, seconds: int) -> None:
    start = NINE + dt.timedelta(seconds=after)
    end = start + dt.timedelta(seconds=seconds)
    calendar, event = the_event(dataclasses.replace(ENTRY, starts=start, ends=end))
    assert (event.moment("DTSTART", calendar), event.moment("DTEND", calendar)) == (start, end)
    assert event.params("DTSTART") == event.params("DTEND") == {"TZID": "Asia/Bangkok"}


def test_what_is_handed_in_at_a_moment_has_no_end() -> None:
    """RFC 5545 §3.6.1: an end must be later than the start; a sample brought to a lab takes no time."""
    calendar, event = the_event(dataclasses.replace(ENTRY, starts=NINE, ends=NINE))
    assert event.moment("DTSTART", calendar) == NINE
    assert "DTEND" not in event.lines


def test_nine_in_bangkok_is_two_in_utc() -> None:
    calendar, event = the_event(ENTRY)
    assert event.raw("DTSTART") == "20261201T090000"
    assert event.moment("DTSTART", calendar) == NINE
    assert event.raw("LAST-MODIFIED") == event.raw("DTSTAMP") == "20261201T020000Z"


def test_the_zone_is_the_one_the_world_knows() -> None:
    (zone,) = read(written("x", [])).all("VTIMEZONE")
    assert zone.raw("TZID") == "Asia/Bangkok"
    (standard,) = zone.parts
    assert (standard.name, standard.raw("TZOFFSETFROM"), standard.raw("TZOFFSETTO")) == (
        "STANDARD", "+0700", "+0700",
    )  # fmt: skip


def test_days_run_to_the_first_that_is_free_again() -> None:
    day = dt.date(2026, 12, 31)
    calendar, event = the_event(dataclasses.replace(ENTRY, starts=day, ends=day))
    assert event.moment("DTSTART", calendar) == day
    assert event.moment("DTEND", calendar) == dt.date(2027, 1, 1)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("flag", [True, False])
def test_the_rest_of_an_entry(state: State, flag: bool) -> None:
    entry = dataclasses.replace(
        ENTRY, state=state, busy=flag, remind=flag, point=ENTRY.point if flag else None
    )
    _, event = the_event(entry)
    assert event.raw("STATUS") == state
    assert (event.raw("UID"), event.raw("SEQUENCE"), event.raw("URL")) == (entry.uid, "3", entry.url)
    assert event.raw("TRANSP") == ("OPAQUE" if flag else "TRANSPARENT")
    assert ("GEO" in event.lines) == flag
    if flag:
        assert event.raw("GEO") == "18.6;99.03"
    assert [(it.raw("TRIGGER"), it.raw("ACTION")) for it in event.all("VALARM")] == [
        ("-P1D", "DISPLAY")
    ] * flag


def test_the_calendar_says_how_often_to_look() -> None:
    calendar = read(written("x", []))
    assert (calendar.raw("VERSION"), calendar.raw("CALSCALE")) == ("2.0", "GREGORIAN")
    assert calendar.raw("REFRESH-INTERVAL") == calendar.raw("X-PUBLISHED-TTL") == "PT2H"


@pytest.mark.parametrize(
    "body",
    [
        b"BEGIN:VCALENDAR\nEND:VCALENDAR\n",
        b"BEGIN:VCALENDAR\r\nNAME:" + b"x" * 71 + b"\r\nEND:VCALENDAR\r\n",
        "BEGIN:VCALENDAR\r\nNAME:ก".encode()[:-1] + b"\r\n \x81\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nNAME:\x07\r\nEND:VCALENDAR\r\n",
    ],
)
def test_the_reader_itself_is_strict(body: bytes) -> None:
    with pytest.raises((AssertionError, UnicodeDecodeError)):
        read(body)


@pytest.mark.parametrize("value", ["a;b", "a\\\\,b", "a\\x"])
def test_the_reader_takes_no_bare_or_unknown_escape(value: str) -> None:
    with pytest.raises((AssertionError, KeyError)):
        unescaped(value)
