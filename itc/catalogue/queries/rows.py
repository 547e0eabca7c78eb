"""Rows of the catalogue as plain values: what the snapshot holds, free of the database.

The fields of each carry the names of the model's columns. Bilingual names keep both columns, and `name`,
`why` and the like read the one of the page's language.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from itc.catalogue.rules.path import Line
from itc.catalogue.rules.platforms import PlatformRule
from itc.catalogue.rules.standards_asked import StandardRule
from itc.db.bilingual import Bilingual


@dataclass(frozen=True)
class OperationRow:
    """Something done to a product; `provider` lists machine kinds, a topic or a role, by `provider_kind`."""

    code: str
    stage: str
    name_th: str
    name_en: str
    kind: str
    booked_as: str
    provider_kind: str
    provider: tuple[str, ...]
    run: str
    presence: str
    skip_if_known: bool
    unit: str
    source: str
    status: str

    name = Bilingual("name")


@dataclass(frozen=True)
class FamilyRow:
    """What people make."""

    code: str
    name_th: str
    name_en: str
    aliases_th: tuple[str, ...]
    aliases_en: tuple[str, ...]
    sector: str
    typical_batch: str
    typical_amount: Decimal | None
    typical_unit: str
    shelf_life_note: str
    risk: str
    hazards: tuple[str, ...]
    standards: tuple[str, ...]
    source: str
    status: str

    name = Bilingual("name")


@dataclass(frozen=True)
class RecipeLine(Line):
    """One step of a family's recipe, with its source."""

    source: str
    status: str

    why = Bilingual("why")


@dataclass(frozen=True)
class PlatformRow(PlatformRule):
    """A platform, with its source."""

    source: str
    status: str

    name = Bilingual("name")
    for_whom = Bilingual("for_whom")
    reason = Bilingual("reason")


@dataclass(frozen=True)
class ChipWordRow:
    """A word of a sentence that stands for a chip."""

    word: str
    lang: str
    match: str
    chip: str
    kind: str
    implies: tuple[str, ...]
    base_unit: str
    factor: Decimal | None


@dataclass(frozen=True)
class StandardRow(StandardRule):
    """A standard, law or certificate."""

    kind: str
    issuer: str
    asks_th: str
    asks_en: str
    documents: tuple[str, ...]
    validity: str
    seen_on: date | None
    source: str
    note: str

    name = Bilingual("name")
    asks = Bilingual("asks")
    ask_first = Bilingual("ask_first")


@dataclass(frozen=True)
class TestRow:
    """A laboratory test."""

    code: str
    name_th: str
    name_en: str
    operation: str
    relevant_standards: tuple[str, ...]
    sample_amount: str
    typical_days: str
    source: str
    status: str

    name = Bilingual("name")


@dataclass(frozen=True)
class ClaimRow:
    """Something said on a label that needs proof."""

    code: str
    claim_th: str
    claim_en: str
    evidence_th: str
    evidence_en: str
    standards: tuple[str, ...]
    tests: tuple[str, ...]
    source: str
    status: str

    name = Bilingual("claim")
    evidence = Bilingual("evidence")


@dataclass(frozen=True)
class MachineKindRow:
    """A kind of machine: batch in hours, set-up and cleaning in minutes, what one costs in baht."""

    code: str
    family: str
    name_th: str
    name_en: str
    operations: tuple[str, ...]
    capacity_min: Decimal | None
    capacity_max: Decimal | None
    capacity_unit: str
    amount_unit: str
    amount_factor: Decimal | None
    amount_per: str
    typical_batch_h: Decimal
    operator_needed: str
    training_hours: Decimal
    setup_min: int
    cleaning_min: int
    price_low_thb: Decimal
    price_high_thb: Decimal
    economic_life_years: Decimal
    maintenance_pct_of_price_per_year: Decimal
    source: str
    status: str

    name = Bilingual("name")
