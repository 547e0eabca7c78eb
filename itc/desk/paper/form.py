"""What stands on a blank form: the fields of the page for walk-ins, in the same order, a box a letter."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from itc.consents.models import BY_OFFICER, Purpose
from itc.desk.models import PaperForm
from itc.firms.models import Firm
from itc.lib import thai
from itc.network.models import Centre
from itc.web.paper.press import qr

BOXES, PHONE, NUMBER = 20, 10, 13
"""Boxes in a line, and those of a phone and of a firm's number."""


def sheet(forms: Sequence[PaperForm], *, link: str, now: dt.datetime) -> dict[str, Any]:
    """Return blank forms as `form.typ` prints them, a page each; `link` is the page they are typed in on."""
    return {
        "language": get_language(),
        "link": link,
        "qr": qr(link),
        "forms": [_one(form, link) for form in forms],
        "fields": _fields(),
        "purposes": [
            (each.name, each.words)
            for each in Purpose.objects.on(thai.local_day(now)).filter(code=BY_OFFICER).order_by("version")
        ],
        "lines": [_("Signed"), _("Date"), _("Officer")],
        "words": _words(forms[0].centre),
    }


def _one(form: PaperForm, link: str) -> dict[str, str]:
    address = f"{link}?{urlencode({'form': form.code})}"
    return {"code": f"{form.code[:4]} {form.code[4:]}", "qr": qr(address)}


def _fields() -> list[dict[str, Any]]:
    """Return each field: what it asks, how many lines of how many boxes, or what is ticked."""
    return [
        {"asks": _("What do you want to make? In your own words"), "lines": [0, 0, 0]},
        {"asks": _("Province"), "lines": [BOXES]},
        {"asks": _("Your name"), "lines": [BOXES, BOXES]},
        {"asks": _("Phone, if any"), "lines": [PHONE]},
        {"asks": _("Name of the firm"), "lines": [BOXES, BOXES]},
        {"asks": _("13 digits of the firm; empty: not registered yet"), "lines": [NUMBER]},
        {"asks": _("Kind of firm"), "ticks": [str(label) for _value, label in Firm.Kind.choices]},
    ]


def _words(centre: Centre) -> dict[str, str]:
    return {
        "title": _("Form for who comes in"),
        "product": _("What do you want to make?"),
        "line": centre.name,
        "lede": _(
            "Write one letter in a box, large and plain. An officer types it in, and you get days, prices "
            "and places."
        ),
        "number": _("Number of this form"),
        "agree": _("What I agree to"),
        "scan": _("Officer: scan, then type it in"),
        "page": _("Page {page} of {pages}"),
    }
