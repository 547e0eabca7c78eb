"""What spreadsheets keep of people: who uploaded what, and for a day what stood in it."""

import datetime as dt

from itc.accounts.models import User
from itc.accounts.registry import Kept, columns, register
from itc.sheets.models import Upload


def forget_waiting(person: User, now: dt.datetime) -> None:
    """Forget what a person uploaded and never wrote."""
    Upload.objects.waiting().filter(by=person).delete()


register(
    Kept(
        Upload,
        columns(nameless="by undone_by", erased="sheet", kept="table counts rows"),
        why="Who changed which table, so that it can be undone. Cells go when it is written.",
        how_long="5 years; cells that nobody wrote, a day",
        told=("table", "uploaded_at", "applied_at", "undone_at"),
        erase=forget_waiting,
    )
)
