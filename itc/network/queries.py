"""Who leads where."""

import datetime as dt

from itc.network.models import Centre, Coverage


def lead_centre(province_code: str, *, on: dt.date) -> Centre | None:
    """Return the centre that leads for a province on a day, or None where no coverage is in force.

    The open Mini ITC of a province, else its regional centre, is the row marked as leading by default; an
    estate's centre leads for its own tenants only, or by her choice, so its rows never count here.
    """
    rows = Coverage.objects.on(on).filter(province=province_code, scope="province", default_lead=True)
    row = rows.select_related("centre__province").order_by("rank", "centre").first()
    return row.centre if row else None


def provinces_by_region() -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Return (region, [(code, Thai name, English name)]) for the choice of a province, North first."""
    rows = Centre.province.field.related_model.objects.order_by("region_6", "name_th")
    grouped: dict[str, list[tuple[str, str, str]]] = {}
    for row in rows:
        grouped.setdefault(row.region_6, []).append((row.code, row.name_th, row.name_en))
    return sorted(grouped.items(), key=lambda item: (item[0] != "North", item[0]))
