"""Codes of the network's tables in words. What no table here knows is shown as it stands."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from itc.lib.thai import baht_text
from itc.resources.models import Price
from itc.web.line import Text

ROLES: Mapping[str, Text] = {
    "officer": gettext_lazy("Officers"),
    "engineer": gettext_lazy("Engineers"),
    "expert": gettext_lazy("Experts"),
}

CLEANING: Mapping[str, Text] = {
    "food": gettext_lazy("after food"),
    "allergen": gettext_lazy("after an allergen"),
    "halal": gettext_lazy("for halal"),
    "cosmetic": gettext_lazy("after cosmetics"),
    "metal": gettext_lazy("after another metal"),
    "none": gettext_lazy("after any work"),
}

FOR_WHOM: Mapping[str, Text] = {
    "any": gettext_lazy("everybody"),
    "makers outside Bangkok": gettext_lazy("makers outside Bangkok"),
    "plant products": gettext_lazy("plant products"),
    "Organic Thailand mark": gettext_lazy("the Organic Thailand mark"),
    "foreign organic schemes": gettext_lazy("organic schemes of other countries"),
    "meat, egg, milk, insect and pet food": gettext_lazy("meat, egg, milk, insect and pet food"),
    "fish and seafood": gettext_lazy("fish and seafood"),
}

UNITS: Mapping[str, Text] = {
    "kg": pgettext_lazy("unit", "kg"),
    "g": pgettext_lazy("unit", "g"),
    "l": pgettext_lazy("unit", "l"),
    "m": pgettext_lazy("unit", "m"),
    "m2": pgettext_lazy("unit", "m²"),
    "m3": pgettext_lazy("unit", "m³"),
    "mm2": pgettext_lazy("unit", "mm²"),
    "h": pgettext_lazy("unit", "h"),
    "min": pgettext_lazy("unit", "min"),
    "day": pgettext_lazy("unit", "day"),
    "batch": pgettext_lazy("unit", "batch"),
    "shot": pgettext_lazy("unit", "shot"),
    "piece": pgettext_lazy("unit", "piece"),
    "part": pgettext_lazy("unit", "part"),
    "product": pgettext_lazy("unit", "product"),
    "item": pgettext_lazy("unit", "item"),
    "pack": pgettext_lazy("unit", "pack"),
    "bottle": pgettext_lazy("unit", "bottle"),
    "box": pgettext_lazy("unit", "box"),
    "thousand tab": pgettext_lazy("unit", "thousand tablets"),
    "thousand cap": pgettext_lazy("unit", "thousand capsules"),
    "sample": pgettext_lazy("unit", "sample"),
    "test": pgettext_lazy("unit", "test"),
    "device": pgettext_lazy("unit", "device"),
    "board": pgettext_lazy("unit", "board"),
    "component": pgettext_lazy("unit", "component"),
    "joint": pgettext_lazy("unit", "joint"),
    "bend": pgettext_lazy("unit", "bend"),
    "stroke": pgettext_lazy("unit", "stroke"),
    "stitch": pgettext_lazy("unit", "stitch"),
    "cycle": pgettext_lazy("unit", "cycle"),
    "station": pgettext_lazy("unit", "station"),
    "seat": pgettext_lazy("unit", "seat"),
    "group": pgettext_lazy("unit", "group"),
    "panellist": pgettext_lazy("unit", "panellist"),
}

DAYS = dict(zip(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), WEEKDAYS_ABBR.values(), strict=True))


def hours_in_words(text: str) -> str:
    """Return opening hours, `Mon-Fri 08:30-16:30; Sat 09:00-12:00`, with the days of the page's language."""
    days = re.sub("|".join(DAYS), lambda found: str(DAYS[found[0]]), text)
    return days.replace("-", "–").replace(",", ", ").replace("; ", " · ")


def open_in_words(text: str, *, overnight: bool) -> str:
    """Return opening hours, and whether work may go on after them under watch."""
    hours = hours_in_words(text)
    return _("%(hours)s, over night under watch") % {"hours": hours} if overnight else hours


def range_in_words(low: Decimal | None, high: Decimal | None, unit: str) -> str:
    """Return `10–100 kg/batch`; one figure where both are the same or one is not known; nothing for none."""
    figures = dict.fromkeys(f"{each.normalize():,f}" for each in (low, high) if each is not None)
    words = "/".join(str(UNITS.get(part, part)) for part in unit.split("/"))
    return f"{'–'.join(figures)} {words}".strip() if figures else ""


def price_in_words(price: Price | None) -> str:
    """Return `฿450 an hour`, free, or to be quoted; a price that is not known is to be quoted, never 0."""
    if price is None or price.rule == Price.Rule.QUOTE or (price.price_thb is None and price.rule != "free"):
        return _("to be quoted")
    if price.rule == Price.Rule.FREE or price.price_thb is None:
        return _("No charge")
    units = {
        "hour": _("%(baht)s an hour"),
        "batch": _("%(baht)s a batch"),
        "day": _("%(baht)s a day"),
        "test": _("%(baht)s a test"),
        "session": _("%(baht)s a session"),
        "filing": _("%(baht)s a filing"),
    }
    amount = units.get(price.unit, "%(baht)s / " + price.unit) % {"baht": baht_text(price.price_thb)}
    return " · ".join([amount, *_besides(price)])


def _besides(price: Price) -> Iterator[str]:
    """Yield what of a price is not in its plain amount."""
    if price.first_hour_thb is not None:
        yield _("the first hour %(baht)s") % {"baht": baht_text(price.first_hour_thb)}
    if price.later_thb is not None:
        yield _("%(baht)s an hour after %(hours)s hours") % {
            "baht": baht_text(price.later_thb),
            "hours": price.later_after_hours,
        }
    if price.set_up_thb:
        yield _("set-up %(baht)s") % {"baht": baht_text(price.set_up_thb)}
