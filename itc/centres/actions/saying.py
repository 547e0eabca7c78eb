"""Rules of booking, how a centre is reached, and what it says of its area."""

import datetime as dt
from decimal import Decimal

from django.db import transaction

from itc.accounts.models import User
from itc.centres.actions.changing import added, altered, keep, lock, require_day
from itc.centres.errors import UnknownCentre
from itc.centres.models import Change, Contact, Profile
from itc.network.models import Centre


@transaction.atomic
def change_rules(
    *,
    centre: Centre,
    notice_hours: int,
    firm_window_days: int,
    phone: str,
    email: str,
    line: str,
    address_th: str,
    address_en: str,
    by: User,
    now: dt.datetime,
) -> Change:
    """Set the notice a centre asks (hours), how far ahead slots are held at once (days), and its contact.

    Counts for whoever asks from now on. Refuses: UnknownCentre, NothingChanged.
    """
    row = lock(centre, by, now=now)
    contact = Contact.objects.filter(centre=centre).first()
    said = {"phone": phone, "email": email, "line": line, "address_th": address_th, "address_en": address_en}
    rows = [altered(row, notice_hours=notice_hours, firm_window_days=firm_window_days)]
    if contact is not None:
        rows.append(altered(contact, **said))
    elif any(said.values()):
        rows.append(added(Contact(centre=centre, **said)))
    return keep(centre=centre, part=Change.Part.RULES, rows=rows, by=by, now=now)


@transaction.atomic
def tell_of_area(
    *,
    centre: Centre,
    province: str,
    about: str,
    what_th: str,
    what_en: str,
    number: Decimal | None,
    unit_th: str,
    unit_en: str,
    source: str,
    valid_from: dt.date,
    by: User,
    now: dt.datetime,
) -> Change:
    """Say something of a province, with where it is known from. Refuses: UnknownCentre."""
    lock(centre, by, now=now)
    row = Profile(
        centre=centre, province_id=province, about=about, what_th=what_th, what_en=what_en, number=number,
        unit_th=unit_th, unit_en=unit_en, source=source, valid_from=valid_from,
    )  # fmt: skip
    return keep(centre=centre, part=Change.Part.AREA, rows=[added(row)], by=by, now=now, since=valid_from)


@transaction.atomic
def end_line(*, centre: Centre, line: int, valid_to: dt.date, by: User, now: dt.datetime) -> Change:
    """End a line about the area after a last day. Refuses: UnknownCentre, DayIsPast, NothingChanged."""
    lock(centre, by, now=now)
    require_day(valid_to, now=now)
    row = Profile.objects.filter(centre=centre, pk=line).first()
    if row is None:
        raise UnknownCentre
    written = altered(row, valid_to=max(valid_to, row.valid_from))
    return keep(centre=centre, part=Change.Part.AREA, rows=[written], by=by, now=now, since=valid_to)
