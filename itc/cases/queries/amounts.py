"""How much of a product a case is for, in words."""

from collections.abc import Sequence

from itc.cases.models import Case
from itc.catalogue.queries.understanding import Lot, lots_in
from itc.web.templatetags.web import amount


def amount_of(case: Case) -> str:
    """Return how much of the product a lot is: as she chose it, else as she wrote it; or nothing."""
    return amounts_of([case])[0]


def amounts_of(cases: Sequence[Case]) -> list[str]:
    """Return it for many cases, in their order: two queries for all of them."""
    read = [case for case in cases if case.chosen_amount is None]
    lots = dict(zip(map(id, read), lots_in(case.product for case in read), strict=True)) if read else {}
    return [_said(case, lots.get(id(case))) for case in cases]


def _said(case: Case, lot: Lot | None) -> str:
    if (chosen := case.chosen_amount) is not None:
        return amount(chosen.value, chosen.unit)
    if lot is None or any(chip.partition(":")[0] == "amount" for chip in case.asked.get("chips_off", ())):
        return ""
    return amount(lot.lot.normalize(), lot.unit)
