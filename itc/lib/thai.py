"""Thai digits, the Buddhist era and the fiscal year.

พ.ศ. = ค.ศ. + 543; the fiscal year runs 1 October to 30 September and is named by the year it ends in.
"""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

BANGKOK = ZoneInfo("Asia/Bangkok")
ERA = 543
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_MONTHS = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
_MONTHS_LONG = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
_DAYS = ("จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส.", "อา.")
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def arabic_digits(text: str) -> str:
    """Return the text with ๐ to ๙ written 0 to 9."""
    return text.translate(_DIGITS)


def local_day(moment: dt.datetime) -> dt.date:
    """Return the day in Bangkok of an aware moment."""
    return moment.astimezone(BANGKOK).date()


def start_of_day(day: dt.date) -> dt.datetime:
    """Return the moment a day begins in Bangkok."""
    return dt.datetime.combine(day, dt.time(), tzinfo=BANGKOK)


def date_text(day: dt.date, *, language: str, weekday: bool = False, long: bool = False) -> str:
    """Return `2 ธ.ค. 2569` (Thai, พ.ศ.) or `2 Dec 2026` (else), with `พ.` or `Wed` before it if asked."""
    thai = language == "th"
    months = (_MONTHS_LONG if long else _MONTHS) if thai else _MONTHS_EN
    text = f"{day.day} {months[day.month - 1]} {day.year + ERA if thai else day.year}"
    return f"{(_DAYS if thai else _DAYS_EN)[day.weekday()]} {text}" if weekday else text


def clock_text(moment: dt.datetime) -> str:
    """Return the hour in Bangkok, `09:00`."""
    return moment.astimezone(BANGKOK).strftime("%H:%M")


def parse_date(text: str) -> dt.date:
    """Return the day of `2/11/2569`, `๒/๑๑/๒๕๖๙`, `2026-11-02` or `2 พ.ย. 2569`; years over 2400 are พ.ศ.

    Raises ValueError where it is no such day.
    """
    clean = arabic_digits(text).strip()
    if "-" in clean:
        year, month, day = (int(part) for part in clean.split("-"))
    elif "/" in clean:
        day, month, year = (int(part) for part in clean.split("/"))
    else:
        day_text, month_text, year_text = clean.split()
        day, month, year = int(day_text), _month(month_text), int(year_text)
    if year > dt.MAXYEAR:
        raise ValueError(f"no such year: {year}")
    return dt.date(year - ERA if year > 2400 else year, month, day)


def _month(text: str) -> int:
    for names in (_MONTHS, _MONTHS_LONG, _MONTHS_EN):
        if text in names:
            return names.index(text) + 1
    raise ValueError(f"no month: {text}")


def fiscal_year(day: dt.date) -> int:
    """Return the fiscal year in พ.ศ.: 23 Nov 2018 is in 2562."""
    return day.year + ERA + (day.month >= 10)


def baht_text(amount: Decimal) -> str:
    """Return `฿38,400`, with satang only where there are any; rounded half up to 0.01."""
    rounded = amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return f"฿{rounded:,.0f}" if rounded == rounded.to_integral_value() else f"฿{rounded:,.2f}"
