"""When resources are open: their hours, those they will have, and the closed days of their centre."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection

from itc.resources.models import Closing, OpenHours, Resource
from itc.resources.rules.timetables import Timetable, timetable


def timetables(resources: Collection[Resource]) -> dict[int, Timetable]:
    """Return the timetable of each resource, by its key: two queries, however many there are."""
    changes: dict[int, list[tuple[dt.date, str]]] = defaultdict(list)
    rows = OpenHours.objects.filter(resource__isnull=False)
    if len(resources) < FEW:
        rows = rows.filter(resource__in=[each.pk for each in resources])
    for resource, since, text in rows.values_list("resource", "valid_from", "hours"):
        changes[resource].append((since, text))
    closed: dict[str, list[dt.date]] = defaultdict(list)
    for row in Closing.objects.filter(centre__in={each.centre_id for each in resources} - {None}):
        closed[row.centre_id].extend(row.days)
    return {
        each.pk: timetable(
            each.hours,
            changes=changes[each.pk],
            closed=closed[each.centre_id or ""],
            first=each.valid_from,
            last=each.valid_to,
        )
        for each in resources
    }


FEW = 200
"""Resources up to which theirs alone are asked for; of more, those of all."""
