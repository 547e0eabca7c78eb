"""What the home page counts, and what its answers show where there is no plan."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from itc.catalogue.queries.knowledge import knowledge
from itc.catalogue.queries.pages.families import family_groups
from itc.catalogue.queries.understanding import Match, Understanding
from itc.lib import thai
from itc.network.models import Centre, Coverage
from itc.network.queries import lead_centre, province_choices
from itc.planning.rules.question import Question
from itc.resources.models import Resource
from itc.resources.queries.only_machine import AskedMachines


@dataclass(frozen=True)
class Numbers:
    """How large the network is."""

    centres: int
    machines: int
    provinces: int  # that a centre leads


def numbers(*, today: dt.date) -> Numbers | None:
    """Count the network; None while it is empty, since a row of zeros says nothing."""
    centres = Centre.objects.open(today).count()
    if not centres:
        return None
    return Numbers(
        centres=centres,
        machines=Resource.objects.open(today).filter(kind=Resource.Kind.MACHINE).count(),
        provinces=Coverage.objects.filter(default_lead=True).values("province").distinct().count(),
    )


def which_first(question: Question, products: Sequence[Match]) -> dict[str, Any]:
    """Return the context of the page that asks which of two products comes first."""
    families = knowledge().families
    return {
        "idea": question.idea,
        "province": question.province,
        "products": [(match.code, families[match.code].name) for match in products],
    }


def which_machine(question: Question, machines: AskedMachines, reading: Understanding) -> dict[str, Any]:
    """Return the context of the page that asks whether she needs a machine alone, or a plan for a product."""
    families = knowledge().families
    read = [match for match in (reading.family, *reading.others) if match][:3]
    return {
        "idea": question.idea,
        "province": question.province,
        "machines": machines,
        "products": [(match.code, families[match.code].name) for match in read],
    }


def not_understood(question: Question, form: object) -> dict[str, Any]:
    """Return the context of the page for words we do not know: families to browse, an officer to ask."""
    lead = lead_centre(question.province, on=thai.local_day(timezone.now()))
    return {
        "form": form,
        "provinces": province_choices(),
        "sectors": [
            (group.title, [(link.url, link.name) for link in group.links]) for group in family_groups("")
        ],
        "officer": (lead.name, reverse("centre_detail", args=[lead.pk])) if lead else None,
    }
