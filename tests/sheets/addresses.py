"""Who may open which page of spreadsheets, and where it stands."""

from django.utils import timezone

from itc.accounts.models import User
from itc.sheets.models import Upload

OF_TABLES = (
    "table_list", "table_detail", "table_file", "table_preview", "table_faults", "table_removing",
    "table_undo",
)  # fmt: skip
OF_FIRMS = ("firm_sheet", "firm_template", "firm_preview", "firm_faults", "firm_undo")
WHO_MAY = {name: {"clerk"} for name in OF_TABLES} | {name: {"list_officer"} for name in OF_FIRMS}


def of_sheets() -> dict[str, list[str | int]]:
    """Return the arguments of the routes of spreadsheets, with what each of two people uploaded."""
    uploads = Upload.objects.filter(table__in=("agencies.csv", "firms"))
    if not uploads.exists():
        for name, table in (("clerk", "agencies.csv"), ("list_officer", "firms")):
            kept = {"columns": [], "lines": [], "faults": [], "guesses": [], "whole": True}
            by = User.objects.get(name=name)
            Upload.objects.create(table=table, by=by, uploaded_at=timezone.now(), sheet=kept)
    table, firms = uploads.order_by("pk").values_list("pk", flat=True)
    given: dict[str, list[str | int]] = {"table_list": [], "firm_sheet": [], "firm_template": []}
    given |= {"table_detail": ["agencies"], "table_file": ["agencies", "csv"]}
    given |= {name: ["agencies", table] for name in OF_TABLES if name not in given}
    return given | {name: [firms] for name in OF_FIRMS if name not in given}
