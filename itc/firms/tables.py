"""The files of dated rules of size."""

from django.utils.translation import gettext_lazy

from itc.db.tables import Column, Table, columns, register
from itc.firms.models import SizeRule, TieRule

register(
    Table(
        "firm_sizes.csv",
        SizeRule,
        about=gettext_lazy("Up to how many people and how much revenue a firm is micro, small or medium."),
        key=("code",),
        columns=columns("code sector size most_people most_revenue_thb valid_from valid_to source status"),
    ),
    Table(
        "firm_size_ties.csv",
        TieRule,
        about=gettext_lazy("What counts where people and revenue say different sizes."),
        key=("code",),
        columns=(
            *columns("code decides note valid_from valid_to source status"),
            Column("in_force"),
        ),
    ),
)
