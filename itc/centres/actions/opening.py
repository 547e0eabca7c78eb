"""A centre is begun as a draft, its day is settled, it opens or is cancelled."""

import datetime as dt

from django.db import transaction

from itc.accounts.models import User
from itc.audit.actions import record
from itc.centres import errors
from itc.centres.models import Opening
from itc.centres.queries.opening import (
    booked_cases,
    days_ahead,
    opening_of,
    require_may_open,
    taken_over,
)
from itc.centres.rules.opening import KINDS, ONE_DAY, CannotHandOver, HandOver, Refused, new_code
from itc.db.locking import locked
from itc.db.models import Status
from itc.lib import thai
from itc.network.models import Centre, Coverage, HowSure, Post, Province
from itc.network.queries import lead_centre
from itc.network.registry import needs
from itc.notices.actions import tell
from itc.resources.models import Resource
from itc.search.actions import index

MINI, ESTATE = "mini_itc", "ieat_estate"


@transaction.atomic
def begin_opening(
    *, kind: str, province: Province, parent: Centre | None, by: User, now: dt.datetime
) -> Opening:
    """Return a new draft in a province, under the centre given, else under the one that leads there.

    A Mini ITC is always under the centre whose province it takes over.
    Refuses: UnknownOpening, for who may open none; NobodyLeads; NotItsParent; AlreadyThere.
    """
    today = thai.local_day(now)
    hers = {row.pk for row in require_may_open(by, on=today)}
    locked(Province.objects.filter(pk=province.pk)).get()  # of two at once, the second sees the first
    leading = lead_centre(province.pk, on=today)
    under = leading if parent is None or kind == MINI else parent
    if under is None:
        raise errors.NobodyLeads(province.name, today)
    if under.pk not in hers:
        raise errors.NotItsParent(under.name)
    if kind == MINI and (there := _mini_of(province)):
        raise errors.AlreadyThere(there.name)
    words, source = KINDS[kind], f"opened by {under.pk}"
    centre = Centre.objects.create(
        code=new_code(kind, province.pk, set(Centre.objects.values_list("pk", flat=True))),
        operator_type=kind, province=province, parent=under, is_draft=True, lat=province.lat,
        name_th=words.name_th % province.name_th, name_en=words.name_en % province.name_en,
        confidence_is_itc=HowSure.HIGH, confidence_location=HowSure.MEDIUM, lon=province.lon,
        source=source, status=Status.CONFIRMED,
    )  # fmt: skip
    opening = Opening.objects.create(centre=centre, begun_at=now, begun_by=by)
    record("centre.begun", by=by, on=centre, parent=under.pk)
    return opening


def _mini_of(province: Province) -> Centre | None:
    """Return the Mini ITC of a province, also one that is being opened."""
    rows = Centre.objects.filter(province=province, operator_type=MINI)
    return rows.filter(opening__cancelled_at=None).first()


def draft_of(code: str, *, by: User, now: dt.datetime) -> Opening:
    """Return the draft of a centre, locked until the transaction ends. Refuses: UnknownOpening, NotADraft."""
    opening = opening_of(code, by, on=thai.local_day(now), lock=True)
    if opening.state != "draft":
        raise errors.NotADraft
    return opening


@transaction.atomic
def place_centre(
    *, centre: str, name_th: str, name_en: str, specialty_th: str, specialty_en: str,
    lat: float, lon: float, by: User, now: dt.datetime,
) -> None:  # fmt: skip
    """Name a draft and say where it stands, in degrees. Refuses: UnknownOpening, NotADraft."""
    row = draft_of(centre, by=by, now=now).centre
    row.name_th, row.name_en = name_th, name_en
    row.specialty_th, row.specialty_en = specialty_th, specialty_en
    row.lat, row.lon = lat, lon
    row.save()
    record("centre.placed", by=by, on=row)


@transaction.atomic
def wish_day(*, centre: str, opens_on: dt.date, by: User, now: dt.datetime) -> None:
    """Note the day on which a draft is to open; nothing else changes yet.

    Refuses: UnknownOpening, NotADraft, DayNotAhead, NobodyLeads, AnotherLeads, LeadBeginsThen.
    """
    opening = draft_of(centre, by=by, now=now)
    _require_ahead(opens_on, now)
    _taken_over(opening.centre, opens_on)
    opening.wished_on = opens_on
    opening.save(update_fields=["wished_on"])


def _require_ahead(day: dt.date, now: dt.datetime) -> None:
    """Refuses: DayNotAhead."""
    first, last = days_ahead(thai.local_day(now))
    if not first <= day <= last:
        raise errors.DayNotAhead(first, last)


@transaction.atomic
def settle_opening(*, centre: str, opens_on: dt.date, by: User, now: dt.datetime) -> Opening:
    """Settle the day on which a draft opens; a Mini ITC then takes its province over from its parent.

    Refuses: UnknownOpening, NotADraft, DayNotAhead, StillNeeds, NobodyLeads, AnotherLeads, LeadBeginsThen.
    """
    opening = draft_of(centre, by=by, now=now)
    row = opening.centre
    _require_ahead(opens_on, now)
    if lacking := [need.text for need in needs(row, on=opens_on) if need.must]:
        raise errors.StillNeeds(lacking)
    locked(Province.objects.filter(pk=row.province_id)).get()  # what comes after sees what is written here
    _cover(opening, opens_on)
    row.is_draft, row.opens_on = False, opens_on
    row.save(update_fields=["is_draft", "opens_on", "changed_at"])
    opening.wished_on, opening.settled_at, opening.settled_by = opens_on, now, by
    opening.save()
    record("centre.settled", by=by, on=row, opens_on=opens_on.isoformat())
    index([Resource])
    return opening


def _taken_over(centre: Centre, opens_on: dt.date) -> HandOver | None:
    """Return how its province goes over. Refuses: NobodyLeads, AnotherLeads, LeadBeginsThen."""
    try:
        return taken_over(centre, on=opens_on, lock=True)
    except CannotHandOver as error:
        raise refusal_of(error, centre, opens_on) from error


def refusal_of(error: CannotHandOver, centre: Centre, day: dt.date) -> Exception:
    """Return as a sentence why a province does not go over on a day."""
    if error.why == Refused.NOBODY:
        return errors.NobodyLeads(centre.province.name, day)
    if error.why == Refused.BEGINS:
        return errors.LeadBeginsThen(day)
    return errors.AnotherLeads(Centre.objects.get(pk=error.centre).name, centre.province.name, day)


def _cover(opening: Opening, day: dt.date) -> None:
    """Write whom a centre leads from a day on; keep on the opening what ends for that, and when it would.

    Refuses: NobodyLeads, AnotherLeads, LeadBeginsThen.
    """
    centre, change = opening.centre, _taken_over(opening.centre, day)
    if change is not None:
        ended = Coverage.objects.get(pk=change.ends.key or 0)
        opening.ends, opening.ended_before = ended, ended.valid_to
        ended.valid_to = change.ends.last
        ended.save(update_fields=["valid_to", "changed_at"])
    elif centre.operator_type != ESTATE:
        return
    opening.starts = Coverage.objects.create(
        province_id=centre.province_id, centre=centre, scope="province" if change else "estate tenant",
        rank=1, valid_from=day, valid_to=change.starts.last if change else None,
        default_lead=change is not None, source=centre.source, status=Status.CONFIRMED,
    )  # fmt: skip


@transaction.atomic
def undo_settling(*, centre: str, by: User, now: dt.datetime) -> Opening:
    """Make a centre a draft again until the day before it opens; its parent leads on as it did.

    Refuses: UnknownOpening; DayHasCome; StillBooked, naming the cases; LeadChanged.
    """
    today = thai.local_day(now)
    opening = opening_of(centre, by, on=today, lock=True)
    if opening.state == "draft":
        return opening
    _require_before_its_day(opening, today)
    _unsettle(opening)
    record("centre.unsettled", by=by, on=opening.centre)
    return opening


@transaction.atomic
def cancel_opening(*, centre: str, by: User, now: dt.datetime) -> Opening:
    """Give up opening a centre, at any time before its day. What was entered stays, seen by nobody else.

    Refuses: UnknownOpening; DayHasCome; StillBooked: no firm loses a time; LeadChanged.
    """
    today = thai.local_day(now)
    opening = opening_of(centre, by, on=today, lock=True)
    if opening.state == "cancelled":
        return opening
    _require_before_its_day(opening, today)
    if opening.settled_at:
        _unsettle(opening)
    opening.cancelled_at, opening.cancelled_by = now, by
    opening.save()
    record("centre.cancelled", by=by, on=opening.centre)
    return opening


def _require_before_its_day(opening: Opening, today: dt.date) -> None:
    """Refuses: DayHasCome; NotADraft, where it was cancelled."""
    if opening.state == "cancelled":
        raise errors.NotADraft
    if opening.opened_at or (opening.centre.opens_on and opening.centre.opens_on <= today):
        raise errors.DayHasCome


def _unsettle(opening: Opening) -> None:
    """Put the day and the coverage back. Refuses: StillBooked, LeadChanged."""
    row, ends, starts = opening.centre, opening.ends, opening.starts
    list(locked(row.resources.order_by("pk")))  # nobody books while we look who has
    if cases := booked_cases(row):
        raise errors.StillBooked(cases)
    if not _as_left(opening):
        raise errors.LeadChanged
    if ends is not None:
        ends.valid_to = opening.ended_before
    opening.ends = opening.starts = opening.ended_before = opening.settled_at = opening.settled_by = None
    opening.save()
    if starts is not None:
        starts.delete()
    if ends is not None:
        ends.save(update_fields=["valid_to", "changed_at"])
    row.is_draft, row.opens_on = True, None
    row.save(update_fields=["is_draft", "opens_on", "changed_at"])
    index([Resource])


def _as_left(opening: Opening) -> bool:
    """Return whether nobody has changed the coverage since the day was settled."""
    day, starts, ends = opening.centre.opens_on, opening.starts, opening.ends
    if starts is None or day is None:
        return ends is None
    same = (starts.centre_id, starts.valid_from, starts.valid_to) == (
        opening.centre_id, day, opening.ended_before
    )  # fmt: skip
    return same and (ends is None or ends.valid_to == day - ONE_DAY)


def open_due(*, now: dt.datetime) -> int:
    """Open every centre whose day has come; return how many. Safe to run twice and side by side."""
    due = Opening.objects.due(thai.local_day(now)).select_related("centre").order_by("pk")
    opened = sum(_open(opening, now) for opening in due)
    if opened:
        index([Centre])
    return opened


@transaction.atomic
def _open(opening: Opening, now: dt.datetime) -> bool:
    """Write that a centre has opened and tell its officers and its parent's, unless another did."""
    if not Opening.objects.settled().filter(pk=opening.pk).update(opened_at=now):
        return False
    centre = opening.centre
    record("centre.opened", by=None, on=centre)
    officers = Post.objects.on(thai.local_day(now)).filter(
        role=Post.Role.OFFICER, centre__in=[centre.pk, centre.parent_id]
    )
    people = User.objects.filter(posts__in=officers).distinct()
    tell(
        people=people, kind="centre.opened", key=centre.pk, now=now,
        centre=centre.pk, th=centre.name_th, en=centre.name_en,
    )  # fmt: skip
    return True
