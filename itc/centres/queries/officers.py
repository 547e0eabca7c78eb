"""Which centre a person may change."""

import datetime as dt

from itc.accounts.models import User
from itc.centres.errors import UnknownCentre
from itc.lib import thai
from itc.network.models import Centre
from itc.network.queries import is_officer_of


def centre_of(code: str, by: User, *, now: dt.datetime) -> Centre:
    """Return a centre for an officer of it. Refuses: UnknownCentre, for everybody else."""
    centre = Centre.objects.filter(pk=code).select_related("province").first()
    if centre is None or not is_officer_of(centre.pk, by, on=thai.local_day(now)):
        raise UnknownCentre
    return centre
