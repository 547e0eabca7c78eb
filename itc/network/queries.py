"""Who leads where, and the centres for their pages."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, gettext_noop
from django.utils.translation import gettext as _

from itc.accounts.models import User
from itc.network.models import Centre, Coverage, Post, PostQuerySet, Province, may_administer
from itc.network.rules import map_point
from itc.web.line import Text
from itc.web.tables import Dot

REGIONS = (
    gettext_noop("North"),
    gettext_noop("Northeast"),
    gettext_noop("Central"),
    gettext_noop("East"),
    gettext_noop("West"),
    gettext_noop("South"),
)

OPERATORS: Mapping[str, Text] = {
    "dip_centre": gettext_lazy("Centres of the Department of Industrial Promotion"),
    "mini_itc": gettext_lazy("Mini ITCs in provinces"),
    "ieat_estate": gettext_lazy("Centres in industrial estates"),
    "network_institute": gettext_lazy("Institutes of the network"),
}


def lead_centre(province_code: str, *, on: dt.date) -> Centre | None:
    """Return the centre that leads for a province on a day, or None where no coverage is in force.

    The open Mini ITC of a province, else its regional centre, is the row marked as leading by default; an
    estate's centre leads for its own tenants only, or by her choice, so its rows never count here.
    """
    rows = Coverage.objects.on(on).filter(province=province_code, scope="province", default_lead=True)
    row = rows.select_related("centre__province").order_by("rank", "centre").first()
    return row.centre if row else None


def is_officer_of(centre: str, person: User, *, on: dt.date) -> bool:
    """Return whether a person is an officer of a centre, by its code, on a day."""
    return _as_officer(person, on).filter(centre=centre).exists()


def serves_at(centre: str, person: User, *, on: dt.date) -> bool:
    """Return whether a person does the work of a centre, by its code, on a day."""
    return Post.objects.on(on).serving().filter(person=person, centre=centre).exists()


def centres_of_officer(person: User, *, on: dt.date) -> list[str]:
    """Return the codes of the centres a person is an officer of on a day."""
    return [
        str(code) for code in _as_officer(person, on).exclude(centre=None).values_list("centre", flat=True)
    ]


def may_open_centres(person: object, *, on: dt.date) -> bool:
    """Return whether somebody may open a new centre: an officer of its parent, or who administers."""
    return isinstance(person, User) and (may_administer(person) or bool(centres_of_officer(person, on=on)))


def _as_officer(person: User, on: dt.date) -> PostQuerySet:
    return Post.objects.on(on).filter(person=person, role=Post.Role.OFFICER)


def province_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return (region, [(code, name)]) in the language of the page, the North first."""
    grouped: dict[str, list[tuple[str, str]]] = {region: [] for region in REGIONS}
    for row in Province.objects.order_by("name_th" if get_language() == "th" else "name_en"):
        grouped[row.region_6].append((row.code, row.name))
    return [(_(region), rows) for region, rows in grouped.items() if rows]


def centre_groups(*, on: dt.date) -> list[tuple[Text, list[Centre]]]:
    """Return every centre that is open on a day, with its province, by who runs it, the North first."""
    found: dict[str, list[Centre]] = {}
    for row in Centre.objects.open(on).select_related("province").order_by("-province__lat", "code"):
        found.setdefault(row.operator_type, []).append(row)
    order = [*(kind for kind in OPERATORS if kind in found), *sorted(found.keys() - OPERATORS.keys())]
    return [(OPERATORS.get(kind, kind), found[kind]) for kind in order]


def dots(centres: Iterable[Centre]) -> list[Dot]:
    """Return centres as dots of the map, hollow where it is not sure that one is an ITC."""
    return [
        Dot(
            *map_point(*row.point),
            f"{row.name} · {row.province.name}",
            reverse("centre_detail", args=[row.pk]),
            lead=row.confidence_is_itc == Centre.Confidence.HIGH,
        )
        for row in centres
    ]


def provinces_led(centre: Centre, *, on: dt.date) -> list[Province]:
    """Return the provinces a centre leads by default on a day, by name."""
    rows = Coverage.objects.on(on).filter(centre=centre, scope="province", default_lead=True)
    return sorted((row.province for row in rows.select_related("province")), key=lambda row: row.name)
