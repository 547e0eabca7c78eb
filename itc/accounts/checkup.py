"""Can staff still open the back office?"""

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from itc.accounts.keys import second_factor_key
from itc.continuity.registry import Check, Finding, register

SECRETS = ("secret", "seed")
"""Where allauth keeps what the key of the site protects: of an app, of recovery codes."""


def unreadable() -> list[int]:
    """Return the numbers of people who have a second factor that was kept under another key."""
    key, found = second_factor_key(), set()
    for factor in Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN):
        try:
            key.decrypt(next(str(factor.data[name]) for name in SECRETS if factor.data.get(name)))
        except (InvalidToken, StopIteration):
            found.add(factor.user_id)
    return sorted(found)


def second_factors_open() -> Iterator[Finding]:
    """Find second factors that the key of this site does not open."""
    if people := unreadable():
        yield Finding(
            _(
                "People whose second factor was made under another secret key, so that they cannot "
                "sign in: %(count)d."
            )
            % {"count": len(people)},
            _(
                "Put the old key back (OPENITC_SECRET_KEY, or the file secret-key). Where it is lost, "
                "`itc void-factors` takes these factors away, and they set up new ones."
            ),
        )


register(Check(gettext_noop("second factors"), second_factors_open))
