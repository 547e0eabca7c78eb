"""From a line to what can be booked: units of a machine, people, lab counters, filings."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from itc.db.tables import Data, Fault, Record, Row
from itc.resources.models import Resource

ROOMS = "space"
"""The family of machine kinds that are rooms."""

_MARKS = re.compile("[^0-9a-z\u0e00-\u0e7f]+")  # slugify would drop Thai vowels, and make codes equal


def units(row: Row, plain: Record, data: Data) -> Iterator[Record]:
    """Yield one record for each unit: `IEAT-NRIE/fd-freeze-dryer-01`, named after its kind and number."""
    kind = data.by_key("machine_kinds.csv")[row["machine_kind_code"]]
    centre = data.by_key("centres.csv")[row["centre_code"]]
    for number in range(1, row["units"] + 1):
        yield plain | {
            "code": f"{row['centre_code']}/{row['machine_kind_code']}-{number:02d}",
            "kind": Resource.Kind.ROOM.value if kind["family"] == ROOMS else Resource.Kind.MACHINE.value,
            "name_th": f"{kind['name_th']} {number}",
            "name_en": f"{kind['name_en']} {number}",
            "province_id": centre["province_iso"],
        }


def people(row: Row, plain: Record, data: Data) -> Iterator[Record]:
    """Yield the record of a person."""
    yield plain | {"kind": Resource.Kind.PERSON.value}


def counters(row: Row, plain: Record, data: Data) -> Iterator[Record]:
    """Yield the record of a lab's counter: `LB01/microbiology-test`."""
    yield plain | {"code": f"{row['lab_code']}/{row['operation']}"}


def filings(row: Row, plain: Record, data: Data) -> Iterator[Record]:
    """Yield the record of a filing: `FDA/fda-food-licence`, with whom it is for where not for any."""
    parts = [row["office_code"], row["operation"]]
    if row["applies_to"] != "any":
        parts.append(_MARKS.sub("-", row["applies_to"].lower()).strip("-"))
    agency = row["office_code"] if row["office_code"] in data.by_key("agencies.csv") else None
    yield plain | {"code": "/".join(parts), "agency_id": agency}


def answers_lie_in_their_range(data: Data) -> Iterator[Fault]:
    """The expected days lie between the quickest and the slowest."""
    for row in data["offices.csv"]:
        low, days, high = (row[name] for name in ("expected_days_low", "expected_days", "expected_days_high"))
        if None not in (low, days, high) and not low <= days <= high:
            what = _("%(days)d is not between %(low)d and %(high)d") % {
                "days": days,
                "low": low,
                "high": high,
            }
            yield row.fault("expected_days", what, _("mend one of the three"))
