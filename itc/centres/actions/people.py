"""Posts of a centre, and the people of it that can be booked."""

import datetime as dt
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models import Q

from itc.accounts.actions import enter_person, make_claim_code
from itc.accounts.models import ClaimCode, User
from itc.accounts.queries import person_at
from itc.audit.actions import record
from itc.centres.actions.changing import Written, added, altered, keep, lock, require_day
from itc.centres.actions.units import BY_THE_CENTRE, last_number, unit_of
from itc.centres.errors import AlreadyInPost, LastOfficer, NobodyOfThisContact, UnknownCentre
from itc.centres.models import Change
from itc.centres.queries.officers import entered_at
from itc.lib import thai
from itc.network.models import Centre, Post
from itc.notices.actions import tell
from itc.resources.models import Resource


@transaction.atomic
def appoint(
    *,
    centre: Centre,
    contact: str,
    name: str,
    role: str,
    valid_from: dt.date,
    valid_to: dt.date | None,
    by: User,
    now: dt.datetime,
) -> Change:
    """Give a post to who has a phone or e-mail here, else to somebody entered by her name.

    She who is entered takes over her account by a code on paper. Refuses: UnknownCentre, DayIsPast,
    NobodyOfThisContact, AlreadyInPost; NotAnOfficer, where `by` may enter nobody.
    """
    lock(centre, by, now=now)
    require_day(valid_from, now=now)
    person = person_at(contact) if contact else enter_person(name=name, by=by, now=now)
    rows = [] if contact or person is None else [_entered(person)]
    if person is None:
        raise NobodyOfThisContact
    still = Q(valid_to=None) | Q(valid_to__gte=valid_from)
    if Post.objects.filter(still, person=person, centre=centre, role=role).exists():
        raise AlreadyInPost
    written = added(Post(person=person, role=role, centre=centre, valid_from=valid_from, valid_to=valid_to))
    rows.append(written)
    place = {"centre": centre.pk, "th": centre.name_th, "en": centre.name_en}
    since = {"role": role, "day": valid_from.isoformat()}
    tell(people=[person], kind="post.given", key=f"{written['key']}", by=by, now=now, **place, **since)
    return keep(centre=centre, part=Change.Part.PEOPLE, rows=rows, by=by, now=now, since=valid_from)


def _entered(person: User) -> Written:
    """Return the line that says a person was entered here, and nothing of her."""
    return {"kind": "accounts.user", "key": person.pk, "before": {}, "after": {}}


@transaction.atomic
def make_claim_for(*, centre: Centre, post: int, by: User, now: dt.datetime) -> tuple[str, ClaimCode]:
    """Return a code to print and its row, by which somebody this centre entered takes over her account.

    A code opens all that its person may see: none is made of anybody who was here before.
    Refuses: UnknownCentre; NotAnOfficer; SignsInHerself.
    """
    lock(centre, by, now=now)
    row = Post.objects.filter(centre=centre, pk=post).select_related("person").first()
    if row is None or row.person_id not in entered_at(centre):
        raise UnknownCentre
    code = make_claim_code(person=row.person, by=by, now=now)
    return code, row.person.claim_codes.unused().select_related("person", "made_by").get()


@transaction.atomic
def end_post(*, centre: Centre, post: int, valid_to: dt.date, by: User, now: dt.datetime) -> Change:
    """End a post after a last day. Refuses: UnknownCentre, DayIsPast, NothingChanged, LastOfficer."""
    lock(centre, by, now=now)
    require_day(valid_to, now=now)
    row = Post.objects.filter(centre=centre, pk=post).first()
    if row is None:
        raise UnknownCentre
    with keeping_an_officer(centre, now=now):
        written = altered(row, valid_to=max(valid_to, row.valid_from))
    return _kept(centre, written, by, now, valid_to)


@contextmanager
def keeping_an_officer(centre: Centre, *, now: dt.datetime) -> Iterator[None]:
    """Do a change of posts inside. Refuses: LastOfficer, where it leaves the centre without one on a day."""
    before = _unattended(centre, thai.local_day(now))
    yield
    if _unattended(centre, thai.local_day(now)) - before:
        raise LastOfficer


def _unattended(centre: Centre, today: dt.date) -> set[dt.date]:
    """Return the days, from today on, from which a centre has no officer: after the end of one, or today."""
    still = Q(valid_to=None) | Q(valid_to__gte=today)
    rows = Post.objects.filter(still, centre=centre, role=OFFICER)
    posts = list(rows.filter(person__is_active=True))  # who cannot sign in keeps nothing
    days = {today} | {row.valid_to + DAY for row in posts if row.valid_to}
    return {day for day in days if not any(_is_on(row, day) for row in posts)}


def _is_on(row: Post, day: dt.date) -> bool:
    return row.valid_from <= day and (row.valid_to is None or row.valid_to >= day)


OFFICER, DAY = Post.Role.OFFICER, dt.timedelta(days=1)


@transaction.atomic
def add_bookable(*, centre: Centre, by: User, now: dt.datetime, **said: Any) -> Change:
    """Let a person of the centre be booked: what for, which machines she runs, when.

    `said` are columns of `Resource`: name_th, name_en, person, role, topic, operations, operates, languages,
    hours_per_week, hours, valid_from. Refuses: UnknownCentre, DayIsPast.
    """
    lock(centre, by, now=now)
    require_day(said["valid_from"], now=now)
    _require_colleague(centre, said["person"])
    number = last_number(centre.pk, PERSON) + 1
    row = Resource(
        code=f"{centre.pk}/{PERSON}-{number:02d}", kind=Resource.Kind.PERSON, centre=centre,
        province_id=centre.province_id, source=BY_THE_CENTRE, status="confirmed", **said,
    )  # fmt: skip
    return _kept(centre, added(row), by, now, said["valid_from"], found=Resource)


PERSON = "person"
"""What the code of a person begins with, after that of her centre."""


@transaction.atomic
def change_bookable(*, centre: Centre, unit: int, by: User, now: dt.datetime, **said: Any) -> Change:
    """Say anew what a person of the centre is booked for; `said` as for `add_bookable`.

    Refuses: UnknownCentre, NothingChanged.
    """
    lock(centre, by, now=now)
    row = unit_of(centre, unit)
    _require_colleague(centre, said["person"])
    names = {name: said.pop(name) for name in ("name_th", "name_en")}
    renamed = any(getattr(row, name) != value for name, value in names.items())
    written = altered(row, **{"person_id": said.pop("person").pk if said.get("person") else None}, **said)
    if renamed:  # kept, and audited, without the names: a change holds none
        for name, value in names.items():
            setattr(row, name, value)
        row.save()
        record("centre.person-renamed", by=by, on=row)
        if written is None:
            written = {"kind": "resources.resource", "key": row.pk, "before": {}, "after": {}}
    return _kept(centre, written, by, now, None, found=Resource)


def _require_colleague(centre: Centre, person: User | None) -> None:
    """Pass where nobody, or somebody with a post at the centre. Refuses: UnknownCentre."""
    if person is not None and not Post.objects.filter(centre=centre, person=person).exists():
        raise UnknownCentre


def _kept(
    centre: Centre, written: Any, by: User, now: dt.datetime, since: dt.date | None, **found: Any
) -> Change:
    rows: Collection[Any] = [written]
    return keep(centre=centre, part=Change.Part.PEOPLE, rows=rows, by=by, now=now, since=since, **found)
