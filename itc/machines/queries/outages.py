"""Outages and leave of a centre, and who may report and see them: whoever serves there."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from itc.accounts.models import User
from itc.lib import thai
from itc.machines.errors import UnknownOutage, UnknownUnit
from itc.machines.models import Fallen, Outage
from itc.network.models import Post
from itc.resources.models import Resource
from itc.resources.models.providers import ResourceQuerySet

LATEST = 30
"""So many that are over are listed."""


@dataclass(frozen=True, slots=True)
class Outages:
    """Outages and leave of the centres a person serves: now, ahead, and the latest that are over."""

    running: tuple[Outage, ...]
    coming: tuple[Outage, ...]
    over: tuple[Outage, ...]


@dataclass(frozen=True, slots=True)
class OutagePage:
    """All that the page of an outage shows."""

    outage: Outage
    state: str
    rows: tuple[Fallen, ...]
    """What fell, as it was planned then."""
    along: int
    """So many other steps moved along: which, the page of each case says."""
    open: tuple[Fallen, ...]
    """What is still to be placed by hand."""

    @property
    def stands(self) -> bool:
        """Whether it can still be ended or prolonged."""
        return self.state in {"running", "coming"}


def reportable(user: User, *, now: dt.datetime) -> ResourceQuerySet:
    """Return what a person may report: all of the centres she serves; of people where she is officer; and
    herself, while she serves there or is of no centre."""
    posts = Post.objects.on(thai.local_day(now)).serving().filter(person=user)
    people = posts.filter(role=Post.Role.OFFICER).values("centre")
    machines = Q(centre__in=posts.values("centre")) & ~Q(kind=Resource.Kind.PERSON)
    herself = Q(person=user) & (Q(centre=None) | Q(centre__in=posts.values("centre")))
    return Resource.objects.filter(machines | Q(centre__in=people) | herself)


def unit_of(user: User, pk: int, *, now: dt.datetime) -> Resource:
    """Return something a person may report. Refuses: UnknownUnit."""
    found = reportable(user, now=now).filter(pk=pk).select_related("centre", "machine_kind").first()
    if found is None:
        raise UnknownUnit
    return found


def standing_of(unit: Resource, *, now: dt.datetime) -> list[Outage]:
    """Return the outages of something that run or come, the soonest first."""
    return list(Outage.objects.standing(now).filter(resource=unit).order_by("starts_at", "pk"))


def units_of(user: User, words: str, *, now: dt.datetime) -> list[Resource]:
    """Return what a person may report by centre and name, narrowed by words. Refuses: UnknownUnit."""
    rows = reportable(user, now=now)
    if not rows.exists():
        raise UnknownUnit
    named = Q(name_th__icontains=words) | Q(name_en__icontains=words) | Q(code__icontains=words)
    order = ("centre", "kind", "name_th", "code")
    return list(
        rows.standing(thai.local_day(now))
        .filter(named)
        .select_related("centre", "machine_kind")
        .order_by(*order)
    )


def outages_of(user: User, *, now: dt.datetime) -> Outages:
    """Return the outages of the centres a person serves. Refuses: UnknownUnit, where she serves none."""
    units = reportable(user, now=now)
    if not units.exists():
        raise UnknownUnit
    rows = Outage.objects.filter(resource__in=units)
    fell = Count("fallen", filter=~Q(fallen__became=Fallen.Became.ALONG))
    stands = list(_whole(rows.standing(now)).annotate(fell=fell).order_by("starts_at", "pk"))
    rest = _whole(rows.exclude(pk__in=[each.pk for each in stands]))
    over = rest.annotate(fell=fell).order_by("-ends_at", "-pk")[:LATEST]
    return Outages(
        tuple(each for each in stands if each.starts_at <= now),
        tuple(each for each in stands if each.starts_at > now),
        tuple(over),
    )


def outage_of(user: User, pk: int, *, now: dt.datetime) -> Outage:
    """Return an outage of a centre a person serves. Refuses: UnknownOutage."""
    units = reportable(user, now=now)
    found = _whole(Outage.objects.filter(resource__in=units, pk=pk)).first()
    if found is None:
        raise UnknownOutage
    return found


def outage_page(outage: Outage, *, now: dt.datetime) -> OutagePage:
    """Return the page of an outage."""
    rows = outage.fallen.select_related("step__case__firm", "instead__centre").order_by(
        "at", "was_from", "pk"
    )
    fell = tuple(row for row in rows if row.became != Fallen.Became.ALONG)
    return OutagePage(outage, outage.state(now), fell, len(rows) - len(fell), tuple(_open(fell)))


def _open(rows: Iterable[Fallen]) -> list[Fallen]:
    """Return what still has no time: neither found nor left out since."""
    waiting = [row for row in rows if row.became == Fallen.Became.BY_HAND]
    steps = {row.step_id for row in waiting}
    missed = set(
        Fallen.objects.filter(step__in=steps, step__misses__made_good_at=None, step__misses__isnull=False)
        .filter(step__dropped_at=None, step__case__closure=None)
        .values_list("step", flat=True)
    )
    return [row for row in waiting if row.step_id in missed]


def _whole(rows: QuerySet[Outage]) -> "QuerySet[Outage]":
    return rows.select_related("resource__centre", "booking", "reported_by", "ended_by")
