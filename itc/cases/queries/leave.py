"""Which officers are away, who stands in for them, and what falls due meanwhile."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from itc.accounts.models import User
from itc.cases.models import Case, Handling, Leave, Step
from itc.lib import thai


@dataclass(frozen=True, slots=True)
class Away:
    """That an officer is away until a day; `deputy` is None where nobody stands in for her."""

    person: User
    deputy: User | None
    until: dt.date


def away_among(officers: Iterable[User], *, now: dt.datetime) -> dict[int, Away]:
    """Return who of some officers is away today, by key.

    A deputy counts while she is one of these officers herself and is here: whoever leaves her post, or goes
    on leave too, stands in for nobody, and what she had to look after is nobody's.
    """
    known, today = {each.pk: each for each in officers}, thai.local_day(now)
    rows = list(Leave.objects.between(today, today).filter(person__in=known).order_by("last_day"))
    gone = {row.person_id for row in rows}
    return {
        row.person_id: Away(
            known[row.person_id],
            known.get(row.deputy_id) if row.deputy_id and row.deputy_id not in gone else None,
            row.last_day,
        )
        for row in rows
    }


def here_for(
    officers: Iterable[User], *, now: dt.datetime, among: Iterable[User] | None = None
) -> list[User]:
    """Return whom to tell: deputies instead of those of them who are away; all of them if nobody is left.

    Deputies are `among` some officers, else among these themselves.
    """
    asked = list(officers)
    away = away_among(asked if among is None else among, now=now)
    people = [away[each.pk].deputy if each.pk in away else each for each in asked]
    return list(dict.fromkeys(each for each in people if each is not None)) or asked


def leaves_of(person: User, *, now: dt.datetime) -> list[Leave]:
    """Return the leaves of a person that are not over, soonest first."""
    rows = Leave.objects.filter(person=person, ended_at=None, last_day__gte=thai.local_day(now))
    return list(rows.select_related("deputy"))


def due_between(person: User, first: dt.date, last: dt.date) -> list[tuple[Case, dt.datetime]]:
    """Return the cases a person has in hand that fall due on some days, and when: a yes to say, or a step."""
    start, end = thai.start_of_day(first), thai.start_of_day(last + dt.timedelta(days=1))
    hers = Case.objects.open().filter(pk__in=Handling.objects.live().filter(officer=person).values("case"))
    soon = Step.objects.kept().filter(case__in=hers, starts_at__gte=start, starts_at__lt=end)
    days = dict(soon.order_by("-starts_at").values_list("case", "starts_at"))  # of each the soonest stays
    lapsing = Q(confirmation=None, lapses_at__gt=start, lapses_at__lte=end)
    rows = hers.filter(lapsing | Q(pk__in=days)).select_related("firm", "family", "confirmation")
    lapse = {case.pk: case.lapses_at for case in rows if case.state == "pending"}
    found = [
        (case, lapse[case.pk] if start < lapse.get(case.pk, start) <= end else days[case.pk]) for case in rows
    ]
    return sorted(found, key=lambda each: each[1])
