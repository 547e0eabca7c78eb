"""Operations by stage."""

from collections.abc import Iterator, Mapping

from django.urls import reverse

from itc.catalogue.models import Operation
from itc.catalogue.queries.pages.groups import Group, Link, groups, link_if
from itc.web.line import STATIONS, Text

STAGES: Mapping[str, Text] = {station.slug: station.name for station in STATIONS}


def operation_groups(query: str) -> list[Group]:
    """Return the operations whose name or other word holds the query, by stage."""
    return groups(STAGES, _links(query))


def _links(query: str) -> Iterator[tuple[str, Link]]:
    for row in sorted(Operation.objects.all(), key=lambda row: row.name):
        url = reverse("operation_detail", args=[row.code])
        if link := link_if(
            query, url, row.name, [row.name_th, row.name_en, *row.aliases_th, *row.aliases_en]
        ):
            yield row.stage, link
