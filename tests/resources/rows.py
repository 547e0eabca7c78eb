"""Rows of a small network: each function saves one, with what a test does not say filled in."""

import datetime as dt
from decimal import Decimal
from typing import Any

from itc.catalogue.models import MachineKind, Operation
from itc.network.models import Centre, Coverage, Province
from itc.resources.models import Counter, Filing, Maker, Price, Resource
from tests.catalogue.rows import names


def unit(centre: Centre, kind: MachineKind, code: str = "U1", **given: Any) -> Resource:
    plain = names(code) | {
        "kind": "machine",
        "centre": centre,
        "province": centre.province,
        "machine_kind": kind,
        "hours": "Mon-Sat 08:30-16:30",
        "capacity": Decimal(90),
        "capacity_unit": "kg/batch",
    }
    return Resource.objects.create(code=code, **plain | given)


def person(centre: Centre, code: str = "P1", **given: Any) -> Resource:
    plain = {
        "kind": "person",
        "centre": centre,
        "province": centre.province,
        "hours": "Mon-Fri 08:30-16:30",
        "name_th": "นางสาวคำแก้ว ใจดี",
        "name_en": "Khamkaew Jaidee",
        "role": "engineer",
        "topic": "process engineer",
        "source": "own work, fictional",
    }
    return Resource.objects.create(code=code, **plain | given)


def price(kind: MachineKind, centre: Centre, code: str = "PR1", **given: Any) -> Price:
    plain = {
        "provider_kind": "machine",
        "provider": centre.pk,
        "machine_kind": kind,
        "unit": "batch",
        "rule": "price",
        "price_thb": Decimal(600),
        "valid_from": dt.date(2020, 1, 1),
        "source": "own knowledge",
    }
    return Price.objects.create(code=code, **plain | given)


def counter(operation: Operation, province: Province, code: str = "C1", **given: Any) -> Counter:
    plain = names(code) | {
        "lab_code": "LB01",
        "province": province,
        "operation": operation,
        "weekly_capacity": 23,
        "lead_days": 8,
        "hours": "Mon-Fri 08:30-15:00",
        "unit": "test",
    }
    return Counter.objects.create(code=code, **plain | given)


def filing(operation: Operation, code: str = "F1", **given: Any) -> Filing:
    plain = names(code) | {
        "agency_code": "FDA",
        "reach": "national",
        "operation": operation,
        "applies_to": "any",
        "expected_days": 30,
        "expected_days_low": 15,
        "expected_days_high": 60,
        "prepared_by": "officer",
    }
    return Filing.objects.create(code=code, **plain | given)


def maker(province: Province, **given: Any) -> Maker:
    plain = {
        "name_th": "โรงงานลับเฉพาะ",
        "name_en": "Secret Works",
        "source": "own work, fictional",
        "code": "MK1",
    }
    return Maker.objects.create(province=province, **plain | given)


def led(centre: Centre, province: Province, **given: Any) -> Coverage:
    plain = {
        "scope": "province",
        "rank": 1,
        "valid_from": dt.date(2020, 1, 1),
        "default_lead": True,
        "source": "own knowledge",
    }
    return Coverage.objects.create(centre=centre, province=province, **plain | given)
