"""Who looks for what a centre does finds the centre, as long as it does it."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from itc.accounts.models import User
from itc.centres.actions.services import change_service, offer, offer_own
from itc.centres.models import Service
from itc.network.models import Centre
from itc.resources.models import Resource
from itc.search.models import Entry
from itc.search.registry import searchables
from tests.centres.world import NOW, TODAY

ADDRESS = "/centres/IEAT-NRIE"


@pytest.mark.parametrize("words", ["ยืมห้องเย็น", "cold room loan"])
def test_a_service_of_its_own_leads_to_the_centre(
    client: Client, lamphun: Centre, officer: User, words: str
) -> None:
    offer_own(
        centre=lamphun, name_th="ยืมห้องเย็น", name_en="Cold room loan", about_th="", about_en="",
        valid_from=TODAY, by=officer, now=NOW,
    )  # fmt: skip
    assert ADDRESS in client.get("/search", {"q": words}).content.decode()


def test_one_that_ends_is_found_no_more(
    client: Client, lamphun: Centre, officer: User, dryer: Resource
) -> None:
    offer(centre=lamphun, operations=["drying"], valid_from=TODAY, by=officer, now=NOW)
    assert Entry.objects.get(kind="service").page_key == lamphun.pk
    change_service(
        centre=lamphun, service=Service.objects.get().pk, about_th="", about_en="",
        valid_to=TODAY + dt.timedelta(days=3), by=officer, now=NOW,
    )  # fmt: skip
    assert not Entry.objects.filter(kind="service").exists()


def test_what_its_machines_can_do_is_ticked_before_anything_is_offered(
    desk: Client, lamphun: Centre, dryer: Resource
) -> None:
    able = desk.get(f"{ADDRESS}/manage/services").context["form"]
    assert able["operations"].initial == ["drying"]
    Service.objects.create(centre=lamphun, name_th="x", name_en="x", valid_from=TODAY)
    assert desk.get(f"{ADDRESS}/manage/services").context["form"]["operations"].initial == []


@pytest.mark.parametrize("change", [{"is_draft": True}, {"opens_on": dt.date(2999, 1, 1)}])
def test_what_a_centre_offers_is_not_found_before_it_opens(lamphun: Centre, change: dict[str, Any]) -> None:
    service = Service.objects.create(centre=lamphun, name_th="ย้อมคราม", name_en="Indigo", valid_from=TODAY)
    searchable = searchables()["service"]
    assert searchable.draft(service)
    for name, value in change.items():
        setattr(lamphun, name, value)
    assert searchable.draft(service) is None
