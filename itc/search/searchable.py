"""Keeps the index beside the reference tables."""

from itc.db.tables import on_loaded
from itc.db.tables.loading import Changed
from itc.search.actions import index


@on_loaded
def bring_up_to_date(changed: Changed) -> None:
    """Write the entries of what a load added or changed, in its transaction."""
    index(changed.keys())
