"""What the machines and people of a centre can do, by the operations of the catalogue."""

import datetime as dt

from itc.catalogue.queries.knowledge import knowledge
from itc.network.models import Centre
from itc.resources.models import Resource


def can_do(centre: Centre, today: dt.date) -> set[str]:
    """Return the operations done by what stands at a centre: on its machines, or by its people."""
    rows = list(Resource.objects.filter(centre=centre).standing(today))
    kinds = {row.machine_kind_id for row in rows}
    by_people = {code for row in rows for code in row.operations}
    known = knowledge().operations
    on_machines = {
        row.code
        for row in known.values()
        if row.provider_kind == "machine" and not kinds.isdisjoint(row.provider)
    }
    return on_machines | (by_people & known.keys())
