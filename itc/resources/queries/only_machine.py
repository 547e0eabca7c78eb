"""Which machines a sentence asks for alone, if it does."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from itc.resources.rules.only_machine import names_it, only_machine
from itc.search.queries import find

MOST_KINDS = 4


@dataclass(frozen=True, slots=True)
class AskedMachines:
    """The machines her words name, as (name, address of its free times), and the day she said."""

    kinds: tuple[tuple[str, str], ...]
    day: dt.date | None


def asked_machines(text: str, user: Any, *, province: str = "") -> AskedMachines | None:
    """Return the machines that a sentence of today asks for alone; None where it does not, or names none."""
    only = only_machine(text, today=timezone.localdate())
    if only is None:
        return None
    found = find(only.words, user, kinds={"machine"}, limit=MOST_KINDS)
    hits = [hit for hit in found.hits if not found.weak and names_it(only.words, hit.matched)]
    query = urlencode({"day": only.day.isoformat() if only.day else "", "province": province})
    kinds = tuple(
        (hit.name, f"{reverse('machine_kind_free', args=[hit.entry.object_key])}?{query}") for hit in hits
    )
    return AskedMachines(kinds, only.day) if kinds else None
