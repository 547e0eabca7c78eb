"""Rules on what standards and platforms apply to."""

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
