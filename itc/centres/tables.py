"""The file of templates: sorts of centres to begin from."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from itc.centres.models import CentreTemplate
from itc.db.tables import Column, Data, Fault, Table, columns, register


def its_machines_stand_there(data: Data) -> Iterator[Fault]:
    """A template names only kinds of machines that stand at the centre it is copied from."""
    there = {(row["centre_code"], row["machine_kind_code"]) for row in data["sample_network.csv"]}
    for row in data["centre_templates.csv"]:
        for kind in row["machine_kinds"]:
            if row["centre_code"] and (row["centre_code"], kind) not in there:
                what = _("%(kind)s does not stand at %(centre)s") % {
                    "kind": kind,
                    "centre": row["centre_code"],
                }
                yield row.fault("machine_kinds", what, _("name kinds that stand there, or another centre"))


register(
    Table(
        "centre_templates.csv",
        CentreTemplate,
        about=gettext_lazy("Sorts of centres to begin from: some machines of a centre that is there."),
        key=("code",),
        columns=(
            *columns("code name_th name_en source status"),
            Column("about_th", script="th"),
            Column("about_en", script="en"),
            Column("centre_code", to="centre", needed=True),
            Column("machine_kinds", refers="machine_kinds.csv", needed=True),
        ),
        checks=(its_machines_stand_there,),
    )
)
