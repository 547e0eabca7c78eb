"""Days as people say them: พรุ่งนี้, วันอังคาร, อังคารหน้า, next Tuesday, 2/12/2569.

A weekday by itself is the next one after today; with นี้ or "this" it may be today; with หน้า or "next" it is
that of the week to come, which begins on Monday. A Thai weekday without วัน, นี้ or หน้า counts only where it
stands alone, since จันทร์ is also the moon; อาทิตย์นี้ and อาทิตย์หน้า are weeks, not Sundays.
"""

import datetime as dt
import re
from dataclasses import dataclass

from itc.lib.thai import arabic_digits, parse_date

_AHEAD = (
    (2, r"(?:วัน)?มะรืน(?:นี้)?|\b(?:the )?day after tomorrow\b"),
    (1, r"(?:วัน)?พรุ่งนี้|\btomorrow\b"),
    (0, r"วันนี้|\btoday\b"),
)
"""Days from today; the last but one would be found in the first."""
_DATE = re.compile(r"(?<!\d)(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/\d{4})(?!\d)")
_NEXT_WEEK = re.compile(r"(?:สัปดาห์|อาทิตย์)หน้า|\bnext week\b", re.IGNORECASE)
_THAI = ("จันทร์", "อังคาร", "พุธ", "พฤหัส(?:บดี)?", "ศุกร์", "เสาร์", "อาทิตย์")
_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT = ("mon", "tues?", "wed", "thu(?:rs?)?", "fri", "sat", "sun")


def _weekday_pattern(thai: str, english: str, short: str) -> re.Pattern[str]:
    """Return what finds one weekday; short English names count only after on, this or next."""
    which = r"(?:ที่(?:จะถึง)?)?(?:นี้|หน้า)"
    said = [
        rf"วัน{thai}(?:{which})?",
        rf"(?<!\S){thai}(?![^\s,.])",
        rf"\b(?:on )?(?:this |next )?{english}s?\b",
        rf"\b(?:on|this|next) {short}\b",
    ]
    if thai != _THAI[-1]:
        said.append(thai + which)
    return re.compile("|".join(said), re.IGNORECASE)


_WEEKDAYS = tuple(map(_weekday_pattern, _THAI, _ENGLISH, _SHORT))


@dataclass(frozen=True, slots=True)
class SaidDay:
    """A day, and the sentence without the words that said it."""

    day: dt.date
    rest: str


def said_day(text: str, *, today: dt.date) -> SaidDay | None:
    """Return the day that a sentence says, None where it says none.

    Words like พรุ่งนี้ go before dates, dates before weekdays, these before next week, which is its Monday.
    """
    plain = arabic_digits(text)  # letter for letter, so that places in the sentence stay
    monday = today - dt.timedelta(days=today.weekday())
    for ahead, words in _AHEAD:
        if found := re.search(words, plain, re.IGNORECASE):
            return SaidDay(today + dt.timedelta(days=ahead), _without(text, found))
    for found in _DATE.finditer(plain):
        try:
            return SaidDay(parse_date(found[0]), _without(text, found))
        except ValueError:
            continue
    hits = [(hit, number) for number, each in enumerate(_WEEKDAYS) if (hit := each.search(plain))]
    if hits:
        hit, number = min(hits, key=lambda pair: pair[0].start())
        return SaidDay(_weekday(hit[0].lower(), number, today, monday), _without(text, hit))
    if found := _NEXT_WEEK.search(plain):
        return SaidDay(monday + dt.timedelta(days=7), _without(text, found))
    return None


def _weekday(words: str, number: int, today: dt.date, monday: dt.date) -> dt.date:
    if "หน้า" in words or "next" in words:
        return monday + dt.timedelta(days=7 + number)
    least = 0 if "นี้" in words or "this" in words else 1
    return today + dt.timedelta(days=(number - today.weekday() - least) % 7 + least)


def _without(text: str, found: re.Match[str]) -> str:
    """Return the sentence without what was found, and without the blanks and commas it leaves."""
    kept = f"{text[: found.start()]} {text[found.end() :]}"
    return re.sub(r"\s+", " ", kept).strip(" ,.;")
