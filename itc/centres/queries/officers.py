"""Which centre a person may change."""

import datetime as dt

from itc.accounts.models import User
from itc.centres.errors import UnknownCentre
from itc.centres.models import Change
from itc.lib import thai
from itc.network.models import Centre
from itc.network.queries import is_officer_of


def centre_of(code: str, by: User, *, now: dt.datetime) -> Centre:
    """Return a centre for an officer of it. Refuses: UnknownCentre, for everybody else."""
    centre = Centre.objects.filter(pk=code).select_related("province").first()
    if centre is None or not is_officer_of(centre.pk, by, on=thai.local_day(now)):
        raise UnknownCentre
    return centre


def entered_at(centre: Centre) -> set[int]:
    """Return the keys of the people whom a centre entered by name for a post."""
    changes = Change.objects.filter(centre=centre, part=Change.Part.PEOPLE).values_list("rows", flat=True)
    return {row["key"] for rows in changes for row in rows if row["kind"] == "accounts.user"}
