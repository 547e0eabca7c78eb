"""Rules on what standards and platforms apply to."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from itc.db.tables import Data, Fault, did_you_mean


def standards_apply_to_something(data: Data) -> Iterator[Fault]:
    """A standard applies to families, to a sector of them, to a group that is no family, or to any."""
    families = data.by_key("families.csv")
    known = {"any", *families, *(f"sector:{row['sector']}" for row in families.values())}
    for row in data["standards.csv"]:
        for word in row["applies_to"]:
            if word not in known and not word.startswith("group:"):
                what = _("%(word)r is no family, sector or group") % {"word": word}
                yield row.fault("applies_to", what, did_you_mean(word, known))


def gates_join_operations(data: Data) -> Iterator[Fault]:
    """Both ends of a gate `before>then` are operations."""
    operations = data.by_key("operations.csv")
    for row in data["platforms.csv"]:
        for gate in row["gates"]:
            for code in gate.split(">"):
                if code not in operations:
                    what = _("%(code)r is not in %(file)s") % {"code": code, "file": "operations.csv"}
                    yield row.fault("gates", what, did_you_mean(code, operations))


def proposals_name_what_can_be_read(data: Data) -> Iterator[Fault]:
    """A platform is proposed by chips, its name, a family or a sector: `a|b,c+d` is a, or b or c with d."""
    families, chips = data.by_key("families.csv"), data["chips.csv"]
    known = {chip for row in chips for chip in (row["chip"], *row["implies"]) if chip}
    known |= {f"family:{code}" for code in families} | {
        f"sector:{row['sector']}" for row in families.values()
    }
    known |= {f"platform:{code}" for code in data.by_key("platforms.csv")}
    for row in data["platforms.csv"]:
        for term in re.split("[,+]", ",".join(row["proposed_by"])):
            if term and term not in known:
                what = _("%(term)r is no chip, family, sector or platform") % {"term": term}
                yield row.fault("proposed_by", what, did_you_mean(term, known))


def one_platform_is_the_default(data: Data) -> Iterator[Fault]:
    """Exactly one platform is proposed where nothing else fits."""
    rows = data["platforms.csv"]
    defaults = [row for row in rows if row["is_default"]]
    cure = _("write yes in one row and no in the others")
    for row in defaults[1:]:
        yield row.fault(
            "is_default", _("a second default, after line %(line)d") % {"line": defaults[0].line}, cure
        )
    if not defaults:
        yield rows[0].fault("is_default", _("no platform is the default"), cure)
