"""The files of dated rules of size."""

from itc.db.tables import Column, Table, columns, register
from itc.firms.models import SizeRule, TieRule

register(
    Table(
        "firm_sizes.csv",
        SizeRule,
        key=("code",),
        columns=columns("code sector size most_people most_revenue_thb valid_from valid_to source status"),
    ),
    Table(
        "firm_size_ties.csv",
        TieRule,
        key=("code",),
        columns=(
            *columns("code decides note valid_from valid_to source status"),
            Column("in_force"),
        ),
    ),
)
