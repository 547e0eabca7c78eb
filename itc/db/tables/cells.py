"""From the text of a cell to its value; what spreadsheets do to codes, numbers and dates is named."""

import datetime as dt
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from itc.db.fields import TextList
from itc.db.tables.faults import Unreadable, did_you_mean
from itc.db.tables.table import AnyField, Column
from itc.lib import thai

_HIDDEN = re.compile("[\u00a0\u00ad\u200b-\u200f\u2060\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffd]")
_SCIENTIFIC = re.compile(r"\d([.,]\d+)?E\+?\d+", re.IGNORECASE)
_GARBLED = re.compile("(?:เธ.|เน.){3}|(?:à[¸¹].){3}")  # UTF-8 read as Windows-874 or as Windows-1252
_ERROR = re.compile(r"#{2,}|#(REF|N/A|NAME|VALUE|DIV/0|NUM|NULL|SPILL)[!?]?")
_THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
_MONTH = r"(?:[A-Z][a-z]{2}|[ก-ู]{1,3}\.[ก-ฮ]\.)"
_DATE = re.compile(
    rf"\d{{1,2}}/\d{{1,2}}(/\d{{2,4}})?|\d{{1,2}}[ -]{_MONTH}([ -]\d{{2,4}})?|{_MONTH}-\d{{1,4}}"
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_THAI = re.compile("[ก-ฮ]")
_SMALL = Decimal(32_767)  # the most that PostgreSQL keeps in a small integer; SQLite keeps anything
_LONGEST = 200  # characters of a patterned code: Python refuses to make a number of thousands of digits
_FLAGS = {"yes": True, "no": False}


def read(text: str, column: Column, field: AnyField) -> Any:
    """Return the value of a cell by the rules of its field. Raises Unreadable with fault and cure."""
    if _ERROR.fullmatch(text.strip()):
        raise Unreadable(_("a spreadsheet's error value"), _("mend the formula, then save again"))
    if _CONTROL.search(text):
        raise Unreadable(_("characters that are no text"), _("type the cell again"))
    if _GARBLED.search(text):
        cure = _("import the original anew: in Excel Data, From Text/CSV, file origin 65001 (UTF-8)")
        raise Unreadable(_("garbled Thai: UTF-8 was opened as another encoding"), cure)
    if not _HIDDEN.sub("", text).strip():
        return _empty(column, field)
    if isinstance(field, TextList):
        strict = bool(column.choices) or _is_code(column, field)
        parts = (part for part in text.split(column.separator) if strict or part.strip())
        return [_word(part, column, field) for part in parts]
    value = _value(text, column, field)
    _keep_rules(value, column, field)
    return value


def _value(text: str, column: Column, field: AnyField) -> Any:
    if isinstance(field, models.BooleanField):
        return _FLAGS[_word(text, column, field)]
    if isinstance(field, models.DateField):
        return _date(text)
    if isinstance(field, models.IntegerField | models.DecimalField | models.FloatField):
        return _number(text, column, field)
    return _word(text, column, field)


def _empty(column: Column, field: AnyField) -> Any:
    if isinstance(field, TextList):
        return []
    if (field.null or field.blank) and not column.needed:
        return None if field.null else ""
    if column.name == "source":
        raise Unreadable(_("a row without a source"), _("name what says so, or write own knowledge"))
    what = _("the Thai name is missing") if column.letters == "th" else _("the cell is empty")
    raise Unreadable(what, _("fill it"))


def _keep_rules(value: Any, column: Column, field: AnyField) -> None:
    """Ask the validators of the field: length, digits, range, hours."""
    rules = field.target_field if isinstance(field, models.ForeignKey) else field
    try:
        rules.run_validators(value)
    except ValidationError as error:
        cure = str(column.cure) or " ".join(error.messages)
        raise Unreadable(_("the value cannot be kept"), cure, value) from error


def _word(text: str, column: Column, field: AnyField) -> str:
    """Return a code, a word of a list, a name or a plain text."""
    clean = _HIDDEN.sub("", text).strip()
    if words := _allowed(column, field):
        if clean and clean not in words:
            raise Unreadable(_("%(text)r is not in the list") % {"text": clean}, did_you_mean(clean, words))
        _refuse_blanks(text, clean, whole=not isinstance(field, TextList))
        return clean
    if _is_code(column, field):
        code = _code(clean, column) if clean else ""  # before the blanks, since those guess what is meant
        _refuse_blanks(text, clean, whole=not isinstance(field, TextList))
        return code
    return _name(text.strip(), column)


def _allowed(column: Column, field: AnyField) -> tuple[str, ...]:
    if isinstance(field, models.BooleanField):
        return tuple(_FLAGS)
    return column.choices or tuple(str(value) for value, _label in field.flatchoices)


def _is_code(column: Column, field: AnyField) -> bool:
    marked = column.refers or column.pattern or column.digits or column.exact
    return bool(marked or field.primary_key or isinstance(field, models.ForeignKey))


def _refuse_blanks(text: str, clean: str, *, whole: bool) -> None:
    if hidden := _HIDDEN.search(text):
        raise Unreadable(
            _("a character that cannot be seen (U+%(code)04X)") % {"code": ord(hidden[0])},
            _("delete the cell and type %(text)s") % {"text": clean},
            clean if whole else None,
        )
    if not clean:
        raise Unreadable(_("an empty part between two marks"), _("delete the mark too many"))
    if whole and text != clean:
        raise Unreadable(
            _("a blank before or after"), _("write %(text)s without it") % {"text": clean}, clean
        )


def _code(text: str, column: Column) -> str:
    if column.digits and thai.arabic_digits(text).isdecimal():
        text = thai.arabic_digits(text)
        if len(text) < column.digits:
            full = text.zfill(column.digits)
            cure = _("write %(code)s, and format the column as Text first") % {"code": full}
            raise Unreadable(_("a leading zero was lost"), cure, full)
    if _SCIENTIFIC.fullmatch(text):
        raise Unreadable(*_shortened())
    fits = re.fullmatch(column.pattern or (rf"\d{{{column.digits}}}" if column.digits else r".+"), text)
    if column.pattern and len(text) > _LONGEST:
        fits = None
    if fits and not (_DATE.fullmatch(text) and column.pattern):
        return text
    if _DATE.fullmatch(text):
        what = _("the spreadsheet turned this into a date: %(text)s") % {"text": text}
        raise Unreadable(
            what, _("format the column as Text and type it as %(like)s") % {"like": _like(column)}
        )
    raise Unreadable(
        _("%(text)r has not the right form") % {"text": text},
        _("write it as %(like)s") % {"like": _like(column)},
    )


def _like(column: Column) -> str:
    return column.example or "0" * (column.digits - 1) + "1"


def _shortened() -> tuple[str, str]:
    return _("the spreadsheet shortened a long number"), _(
        "format the column as Text and type all its digits"
    )


def _name(text: str, column: Column) -> str:
    if column.letters == "th" and not _THAI.search(text):
        raise Unreadable(_("the Thai name has no Thai letters"), _("write the name in Thai"), text)
    if column.letters == "en" and _THAI.search(text):
        raise Unreadable(_("the English name has Thai letters"), _("write the name in English"), text)
    return text


def _number(text: str, column: Column, field: AnyField) -> Any:
    """Return an int, a float or a Decimal; Thai digits and commas of thousands are understood."""
    clean = thai.arabic_digits(_HIDDEN.sub("", text)).strip()
    if _SCIENTIFIC.fullmatch(clean):
        raise Unreadable(*_shortened())
    if _THOUSANDS.fullmatch(clean):
        clean = clean.replace(",", "")
    try:
        number = Decimal(clean)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        what = _("%(text)r is no number") % {"text": text.strip()}
        raise Unreadable(what, _("write digits only, as 12 or 0.5, without a unit"))
    _keep_bounds(number, column, field)
    if isinstance(field, models.IntegerField):
        if number != number.to_integral_value():
            raise Unreadable(_("%(text)s is no whole number") % {"text": clean}, _("write a whole number"))
        return int(number)
    return float(number) if isinstance(field, models.FloatField) else number


def _keep_bounds(number: Decimal, column: Column, field: AnyField) -> None:
    least, most = column.least, column.most
    if most is None and isinstance(field, models.SmallIntegerField | models.PositiveSmallIntegerField):
        most = _SMALL
    if least is not None and number < least:
        cure = _("write %(least)s or more") % {"least": least}
        raise Unreadable(_("less than %(least)s") % {"least": least}, cure)
    if most is not None and number > most:
        cure = _("write %(most)s or less") % {"most": most}
        raise Unreadable(_("more than %(most)s") % {"most": most}, cure)


def _date(text: str) -> dt.date:
    """Return the day of `2026-11-02`, `2/11/2569` (พ.ศ., so day first) or `2 พ.ย. 2569`."""
    clean = thai.arabic_digits(_HIDDEN.sub("", text)).strip()
    cure = _("write it as 2026-11-02: year, month, day")
    try:
        day = thai.parse_date(clean)
    except (ValueError, OverflowError):
        raise Unreadable(_("%(text)r is no day") % {"text": text.strip()}, cure) from None
    if "/" in clean and int(clean.rsplit("/", 1)[1]) <= 2400:
        what = _("the day and the month of %(text)s cannot be told apart") % {"text": clean}
        raise Unreadable(what, cure)
    if not dt.date(1900, 1, 1) <= day <= dt.date(2200, 1, 1):
        raise Unreadable(_("the year %(year)s is far off") % {"year": day.year}, cure)
    return day
