"""What stands on the paper a person signs before an officer acts for her, in the language of the page."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from itc.consents.models import Purpose
from itc.lib import thai
from itc.network.models import Centre
from itc.web.paper.press import qr

BLANK = ""
"""To be filled in by hand."""


def sheet(
    lead: Centre, places: Sequence[str], *, firm: str = BLANK, link: str, now: dt.datetime
) -> dict[str, Any]:
    """Return the paper as `consent.typ` prints it; `link` leads to where she takes her consent back.

    `places` are the centres and laboratories that serve the steps of her plan.
    """
    purposes = Purpose.objects.on(thai.local_day(now)).order_by("code", "version")
    version = _("version %(number)s")
    return {
        "language": get_language(),
        "link": link,
        "qr": qr(link),
        "sees": _who_sees_what(lead, places),
        "purposes": [(each.name, each.words, version % {"number": each.version}) for each in purposes],
        "lines": [
            (_("Name"), BLANK), (_("Phone"), BLANK), (_("Firm"), firm), (_("13 digits, if any"), BLANK),
            (_("Signed"), BLANK), (_("Date"), BLANK),
            (_("Officer"), BLANK), (_("Signed by the officer"), BLANK),
        ],
        "words": _words(lead),
    }  # fmt: skip


def _who_sees_what(lead: Centre, places: Sequence[str]) -> list[str]:
    """Return what the service itself needs, a sentence each: for that no consent is asked."""
    served = _(
        "Who serves a step sees that step: your firm, what is to be done, when; from the day before also the "
        "name and phone of who comes. Nothing else."
    )
    if places:
        served += " " + _("These are: %(places)s.") % {"places": ", ".join(places)}
    return [
        _("%(lead)s keeps your case and sees all of it.") % {"lead": lead.name},
        served,
        _(
            "Bank, federation, commerce office and university see nothing, unless you allow it later, one by "
            "one."
        ),
    ]


def _words(lead: Centre) -> dict[str, str]:
    return {
        "title": _("Consent"),
        "product": _("I agree that an officer acts for me"),
        "line": lead.name,
        "lede": _(
            "You came to the centre, and an officer plans and books for you. Read this first. Tick only what "
            "you agree to; whatever you leave blank, you are served the same."
        ),
        "sees": _("Who sees what, since the service needs it"),
        "agree": _("What I agree to"),
        "back": _("To take it back"),
        "how_back": _(
            "At any time, without a reason: tell an officer of %(lead)s, or sign in and open “My data”. It "
            "holds from that moment; what was done until then stays done, and what is booked stays booked "
            "until you withdraw it."
        )
        % {"lead": lead.name},
        "signed": _("Signed"),
        "kept": _("The centre keeps this paper. Ask for a copy to take home."),
        "scan": _("Scan to see or take back what you agree to"),
        "page": _("Page {page} of {pages}"),
    }
