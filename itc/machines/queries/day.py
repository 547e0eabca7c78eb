"""The day sheet: what comes to the centres at which a person serves, ordered by time."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from itc.accounts.models import User
from itc.cases.models import Slot
from itc.lib import thai
from itc.machines.errors import NotServing
from itc.machines.queries.rows import Row, rows_of
from itc.machines.queries.turns import first_of, serving_at, turns_at
from itc.machines.rules.day import Asked
from itc.network.models import Centre
from itc.resources.models import Booking, Resource

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AtCentre:
    """What a centre does on a day, and what cannot be had there."""

    centre: Centre
    rows: tuple[Row, ...]
    absences: tuple[Booking, ...]


@dataclass(frozen=True, slots=True)
class DaySheet:
    """All that the day sheet shows."""

    day: dt.date
    today: dt.date
    centres: tuple[Centre, ...]
    """Where she serves."""
    at: tuple[AtCentre, ...]
    units: tuple[Resource, ...]
    """What is used that day, to look at one of them alone."""
    has_mine: bool
    """Whether somebody with a calendar is tied to her account, so that she may look at her own alone."""
    next_day: dt.date | None
    """Where the day is empty: the next one that is not."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return the rows of all centres."""
        return tuple(row for each in self.at for row in each.rows)

    @property
    def before(self) -> dt.date:
        """Return the day before."""
        return self.day - DAY

    @property
    def after(self) -> dt.date:
        """Return the day after."""
        return self.day + DAY


def day_sheet(person: User, asked: Asked, *, now: dt.datetime) -> DaySheet:
    """Return the day sheet of who serves; as many queries, however much there is. Refuses: NotServing."""
    today = thai.local_day(now)
    if not (centres := serving_at(person, on=today)):
        raise NotServing
    mine = set(Resource.objects.filter(person=person).values_list("pk", flat=True))
    every = rows_of(slots_on(centres, asked.day), now=now)
    rows = [row for row in every if _is_asked(row, asked, mine)]
    units = {each.pk: each for row in every for each in row.resources}
    return DaySheet(
        day=asked.day,
        today=today,
        centres=tuple(centres),
        at=tuple(_at(centres, rows, [] if asked.mine else _absences(centres, asked))),
        units=tuple(sorted(units.values(), key=lambda unit: unit.code)),
        has_mine=bool(mine),
        next_day=None if rows else _next_day(centres, asked.day),
    )


def slots_on(centres: Sequence[Centre], day: dt.date) -> dict[int, list[Slot]]:
    """Return the slots of the steps that centres have on a day, by step: also those of its other days."""
    start = thai.start_of_day(day)
    on_it = turns_at(centres).filter(held_from__lt=start + DAY, held_to__gte=start)
    whole = ("step__case__firm", "step__case__family", "resource__machine_kind", "counter", "turn")
    rows = turns_at(centres).filter(step__in=on_it.values("step")).select_related(*whole)
    found: dict[int, list[Slot]] = defaultdict(list)
    for slot in rows.order_by("use_from", "pk"):
        found[slot.step_id].append(slot)
    return {
        step: slots for step, slots in found.items() if any(_is_on(each, day) for each in first_of(slots))
    }


def _is_on(slot: Slot, day: dt.date) -> bool:
    start = thai.start_of_day(day)
    return slot.held_from < start + DAY and (slot.held_to > start or slot.held_from >= start)


def _is_asked(row: Row, asked: Asked, mine: set[int]) -> bool:
    if not _is_on(row.slot, asked.day):
        return False
    used = {each.pk for each in row.resources}
    by_unit = not asked.unit or asked.unit in {each.code for each in row.resources}
    return by_unit and (not asked.mine or bool(used & mine))


def _at(centres: Sequence[Centre], rows: Iterable[Row], absences: Iterable[Booking]) -> list[AtCentre]:
    rows, absences = list(rows), list(absences)
    found = [
        AtCentre(
            centre,
            tuple(row for row in rows if row.slot.step.centre_id == centre.pk),
            tuple(each for each in absences if each.resource.centre_id == centre.pk),
        )
        for centre in centres
    ]
    return [each for each in found if each.rows or each.absences]


def _absences(centres: Sequence[Centre], asked: Asked) -> Iterable[Booking]:
    start = thai.start_of_day(asked.day)
    rows = Booking.objects.live().absences().within(start, start + DAY).filter(resource__centre__in=centres)
    if asked.unit:
        rows = rows.filter(resource__code=asked.unit)
    return rows.select_related("resource").order_by("held_from", "pk")


def _next_day(centres: Sequence[Centre], day: dt.date) -> dt.date | None:
    start = thai.start_of_day(day + DAY)
    first = turns_at(centres).filter(held_from__gte=start).order_by("held_from").first()
    return thai.local_day(first.held_from) if first else None
