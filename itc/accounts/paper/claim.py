"""What stands on the paper of a claim code. Its link opens the page that asks for the code, without it."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from itc.accounts.models import ClaimCode
from itc.web.paper.press import qr
from itc.web.templatetags.web import clock, day


def sheet(code: str, claim: ClaimCode, *, link: str, given_at: str) -> dict[str, Any]:
    """Return the paper of a code just made, as `claim.typ` prints it; `given_at` is where it was made."""
    return {
        "language": get_language(),
        "link": link,
        "qr": qr(link),
        "code": code,
        "about": [
            (_("For"), claim.person.name),
            (_("Made by"), f"{claim.made_by.name} · {given_at}"),
            (_("Given out on"), day(claim.made_at)),
        ],
        "steps": [
            _("Scan, or type the address %(link)s") % {"link": link},
            _("Type the code above, with or without the dashes."),
            _("Write your phone or e-mail, and choose a password."),
            _("Type the code we send you. From then on the account is yours alone, and all of it is there."),
        ],
        "words": _words(claim, given_at),
    }


def _words(claim: ClaimCode, given_at: str) -> dict[str, str]:
    return {
        "title": _("Claim code"),
        "product": _("Take over your account"),
        "line": given_at,
        "code": _("Your code"),
        "until": _("Valid until %(day)s, %(hour)s")
        % {"day": day(claim.valid_until), "hour": clock(claim.valid_until)},
        "how": _("How to take it over"),
        "keep": _("Keep this paper as you would a key: who has it can take the account."),
        "once": _(
            "The code works once. Codes printed for you before no longer work. If it is lost, ask your "
            "centre for a new one: this one ends then."
        ),
        "scan": _("Scan, then type the code"),
        "page": _("Page {page} of {pages}"),
    }
