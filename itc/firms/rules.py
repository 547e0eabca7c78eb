"""What is decided about firms without a database: their number, their name, their size."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.th import moa, pin

from itc.firms.errors import WrongTaxNumber
from itc.lib.thai import arabic_digits

_FORMS = re.compile(
    r"บริษัท|จำกัด|มหาชน|ห้างหุ้นส่วน(สามัญ)?(นิติบุคคล)?|หจก\.?|บจก\.?|บมจ\.?|ร้าน|วิสาหกิจชุมชน|กลุ่ม"
    r"|\b(company|limited|co|ltd|part|partnership|public|plc|inc|corporation|corp)\b\.?",
    re.IGNORECASE,
)
"""Words that say what form a firm has, not which one it is."""


_TELLS_NOTHING = re.compile(r"(?![\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])[\W_]")
"""Blanks and marks; Thai vowel signs and tones count as marks to Python, and tell words apart."""


def name_key(name: str) -> str:
    """Return what is left of a name without its legal form, blanks and marks, to find like ones."""
    plain = name.lower()
    key = _TELLS_NOTHING.sub("", _FORMS.sub("", plain)) or re.sub(r"\s+", "", plain)
    return unicodedata.normalize("NFKC", key)  # ำ may be typed as one sign or as two


def tax_number(text: str) -> str:
    """Return the 13 digits of a firm's number, also from Thai digits, with blanks and marks between them.

    A company has the number of its registration, somebody who trades in her own name that of her card: both
    have a check digit. Refuses: WrongTaxNumber, which says what is wrong.
    """
    digits = re.sub(r"[\W_]", "", arabic_digits(text))
    if not re.fullmatch(r"[0-9]{13}", digits):
        raise WrongTaxNumber(digits=len(re.sub(r"[^0-9]", "", digits)))
    try:
        return str((moa if digits.startswith("0") else pin).validate(digits))
    except InvalidChecksum as error:
        raise WrongTaxNumber(digits=13, mistyped=True) from error
    except ValidationError as error:
        raise WrongTaxNumber(digits=13) from error


@dataclass(frozen=True, slots=True)
class Band:
    """Up to how many people and how much revenue a year a firm is of a size."""

    size: str
    most_people: int
    most_revenue: Decimal


LARGE = "large"
"""Larger than an SME."""


@dataclass(frozen=True, slots=True)
class Sized:
    """The size of a firm by people, by revenue (None where not known), and what counts: one of the two."""

    by_people: str | None
    by_revenue: str | None
    size: str | None

    @property
    def disagrees(self) -> bool:
        """Whether the two tests say different sizes."""
        return None not in (self.by_people, self.by_revenue) and self.by_people != self.by_revenue


def sized(
    bands: Iterable[Band], *, people: int | None, revenue: Decimal | None, revenue_decides: bool
) -> Sized:
    """Return the size of a firm by the bands of its sector; where only one test is known, that counts.

    Without bands nothing is known: no rule was in force.
    """
    rising = sorted(bands, key=lambda band: band.most_people)
    if not rising:
        return Sized(None, None, None)
    order = [*(band.size for band in rising), LARGE]
    by_people = by_revenue = None
    if people is not None:
        by_people = next((band.size for band in rising if people <= band.most_people), LARGE)
    if revenue is not None:
        by_revenue = next((band.size for band in rising if revenue <= band.most_revenue), LARGE)
    known = [size for size in (by_people, by_revenue) if size is not None]
    if revenue_decides and by_revenue is not None:
        return Sized(by_people, by_revenue, by_revenue)
    return Sized(by_people, by_revenue, max(known, key=order.index) if known else None)
