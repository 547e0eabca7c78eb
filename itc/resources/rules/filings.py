"""Where a filing goes: of the offices that take it, the one of her province, else the slowest."""

from collections.abc import Iterable
from dataclasses import dataclass

BANGKOK = "TH-10"
OUTSIDE_BANGKOK = "makers outside Bangkok"
OF_THE_FIRM = ("province of the firm", "branch of the firm")


@dataclass(frozen=True, slots=True)
class Office:
    """An agency's clock for one operation."""

    code: str
    name_th: str
    name_en: str
    reach: str
    applies_to: str
    expected_days: int
    low_days: int
    high_days: int
    prepared_by: str


def office_for(offices: Iterable[Office], *, family: str, province: str) -> Office | None:
    """Return the office that takes this filing of a family's maker in a province; None where none does.

    An office named for the family beats one for any; then the office of her own province; then the longest
    expected wait, since nothing is promised and a plan should not be rosier than the slowest honest answer.
    """
    fitting = [office for office in offices if _fits(office, family=family, province=province)]

    def preference(office: Office) -> tuple[bool, bool, int, str]:
        named = family in office.applies_to.split("|")
        return named, office.reach in OF_THE_FIRM, office.expected_days, office.code

    return max(fitting, key=preference, default=None)


def _fits(office: Office, *, family: str, province: str) -> bool:
    if office.applies_to == OUTSIDE_BANGKOK:
        return province != BANGKOK
    return office.applies_to == "any" or family in office.applies_to.split("|")
