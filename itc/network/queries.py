"""Who leads where."""

import datetime as dt

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from itc.network.models import Centre, Coverage, Province

REGIONS = (
    gettext_noop("North"),
    gettext_noop("Northeast"),
    gettext_noop("Central"),
    gettext_noop("East"),
    gettext_noop("West"),
    gettext_noop("South"),
)


def lead_centre(province_code: str, *, on: dt.date) -> Centre | None:
    """Return the centre that leads for a province on a day, or None where no coverage is in force.

    The open Mini ITC of a province, else its regional centre, is the row marked as leading by default; an
    estate's centre leads for its own tenants only, or by her choice, so its rows never count here.
    """
    rows = Coverage.objects.on(on).filter(province=province_code, scope="province", default_lead=True)
    row = rows.select_related("centre__province").order_by("rank", "centre").first()
    return row.centre if row else None


def province_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return (region, [(code, name)]) in the language of the page, the North first."""
    grouped: dict[str, list[tuple[str, str]]] = {region: [] for region in REGIONS}
    for row in Province.objects.order_by("name_th" if get_language() == "th" else "name_en"):
        grouped[row.region_6].append((row.code, row.name))
    return [(_(region), rows) for region, rows in grouped.items() if rows]
