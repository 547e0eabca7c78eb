"""Who may open which page of opening a centre, and where it stands."""

import datetime as dt

from django.utils import timezone

from itc.accounts.models import User
from itc.centres.models import CentreTemplate, Opening
from itc.network.models import Centre
from itc.sheets.models import Upload

OF_DRAFT = (
    "centre_opening", "centre_opening_place", "centre_opening_copy", "centre_opening_day",
    "centre_opening_step", "centre_opening_do", "centre_opening_undo_folder",
)  # fmt: skip
OF_ALL = ("opening_list", "opening_new", "opening_folder", "opening_blank", "opening_blank_empty")
OFFICERS = {"lead_officer", "serving_officer", "other_officer", "list_officer"}
POSTED = {"centre_opening_do", "centre_opening_undo_folder"}
WHO_MAY = (
    {name: {"lead_officer"} for name in OF_DRAFT}
    | dict.fromkeys(OF_ALL, OFFICERS)
    | {"opening_folder_look": {"lead_officer"}}
)


def of_openings(parent: str) -> dict[str, list[str | int]]:
    """Return the arguments of the routes of opening a centre, with a draft and a workbook of its parent's."""
    by = User.objects.get(name="lead_officer")
    if not Opening.objects.exists():
        above = Centre.objects.get(pk=parent)
        draft = Centre.objects.create(
            code="DRAFT", name_th="ร่าง", name_en="Draft", operator_type="dip_centre", lat=18, lon=99,
            province=above.province, source="test", confidence_is_itc="high", confidence_location="high",
            parent=above, is_draft=True,
        )  # fmt: skip
        Opening.objects.create(
            centre=draft, begun_at=timezone.now(), begun_by=by, wished_on=dt.date(2027, 1, 15)
        )
        CentreTemplate.objects.create(
            code="sort", name_th="แบบ", name_en="Sort", centre=above, machine_kinds=[], source="test"
        )
        kept = {"columns": ["kind"], "lines": [], "faults": [], "guesses": [], "whole": True}
        Upload.objects.create(table="opening", by=by, uploaded_at=timezone.now(), sheet={"centre": kept})
    look = Upload.objects.get(table="opening").pk
    given: dict[str, list[str | int]] = {name: [] for name in OF_ALL}
    given |= {"opening_blank": ["sort"], "opening_folder_look": [look]}
    given |= {name: ["DRAFT"] for name in OF_DRAFT}
    return given | {
        "centre_opening_step": ["DRAFT", "place"], "centre_opening_do": ["DRAFT", "quote"],
    }  # fmt: skip
