"""Rows of a small catalogue: each function saves one, with what a test does not say filled in."""

from decimal import Decimal
from typing import Any

from itc.catalogue.models import (
    ChipWord,
    Family,
    MachineKind,
    Operation,
    RecipeStep,
    Requirement,
    Standard,
    Test,
)


def names(code: str) -> dict[str, Any]:
    return {"name_th": f"ชื่อ {code}", "name_en": f"Name {code}", "source": "own knowledge"}


def operation(code: str = "drying", **given: Any) -> Operation:
    plain = names(code) | {
        "stage": "engineering", "kind": "machine", "booked_as": "resource", "provider_kind": "machine",
        "provider": [], "run": "through", "presence": "owner", "skip_if_known": False, "unit": "batch",
        "needs_operator": "yes", "typical_hours": "2-8", "turnaround_days": "0-1",
    }  # fmt: skip
    return Operation.objects.create(code=code, **plain | given)


def family(code: str = "dried-fruit", **given: Any) -> Family:
    plain = names(code) | {"sector": "food", "risk": "medium"}
    return Family.objects.create(code=code, **plain | given)


def step(family: Family, operation: Operation, seq: int = 1, **given: Any) -> RecipeStep:
    plain = {
        "stage": operation.stage, "hours": Decimal("3.5"), "per": "once", "after": [], "optional": False,
        "when": [], "why_th": "เพราะต้องแห้ง", "why_en": "It must be dry.", "source": "own knowledge",
    }  # fmt: skip
    return RecipeStep.objects.create(family=family, operation=operation, seq=seq, **plain | given)


def standard(code: str = "th-gmp", **given: Any) -> Standard:
    plain = names(code) | {
        "kind": "gmp", "number": "420", "issuer": "อย.", "compulsory": "yes", "condition_th": "เมื่อผลิตเพื่อขาย",
        "applies_to": ["sector:food"], "market": ["TH"],
    }  # fmt: skip
    return Standard.objects.create(code=code, **plain | given)


def requirement(standard: Standard, code: str = "r1", **given: Any) -> Requirement:
    plain = {
        "parameter_th": "ตะกั่ว", "parameter_en": "Lead", "limit_text": "≤ 0.1 mg/kg", "source": "https://example.org/law",
    }  # fmt: skip
    return Requirement.objects.create(code=code, standard=standard, **plain | given)


def lab_test(operation: Operation, code: str = "tpc", **given: Any) -> Test:
    return Test.objects.create(code=code, operation=operation, **names(code) | given)


def machine_kind(code: str = "dryer", **given: Any) -> MachineKind:
    plain = names(code) | {
        "family": "food", "operations": ["drying"], "typical_batch_h": Decimal(6), "operator_needed": "first",
        "training_hours": Decimal(3), "setup_min": 30, "cleaning_min": 45, "price_low_thb": Decimal(65000),
        "price_high_thb": Decimal(450000), "economic_life_years": Decimal(8),
        "maintenance_pct_of_price_per_year": Decimal(4), "power_kw": Decimal(6), "floor_m2": Decimal(4),
    }  # fmt: skip
    return MachineKind.objects.create(code=code, **plain | given)


def chip_word(word: str, chip: str, lang: str = "en", **given: Any) -> ChipWord:
    plain = {"match": "longest", "kind": chip.partition(":")[0], "source": "own knowledge"}
    return ChipWord.objects.create(word=word, chip=chip, lang=lang, **plain | given)
