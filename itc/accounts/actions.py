"""People sign up, confirm how they are reached, and take over what their centre made for them."""

import datetime as dt

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from itc.accounts.errors import ContactTaken, NotAnOfficer, SignsInHerself, WrongClaimCode
from itc.accounts.models import ClaimCode, KeptMessage, User
from itc.accounts.queries import confirmed, digest_of_claim, require_open
from itc.accounts.rules import draw_claim_code
from itc.audit.actions import record
from itc.db.locking import locked


@transaction.atomic
def give_way(contact: str, *, to: User | None = None) -> None:
    """Forget who began to sign up with a contact and never confirmed it; `to` is spared."""
    field = "email" if "@" in contact else "phone"
    pending = User.objects.filter(**{field: contact}).exclude(pending_since=None)
    (pending.exclude(pk=to.pk) if to else pending).delete()


@transaction.atomic
def confirm_phone(*, person: User, phone: str, now: dt.datetime) -> None:
    """Keep that a person reads what is sent to a phone; from now on it is hers.

    Refuses: ContactTaken.
    """
    give_way(phone, to=person)
    person.phone, person.phone_confirmed_at, person.pending_since = phone, now, None
    _save_contact(person, "phone", "phone_confirmed_at")
    record("person.phone-confirmed", by=person, on=person)


@transaction.atomic
def confirm_email(*, person: User, email: str, now: dt.datetime) -> None:
    """Keep that a person reads what is sent to an e-mail; from now on it is hers.

    Refuses: ContactTaken.
    """
    give_way(email, to=person)
    person.email, person.email_confirmed_at, person.pending_since = email, now, None
    _save_contact(person, "email", "email_confirmed_at")
    record("person.email-confirmed", by=person, on=person)


def _save_contact(person: User, *fields: str) -> None:
    try:
        with transaction.atomic():
            person.save(update_fields=[*fields, "pending_since"])
    except IntegrityError as error:
        raise ContactTaken from error


@transaction.atomic
def change_person(*, person: User, name: str, language: str) -> None:
    """Keep how a person is called and in which language we write to her."""
    person.name, person.language = name, language
    person.save(update_fields=["name", "language"])
    record("person.changed", by=person, on=person)


@transaction.atomic
def enter_person(*, name: str, by: User, now: dt.datetime, phone: str | None = None) -> User:
    """Return an account an officer makes for somebody who came in; she claims it later by a code on paper.

    The phone, if any, is as she said it and not confirmed. Refuses: NotAnOfficer, ContactTaken.
    """
    if not by.is_staff:
        raise NotAnOfficer
    if phone:
        give_way(phone)
        if User.objects.filter(phone=phone).exists():
            raise ContactTaken
    try:
        with transaction.atomic():
            person = User.objects.create_user(name=name.strip(), phone=phone, known_by=User.KnownBy.CENTRE)
    except (IntegrityError, ValidationError) as error:
        if phone and User.objects.filter(phone=phone).exists():  # somebody entered her at this moment
            raise ContactTaken from error
        raise
    record("person.entered", by=by, on=person)
    return person


@transaction.atomic
def make_claim_code(*, person: User, by: User, now: dt.datetime) -> str:
    """Return a code to print, by which a person takes over her account within 30 days; it ends older ones.

    This is the only moment it can be read: a digest is kept. Refuses: NotAnOfficer; SignsInHerself, where
    she confirmed an e-mail, phone, LINE or ThaID, or is staff.
    """
    if not by.is_staff:
        raise NotAnOfficer
    locked(User.objects.all()).get(pk=person.pk)  # of two codes made at once, the later one holds
    if person.is_staff or confirmed(person):
        raise SignsInHerself
    person.claim_codes.unused().update(ended_at=now)
    code = draw_claim_code()
    person.claim_codes.create(digest=digest_of_claim(code), made_at=now, made_by=by)
    record("claim.made", by=by, on=person)
    return code


@transaction.atomic
def use_claim_code(*, claim: int, password: str, now: dt.datetime) -> User:
    """Return the person who took over her account, with the password she chose.

    Refuses: WrongClaimCode, ClaimCodeUsed, ClaimCodeOver.
    """
    held = locked(ClaimCode.objects.select_related("person").filter(pk=claim)).first()
    if held is None:
        raise WrongClaimCode
    require_open(held, now=now)
    held.used_at = now
    held.save(update_fields=["used_at"])
    held.person.set_password(password)
    held.person.save(update_fields=["password"])
    record("claim.used", by=held.person, on=held.person)
    return held.person


@transaction.atomic
def end_second_factor(*, person: User, by: User | None) -> None:
    """Take away all second factors of a person who lost them; she sets up a new one when she signs in.

    By nobody where the site lost the key they were kept under.
    """
    Authenticator.objects.filter(user=person).delete()
    record("second-factor.ended", by=by, on=person)


@transaction.atomic
def keep_message(*, to: str, text: str, now: dt.datetime) -> None:
    """Keep what would have been sent to a digest, and forget what is older than some minutes."""
    KeptMessage.objects.filter(kept_at__lte=now - dt.timedelta(minutes=KeptMessage.MINUTES)).delete()
    KeptMessage.objects.create(to=to, text=text, kept_at=now)


@transaction.atomic
def forget_pending(*, now: dt.datetime) -> int:
    """Forget who began to sign up more than a day ago and never confirmed; return how many."""
    return (
        User.objects.filter(pending_since__lt=now - dt.timedelta(days=1)).delete()[1].get("accounts.User", 0)
    )
