"""Who may see and change which table."""

import datetime as dt

from itc.accounts.models import User
from itc.db.tables import Table, tables
from itc.lib import thai
from itc.network.queries import centres_of_officer
from itc.sheets.errors import MayNot, UnknownTable


def tables_of(user: User) -> list[Table]:
    """Return the tables a person may change: staff whose group or account says so."""
    return [table for table in tables() if _may(user, table, "change")]


def table_of(user: User, name: str) -> Table:
    """Return a table by its name in addresses. Refuses: UnknownTable, for who may not change it too."""
    found = next((table for table in tables_of(user) if table.name == name), None)
    if found is None:
        raise UnknownTable
    return found


def require_may(user: User, table: Table, *, adds: bool, removes: bool) -> None:
    """Refuses: MayNot, where rows would be added or removed by somebody who may only change them."""
    for wanted, verb in ((adds, "add"), (removes, "delete")):
        if wanted and not _may(user, table, verb):
            raise MayNot(removes=verb == "delete")


def require_officer(user: User, *, now: dt.datetime) -> None:
    """Refuses: UnknownTable, where a person is no officer of a centre today."""
    if not (user.is_active and user.is_staff and centres_of_officer(user, on=thai.local_day(now))):
        raise UnknownTable


def _may(user: User, table: Table, verb: str) -> bool:
    meta = table.model._meta
    return bool(
        user.is_active and user.is_staff and user.has_perm(f"{meta.app_label}.{verb}_{meta.model_name}")
    )
