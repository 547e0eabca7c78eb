"""What people are told of centres."""

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from itc.notices.registry import Details, Told, register


def opened(told: Details) -> str:
    """Return which centre has opened."""
    name = told["en"] if get_language() == "en" else told["th"]
    return _("%(centre)s is open from today: firms find it now and can book there.") % {"centre": name}


def page(told: Details) -> str:
    """Return the page of the centre."""
    return reverse("centre_detail", args=[told["centre"]])


register(Told("centre.opened", gettext_lazy("A centre has opened"), opened, page))
