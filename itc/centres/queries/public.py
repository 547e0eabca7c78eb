"""What everybody reads of a centre on a day: what it does, when it is open, its area."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from itc.centres.models import Contact, Profile, Service
from itc.centres.queries.area import own_data
from itc.centres.queries.lists import YEAR, by_stage
from itc.centres.rules import opening_days
from itc.lib import thai
from itc.network.models import Centre
from itc.resources.models import Closing, Holiday, OpenHours
from itc.resources.queries.pages.centres import centre_page
from itc.resources.queries.pages.words import hours_in_words

NEXT_HOLIDAYS = 3
GOVERNMENT = frozenset({"dip_centre", "mini_itc"})
"""Kinds of operators that are offices of the state; the rest are named a local business."""


def read_day(text: str, *, now: dt.datetime) -> dt.date:
    """Return the day of a page that is looked at in advance: within a year, else today."""
    today = thai.local_day(now)
    try:
        day = thai.parse_date(text)
    except ValueError:
        return today
    return day if today <= day <= today + YEAR else today


def public_page(centre: Centre, *, on: dt.date, url: str, now: dt.datetime) -> dict[str, Any]:
    """Return what the page of a centre shows on a day; `url` is its whole address."""
    services = list(Service.objects.filter(centre=centre).on(on).select_related("operation"))
    weeks = list(OpenHours.objects.filter(centre=centre).order_by("valid_from"))
    doors = next((row for row in reversed(weeks) if row.valid_from <= on), None)
    closings = list(Closing.objects.filter(centre=centre).after(on).order_by("first_day")[:NEXT_CLOSINGS])
    page = centre_page(centre, today=on) | {
        "services": by_stage(services),
        "doors": doors,
        "opens": hours_in_words(doors.hours) if doors else "",
        "coming": [(row.valid_from, hours_in_words(row.hours)) for row in weeks if row.valid_from > on],
        "closings": closings,
        "holidays": Holiday.objects.filter(date__gte=on).order_by("date")[:NEXT_HOLIDAYS],
        "contact": Contact.objects.filter(centre=centre).first(),
        "lines": _lines(centre, on),
        "own": own_data(centre, now=now),
        "on": on,
    }
    return page | {"structured": structured(page, url=url, services=services)}


NEXT_CLOSINGS = 6


def _lines(centre: Centre, on: dt.date) -> list[tuple[str, list[Profile]]]:
    """Return the lines about the area in force on a day, by what they tell of."""
    led = Q(centre=centre)
    rows = list(Profile.objects.filter(led).on(on).select_related("province").order_by("-valid_from", "pk"))
    groups = [(about.label, [row for row in rows if row.about == about]) for about in Profile.About]
    return [(str(label), found) for label, found in groups if found]


def structured(page: Mapping[str, Any], *, url: str, services: list[Service]) -> dict[str, Any]:
    """Return the centre as schema.org has it, for machines that read the page; only what is known."""
    centre, contact = page["centre"], page["contact"]
    kind = "GovernmentOffice" if centre.operator_type in GOVERNMENT else "LocalBusiness"
    address = {"@type": "PostalAddress", "addressRegion": centre.province.name, "addressCountry": "TH"}
    if contact and contact.address:
        address["streetAddress"] = contact.address
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": kind,
        "name": centre.name,
        "alternateName": centre.name_en if centre.name != centre.name_en else centre.name_th,
        "url": url,
        "address": address,
        "areaServed": [{"@type": "AdministrativeArea", "name": row.name} for row in page["led"]],
        "openingHoursSpecification": _hours(page["doors"]),
        "specialOpeningHoursSpecification": [_closed(row) for row in page["closings"]],
        "hasOfferCatalog": _catalogue(services),
    }
    if centre.confidence_location != Centre.Confidence.LOW:
        found["geo"] = {"@type": "GeoCoordinates", "latitude": centre.lat, "longitude": centre.lon}
    if contact:
        found |= {"telephone": contact.phone, "email": contact.email}
    return {name: value for name, value in found.items() if value}


def _hours(doors: OpenHours | None) -> list[dict[str, Any]]:
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [f"https://schema.org/{day}" for day in days],
            "opens": opens,
            "closes": closes,
        }
        for days, opens, closes in (opening_days(doors.hours) if doors else ())
    ]


def _closed(row: Closing) -> dict[str, Any]:
    """Return closed days: schema.org writes them as opening and closing at midnight."""
    return {
        "@type": "OpeningHoursSpecification",
        "opens": "00:00",
        "closes": "00:00",
        "validFrom": row.first_day.isoformat(),
        "validThrough": row.last_day.isoformat(),
    }


def _catalogue(services: list[Service]) -> dict[str, Any]:
    if not services:
        return {}
    items = [
        {"@type": "Offer", "itemOffered": {"@type": "Service", "name": row.name, "description": row.about}}
        for row in services
    ]
    return {"@type": "OfferCatalog", "itemListElement": items}
