"""Reads about people."""

import datetime as dt
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.utils.crypto import salted_hmac

from itc.accounts.errors import ClaimCodeOver, ClaimCodeUsed, WrongClaimCode
from itc.accounts.models import ClaimCode, KeptMessage, User
from itc.accounts.rules import browser_name, read_claim_code
from itc.web.client import digest_of

CODE_TO = "code to "
"""What stands before a contact where its codes are counted."""
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""What counts as a second factor; recovery codes alone do not."""


def confirmed(user: User) -> bool:
    """Return whether a person can be reached: she confirmed an e-mail, a phone, LINE or ThaID."""
    by_code = user.email_confirmed_at or user.phone_confirmed_at
    return bool(by_code) or SocialAccount.objects.filter(user=user).exists()


def person_at(contact: str) -> User | None:
    """Return who has an e-mail or a phone, as `rules.read_contact` writes them; nobody who is signing up."""
    field = "email" if "@" in contact else "phone"
    return User.objects.filter(**{field: contact}, pending_since=None).first()


def second_factor(user: User) -> bool:
    """Return whether a person has a second factor besides her password."""
    return Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).exists()


def kept_message(to: str, *, now: dt.datetime) -> str:
    """Return the latest message kept for a digest of a number or address, empty where there is none."""
    since = now - dt.timedelta(minutes=KeptMessage.MINUTES)
    found = KeptMessage.objects.filter(to=to, kept_at__gt=since).order_by("kept_at", "pk").last()
    return found.text if found else ""


def find_claim(code: str, *, now: dt.datetime) -> ClaimCode:
    """Return the claim that a typed code opens. Refuses: WrongClaimCode, ClaimCodeUsed, ClaimCodeOver."""
    digest = digest_of_claim(read_claim_code(code))
    claim = ClaimCode.objects.filter(digest=digest).select_related("person").first()
    if claim is None:
        raise WrongClaimCode
    require_open(claim, now=now)
    return claim


def require_open(claim: ClaimCode, *, now: dt.datetime) -> None:
    """Pass where a claim still opens an account. Refuses: ClaimCodeUsed, ClaimCodeOver."""
    if claim.used_at:
        raise ClaimCodeUsed
    if claim.ended_at or now >= claim.valid_until or not claim.person.is_active:
        raise ClaimCodeOver


def digest_of_claim(code: str) -> str:
    """Return 64 letters that stand for a claim code, and cannot be read back without the secret key."""
    return salted_hmac("itc.accounts.claim", code, algorithm="sha256").hexdigest()


def digests_of(person: User) -> list[str]:
    """Return under which digests messages and codes to a person are kept, while they are."""
    emails = EmailAddress.objects.filter(user=person).values_list("email", flat=True)
    contacts = {each.lower() for each in (*emails, person.email, person.phone) if each}
    return [digest_of(kind + contact) for contact in sorted(contacts) for kind in ("", CODE_TO)]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person is signed in: key of the row, browser, since when, whether it is here."""

    pk: int
    browser: str
    since: dt.datetime
    here: bool


@dataclass(frozen=True, slots=True)
class OwnPage:
    """What stands on one's own page besides the person herself."""

    places: tuple[Place, ...]
    second_factor: bool
    linked: tuple[str, ...]
    linkable: bool


def own_page(person: User, *, session: str | None) -> OwnPage:
    """Return the own page of a person who is signed in by a session."""
    places = tuple(
        Place(row.pk, browser_name(row.user_agent), row.created_at, row.session_key == session)
        for row in sorted(UserSession.objects.purge_and_list(person), key=lambda row: -row.pk)
    )
    linked = SocialAccount.objects.filter(user=person).values_list("provider", flat=True)
    return OwnPage(
        places=places,
        second_factor=second_factor(person),
        linked=tuple(str(User.KnownBy(provider).label) for provider in linked),
        linkable=bool(settings.SOCIALACCOUNT_PROVIDERS),
    )
