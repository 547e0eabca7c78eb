"""What people look for at centres: the services each offers, which lead to its page."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from itc.catalogue.models import Operation
from itc.centres.models import Service
from itc.network.models import Centre
from itc.search.registry import Draft, Searchable, register


def _service(row: Service) -> Draft | None:
    """A service is found by its own words and those of its operation; not one that ends, or of a draft."""
    operation = row.operation
    names = (operation.name_th, operation.name_en) if operation else (row.name_th, row.name_en)
    if row.valid_to is not None or not row.centre.is_open(timezone.localdate()):
        return None
    return Draft(
        str(row.pk),
        f"{names[0]} · {row.centre.name_th}",
        f"{names[1]} · {row.centre.name_en}",
        "centre_detail",
        row.centre_id,
        aliases=(*names, *operation.aliases_th, *operation.aliases_en) if operation else names,
        about_th=row.about_th,
        about_en=row.about_en,
        centre_code=row.centre_id,
        province_code=row.centre.province_id,
    )


register(
    Searchable(
        "service",
        _("Services of centres"),
        Service,
        _service,
        related=("centre", "operation"),
        also=(Centre, Operation),
    )
)
