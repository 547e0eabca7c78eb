"""A list of firms: its columns, and what their cells mean."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from itc.firms.errors import WrongTaxNumber
from itc.firms.rules import tax_number
from itc.lib.thai import arabic_digits

MOST_FIRMS = 500
"""In one list: each is an account, a firm and a consent."""


@dataclass(frozen=True, slots=True)
class FirmColumn:
    """A column of a list of firms: the field of the form it fills, what it is called, what it means."""

    field: str
    title: Promise
    allowed: Promise
    example: str
    needed: bool = False


COLUMNS = (
    FirmColumn(
        "name", _("Name of the firm"), _("as it is registered, or as people call it"), "แม่คำลำไย", needed=True
    ),
    FirmColumn(
        "number",
        _("13-digit number"),
        _("of the company or of the owner's card; empty: not registered yet"),
        "0105535099511",
    ),
    FirmColumn("kind", _("Kind of firm"), _("SME or startup"), "SME", needed=True),
    FirmColumn("sector", _("Sector"), _("makes things, or trades or serves"), "manufacturing", needed=True),
    FirmColumn("province", _("Province"), _("its name or its code"), "ลำพูน", needed=True),
    FirmColumn("people", _("People who work there"), _("a whole number; empty: not known"), "6"),
    FirmColumn("revenue_thb", _("Revenue in a year (baht)"), _("a number; empty: not known"), "1500000"),
    FirmColumn(
        "contact",
        _("Name of the contact"),
        _("who came to your centre, or owns the firm"),
        "คำ แก้วมา",
        needed=True,
    ),
    FirmColumn(
        "phone",
        _("Phone of the contact"),
        _("her own, which nobody else in the list has; empty: none"),
        "081 234 5678",
    ),
)


def column_called(text: str) -> str:
    """Return the column a header means, in Thai or English; the text itself where it means none."""
    return _in_both({column.field: column.title for column in COLUMNS}).get(_plain(text), text.strip())


def choice(text: str, choices: Iterable[tuple[str, str | Promise]]) -> str:
    """Return the value of a choice written as itself or as its words in Thai or English, else the text."""
    return _in_both(dict(choices)).get(_plain(text), text.strip())


def province_code(text: str, provinces: Mapping[str, str]) -> str:
    """Return the code of a province by its name in either language, else the text."""
    plain = {_plain(name): code for name, code in provinces.items()}
    return plain.get(_plain(re.sub(r"^(จังหวัด|จ\.)", "", text.strip())), text.strip())


def lost_zero(text: str, fits: Callable[[str], object] = tax_number) -> str:
    """Return the number with the zero that a spreadsheet took from its front, empty where it lost none."""
    digits = re.sub(r"[\s\-]", "", arabic_digits(text))
    if not re.fullmatch(r"[1-9][0-9]{11}", digits):
        return ""
    try:
        fits(f"0{digits}")
    except WrongTaxNumber:
        return ""
    return f"0{digits}"


def whole_phone(text: str) -> str:
    """Return a phone with the zero that a spreadsheet took from its front: 812345678 is 0812345678."""
    digits = re.sub(r"[\s\-]", "", arabic_digits(text))
    return f"0{digits}" if re.fullmatch(r"[2-9][0-9]{7,8}", digits) else text.strip()


def _plain(text: str) -> str:
    return re.sub(r"[\s.\-_]+", "", text).casefold()


def _in_both(titles: Mapping[str, str | Promise]) -> dict[str, str]:
    """Return values by themselves and by their titles in Thai and in English."""
    found = {_plain(value): value for value in titles}
    for language in ("th", "en"):
        with override(language):
            found |= {_plain(str(title)): value for value, title in titles.items()}
    return found
