"""What people are told of centres."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from itc.network.models import Post
from itc.notices.registry import Details, Told, register
from itc.web.templatetags.web import day


def opened(told: Details) -> str:
    """Return which centre has opened."""
    name = told["en"] if get_language() == "en" else told["th"]
    return _("%(centre)s is open from today: firms find it now and can book there.") % {"centre": name}


def page(told: Details) -> str:
    """Return the page of the centre."""
    return reverse("centre_detail", args=[told["centre"]])


def post_given(told: Details) -> str:
    """Return which post somebody was given, and from which day on."""
    return _(
        "From %(day)s on you are %(role)s at %(centre)s. What you do there, you find when you sign in."
    ) % {
        "day": day(dt.date.fromisoformat(told["day"])),
        "role": Post.Role(told["role"]).label,
        "centre": told["en"] if get_language() == "en" else told["th"],
    }


register(Told("post.given", gettext_lazy("A post at a centre"), post_given, page))
register(Told("centre.opened", gettext_lazy("A centre has opened"), opened, page))
