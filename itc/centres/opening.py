"""What a new Mini ITC needs besides: that its province can go over to it, each day led by exactly one."""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from itc.centres.actions.opening import refusal_of
from itc.centres.models import Service
from itc.centres.queries.opening import taken_over
from itc.centres.rules.opening import CannotHandOver
from itc.network.models import Centre
from itc.network.registry import Need, register


def its_province_goes_over(centre: Centre, on: dt.date) -> Iterator[Need]:
    """Its parent leads the province on the day before, and hands it over."""
    if not centre.is_draft:
        return
    try:
        taken_over(centre, on=on)
    except CannotHandOver as error:
        yield Need("coverage", str(refusal_of(error, centre, on)), "centre_opening_day")


def it_offers_something(centre: Centre, on: dt.date) -> Iterator[Need]:
    """It says of one thing at least that it offers it."""
    if not Service.objects.on(on).filter(centre=centre).exists():
        yield Need("services", _("Choose one service at least that it offers."), "centre_services")


register(it_offers_something, its_province_goes_over)
