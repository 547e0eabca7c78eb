"""Rules on prices: of whom, how much, and none missing."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from itc.db.tables import Data, Fault, Row, did_you_mean

_FILES = {
    "machine": ("centres.csv", "code"),
    "person": ("experts.csv", "code"),
    "lab": ("sample_labs.csv", "lab_code"),
    "maker": ("makers.csv", "code"),
    "office": ("offices.csv", "office_code"),
}


def providers_exist(data: Data) -> Iterator[Fault]:
    """A price is of a provider that is there, of its kind, for a machine kind or else an operation."""
    known = {kind: {row[column] for row in data[file]} for kind, (file, column) in _FILES.items()}
    for row in data["prices.csv"]:
        kind, provider = row["provider_kind"], row["provider"]
        if kind is None:
            continue
        if provider and provider not in known[kind]:
            what = _("%(code)r is not in %(file)s") % {"code": provider, "file": _FILES[kind][0]}
            yield row.fault("provider", what, did_you_mean(provider, filter(None, known[kind])))
        wanted = "machine_kind" if kind == "machine" else "operation"
        if row[wanted] is None:
            what = _("a price of a %(kind)s says nothing of what for") % {"kind": kind}
            yield row.fault(wanted, what, _("fill %(column)s") % {"column": wanted})


def amounts_follow_the_rule(data: Data) -> Iterator[Fault]:
    """A price is more than nothing, free is 0 or empty, to be quoted is empty; it ends after it begins."""
    for row in data["prices.csv"]:
        rule, baht = row["rule"], row["price_thb"]
        if rule == "price" and not baht:
            yield row.fault("price_thb", _("a price of nothing"), _("write baht, or the rule free or quote"))
        if rule == "free" and baht:
            yield row.fault(
                "price_thb", _("free, but %(baht)s baht") % {"baht": baht}, _("write 0, or the rule price")
            )
        if rule == "quote" and baht is not None:
            yield row.fault(
                "price_thb", _("to be quoted, but with a price"), _("empty the cell, or write the rule price")
            )
        if row["first_hour_thb"] is not None and row["unit"] not in (None, "hour"):
            what = _("a first hour, but priced by the %(unit)s") % {"unit": row["unit"]}
            yield row.fault("first_hour_thb", what, _("empty the cell, or write the unit hour"))
        if None not in (row["valid_from"], row["valid_to"]) and row["valid_to"] < row["valid_from"]:
            what = _("it ends on %(day)s, before it begins") % {"day": row["valid_to"]}
            yield row.fault("valid_to", what, _("mend one of the two days"))


def every_provider_has_a_price(data: Data) -> Iterator[Fault]:
    """Whoever serves an operation has a row for it, price, free or quote, in the unit it is priced by."""
    priced = {
        (row["provider_kind"], row["provider"], row["machine_kind"] or row["operation"], row["unit"])
        for row in data["prices.csv"]
        if not row["firm_size"]  # a price for firms of one size leaves the others without
    }
    for row, column, key in _served(data):
        if None not in key and key not in priced:
            what = _("no price of %(provider)s for %(what)s by the %(unit)s") % {
                "provider": key[1], "what": key[2], "unit": key[3],
            }  # fmt: skip
            yield row.fault(column, what, _("add a row to prices.csv; the rule quote needs no amount"))


def _served(data: Data) -> Iterator[tuple[Row, str, tuple[Any, ...]]]:
    """Yield row, column and (kind of provider, provider, machine kind or operation, unit) to be priced."""
    operations, kinds = data.by_key("operations.csv"), data.by_key("machine_kinds.csv")
    for row in data["sample_network.csv"]:
        kind = kinds.get(row["machine_kind_code"])
        named = [operations[code] for code in (kind["operations"] if kind else ()) if code in operations]
        for unit in sorted({each["unit"] or "" for each in named if each["provider_kind"] == "machine"}):
            yield (
                row,
                "machine_kind_code",
                ("machine", row["centre_code"], row["machine_kind_code"], unit or None),
            )
    for file, kind_name, provider in (("experts.csv", "person", "code"), ("makers.csv", "maker", "code")):
        for row in data[file]:
            for code in row["operations"]:
                if code in operations:
                    yield row, "operations", (kind_name, row[provider], code, operations[code]["unit"])
    for row in data["sample_labs.csv"]:
        if row["operation"] in operations:
            unit = operations[row["operation"]]["unit"]
            yield row, "operation", ("lab", row["lab_code"], row["operation"], unit)
    for row in data["offices.csv"]:
        yield row, "operation", ("office", row["office_code"], row["operation"], "filing")
