"""What people look for in the network: centres, also by the provinces they lead for, and agencies."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from itc.network.models import Agency, Centre, Coverage
from itc.search.registry import Draft, Searchable, register


def _centre(row: Centre) -> Draft | None:
    """A province is looked for to find who serves it: its names are other words for its centres.

    A centre that is not open yet is not found; whoever opens it has the index brought up to date.
    """
    if not row.is_open(timezone.localdate()):
        return None
    led = [each.province for each in row.coverage.all() if each.default_lead]
    provinces = dict.fromkeys([row.province, *sorted(led, key=lambda province: province.code)])
    return Draft(
        row.code,
        row.name_th,
        row.name_en,
        "centre_detail",
        row.code,
        aliases=tuple(name for province in provinces for name in (province.name_th, province.name_en)),
        about_th=row.specialty_th,
        about_en=row.specialty_en,
        centre_code=row.code,
        province_code=row.province_id,
    )


def _agency(row: Agency) -> Draft:
    return Draft(row.code, row.name_th, row.name_en, "centre_list", aliases=(row.code,), about_en=row.role_en)


register(
    Searchable(
        "centre",
        _("Centres"),
        Centre,
        _centre,
        related=("province", "coverage__province"),
        also=(Coverage,),
    ),
    Searchable("agency", _("Agencies"), Agency, _agency),
)
