"""What this app lets people book: machines, rooms, people; and samples are handed in at counters of labs."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from itc.resources.models import Counter, Resource
from itc.resources.registry import Bookable, register


def _of_its_kind(row: Resource) -> str | None:
    return reverse("machine_kind_detail", args=[row.machine_kind_id]) if row.machine_kind_id else None


def _of_her_centre(row: Resource) -> str | None:
    """People are named to nobody: the page of her centre says how many there are of her trade."""
    return reverse("centre_detail", args=[row.centre_id]) if row.centre_id else None


def _of_its_lab(row: Counter) -> str:
    return f"{reverse('lab_list')}#{row.lab_code}"


register(
    Bookable(Resource.Kind.MACHINE, _("machine"), _("outage"), _of_its_kind),
    Bookable(Resource.Kind.PERSON, _("person"), _("leave"), _of_her_centre),
    Bookable(Resource.Kind.ROOM, _("room"), _("closure"), _of_its_kind),
    Bookable(Counter.KIND, _("lab counter"), "", _of_its_lab),
)
