"""What people look for among resources: laboratories; and, for staff only, people and contract makers."""

from django.utils.translation import gettext_lazy as _

from itc.network.models import Centre
from itc.resources.models import Counter, Maker, Resource
from itc.search.models import Entry
from itc.search.registry import Draft, Searchable, register

STAFF = Entry.Audience.STAFF


def _counter(row: Counter) -> Draft:
    """A laboratory is looked for by what it tests: each of its counters is found, and leads to the test."""
    return Draft(
        row.code,
        f"{row.name_th} · {row.operation.name_th}",
        f"{row.name_en} · {row.operation.name_en}",
        "operation_detail",
        row.operation_id,
        province_code=row.province_id,
    )


def _person(row: Resource) -> Draft | None:
    if row.kind != Resource.Kind.PERSON or (row.centre and row.centre.is_draft):
        return None
    return Draft(
        row.code,
        row.name_th,
        row.name_en,
        "admin:resources_resource_change",
        str(row.pk),
        aliases=(row.topic,) if row.topic else (),
        audience=STAFF,
        centre_code=row.centre_id or "",
        province_code=row.province_id,
    )


def _maker(row: Maker) -> Draft:
    """A maker is named to nobody before a request for quotations; staff who prepare it may look."""
    return Draft(
        row.code,
        row.name_th,
        row.name_en,
        "admin:resources_maker_change",
        row.code,
        audience=STAFF,
        province_code=row.province_id,
    )


register(
    Searchable("lab", _("Laboratories"), Counter, _counter, related=("operation",)),
    Searchable("person", _("People"), Resource, _person, related=("centre",), also=(Centre,)),
    Searchable("maker", _("Contract makers"), Maker, _maker),
)
