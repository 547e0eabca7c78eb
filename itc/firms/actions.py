"""Founding a firm here, and who may act for it."""

import datetime as dt
from decimal import Decimal

from django.db import IntegrityError, transaction

from itc.accounts.models import User
from itc.audit.actions import record
from itc.db.locking import locked
from itc.firms.errors import (
    AlreadyAsked,
    FirmKnown,
    LastOwner,
    NoSuchNumber,
    NothingToAnswer,
    UnknownFirm,
)
from itc.firms.models import Firm, Membership
from itc.firms.rules import tax_number


@transaction.atomic
def enter_firm(
    *,
    name: str,
    number: str,
    kind: str,
    sector: str,
    province: str,
    people: int | None,
    revenue_thb: Decimal | None,
    by: User,
    now: dt.datetime,
    for_person: User | None = None,
) -> Firm:
    """Return a new firm whose owner is `for_person`, else `by`; an empty number: not registered yet.

    Refuses: WrongTaxNumber; FirmKnown, where a firm with this number is here already.
    """
    firm = Firm(
        name=name.strip(),
        tax_number=tax_number(number) if number.strip() else None,
        kind=kind,
        sector=sector,
        province_id=province,
        people=people,
        revenue_thb=revenue_thb,
    )
    _save(firm)
    person = for_person or by
    Membership.objects.create(
        person=person, firm=firm, is_owner=True, asked_at=now, let_in_at=now, let_in_by=by
    )
    record("firm.entered", by=by, on=firm)
    return firm


@transaction.atomic
def change_firm(
    *,
    firm: int,
    name: str,
    number: str,
    kind: str,
    sector: str,
    province: str,
    people: int | None,
    revenue_thb: Decimal | None,
    by: User,
) -> Firm:
    """Keep what its people say of a firm: a startup gets its number, its size becomes known.

    Refuses: UnknownFirm, where `by` does not act for it; WrongTaxNumber; FirmKnown.
    """
    changed = locked(Firm.objects.filter(pk=firm)).first()
    if changed is None or not _acts_for(by, changed):
        raise UnknownFirm
    changed.name, changed.kind, changed.sector = name.strip(), kind, sector
    changed.tax_number = tax_number(number) if number.strip() else None
    changed.province_id, changed.people, changed.revenue_thb = province, people, revenue_thb
    _save(changed)
    record("firm.changed", by=by, on=changed)
    return changed


def _save(firm: Firm) -> None:
    """Save a firm. Refuses: FirmKnown, where its number is that of another one here."""
    try:
        with transaction.atomic():
            firm.save()
    except IntegrityError as error:
        if firm.tax_number and Firm.objects.exclude(pk=firm.pk).filter(tax_number=firm.tax_number).exists():
            raise FirmKnown from error
        raise


@transaction.atomic
def ask_to_join(*, number: str, by: User, now: dt.datetime) -> Membership:
    """Ask the people of a firm, by its 13-digit number, to be let in.

    Refuses: WrongTaxNumber, NoSuchNumber, AlreadyAsked.
    """
    firm = Firm.objects.filter(tax_number=tax_number(number)).first()
    if firm is None:
        raise NoSuchNumber
    try:
        with transaction.atomic():
            asked = Membership.objects.create(person=by, firm=firm, asked_at=now)
    except IntegrityError as error:
        raise AlreadyAsked from error
    record("firm.joining-asked", by=by, on=firm)
    return asked


@transaction.atomic
def let_in(*, membership: int, by: User, now: dt.datetime) -> Membership:
    """Let a colleague in who asked. Refuses: UnknownFirm, where `by` does not act for it; NothingToAnswer."""
    asked = _asked_of(membership, by)
    if not Membership.objects.waiting().filter(pk=asked.pk).update(let_in_at=now, let_in_by=by):
        raise NothingToAnswer
    asked.refresh_from_db()
    record("firm.let-in", by=by, on=asked.firm, person=asked.person_id)
    return asked


@transaction.atomic
def end_membership(*, membership: int, by: User, now: dt.datetime) -> Membership:
    """Turn down who asked, take somebody out, or leave oneself.

    Refuses: UnknownFirm, where `by` neither acts for it nor is the person; NothingToAnswer; LastOwner.
    """
    ended = Membership.objects.filter(pk=membership).select_related("firm").first()
    if ended is None or (ended.person_id != by.pk and not _acts_for(by, ended.firm)):
        raise UnknownFirm
    locked(Firm.objects.all()).get(pk=ended.firm_id)  # of the last two, both may not leave at once
    live = Membership.objects.live().filter(firm=ended.firm_id)
    if live.filter(pk=ended.pk).exists() and live.count() == 1:
        raise LastOwner
    if not Membership.objects.filter(pk=ended.pk, ended_at=None).update(ended_at=now, ended_by=by):
        raise NothingToAnswer
    ended.refresh_from_db()
    record("firm.membership-ended", by=by, on=ended.firm, person=ended.person_id)
    return ended


def _asked_of(membership: int, by: User) -> Membership:
    asked = Membership.objects.filter(pk=membership).select_related("firm").first()
    if asked is None or not _acts_for(by, asked.firm):
        raise UnknownFirm
    return asked


def _acts_for(person: User, firm: Firm) -> bool:
    return Membership.objects.live().filter(person=person, firm=firm).exists()
