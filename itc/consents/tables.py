"""The file of purposes for which we ask consent."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from itc.consents.models import Purpose
from itc.db.tables import Data, Fault, Row, Table, columns, register


def one_version_a_day(data: Data) -> Iterator[Fault]:
    """Of a purpose one version is in force on a day: a person agrees to one sentence."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in data["consent_purposes.csv"]:
        if None not in (row["code"], row["valid_from"]):
            rows[row["code"]].append(row)
    for versions in rows.values():
        versions.sort(key=lambda row: row["valid_from"])
        for before, after in pairwise(versions):
            if before["valid_to"] is None or before["valid_to"] >= after["valid_from"]:
                what = _("it begins while version %(version)s is still in force")
                cure = _("end that version on the day before")
                yield after.fault("valid_from", what % {"version": before["version"]}, cure)


register(
    Table(
        "consent_purposes.csv",
        Purpose,
        about=gettext_lazy(
            "What we ask people to agree to, word for word, with the days on which the words hold."
        ),
        key=("code", "version"),
        columns=columns("code version name_th name_en words_th words_en valid_from valid_to source status"),
        checks=(one_version_a_day,),
    )
)
