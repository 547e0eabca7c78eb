"""Rules on machine kinds: who does what, and numbers that belong together."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from itc.db.tables import Data, Fault, did_you_mean

_PAIRS = (
    ("capacity_min", "capacity_max"),
    ("temp_min_c", "temp_max_c"),
    ("price_low_thb", "price_high_thb"),
)


def providers_are_kinds(data: Data) -> Iterator[Fault]:
    """An operation done at machines names kinds that are there, and the kind names it back."""
    kinds = data.by_key("machine_kinds.csv")
    for row in data["operations.csv"]:
        if row["provider_kind"] != "machine":
            continue
        for code in row["provider"]:
            if code not in kinds:
                what = _("%(code)r is not in %(file)s") % {"code": code, "file": "machine_kinds.csv"}
                yield row.fault("provider", what, did_you_mean(code, kinds))
            elif row["code"] not in kinds[code]["operations"]:
                what = _("the kind %(kind)s does not name this operation") % {"kind": code}
                cure = _("add it to the kind's operations in machine_kinds.csv, or take the kind out here")
                yield row.fault("provider", what, cure)


def ranges_run_upwards(data: Data) -> Iterator[Fault]:
    """The least is not more than the most."""
    for row in data["machine_kinds.csv"]:
        for low, high in _PAIRS:
            if None not in (row[low], row[high]) and row[low] > row[high]:
                what = _("%(low)s is more than %(high)s") % {"low": row[low], "high": row[high]}
                yield row.fault(low, what, _("swap %(low)s and %(high)s") % {"low": low, "high": high})
