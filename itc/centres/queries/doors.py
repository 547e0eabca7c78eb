"""When the doors of a centre are open, as it says itself."""

import datetime as dt

from itc.network.models import Centre
from itc.resources.models import OpenHours


def doors(centre: Centre, on: dt.date) -> str | None:
    """Return the weekly hours of a centre's doors on a day, None where it never said them."""
    row = OpenHours.objects.filter(centre=centre, valid_from__lte=on).order_by("valid_from").last()
    return row.hours if row else None
