"""Pages of machines and of work say in the reader's language what is known, and mark what is not."""

import re

import pytest
from django.test import Client

from itc.catalogue.models import MachineKind
from itc.network.models import Centre
from itc.resources.models import Filing, Resource
from tests.catalogue import rows as catalogue
from tests.catalogue.test_pages import page
from tests.resources import rows


@pytest.fixture
def dryer(lamphun: Centre) -> MachineKind:
    """A dryer of which one stands at Lamphun."""
    kind = catalogue.machine_kind(safety_notes="Hot surfaces", safety_notes_th="ผิวร้อน")
    rows.unit(lamphun, kind)
    return kind


def test_safety_that_is_known_in_english_only_is_marked_so(client: Client, dryer: MachineKind) -> None:
    MachineKind.objects.update(safety_notes_th="")

    assert '<span lang="en">Hot surfaces</span> <small>(มีแต่ภาษาอังกฤษ)</small>' in page(
        client, "/machines/dryer"
    )


@pytest.mark.parametrize(("status", "said"), [("confirmed", "confirmed"), ("sample", "sample"), ("", "–")])
def test_a_machine_says_whether_it_is_known_to_stand_there(
    client: Client, dryer: MachineKind, status: str, said: str
) -> None:
    Resource.objects.update(existence_status=status)
    html = page(client, "/en/machines/dryer")

    assert set(re.findall(r'data-label="Known to be there\?"><span>([^<]+)', html)) == {said}


@pytest.mark.parametrize(
    ("fee", "said"),
    [
        ({}, "–"),
        ({"fee_note_en": "ask the office", "fee_note_th": "ถามสำนักงาน"}, "ask the office"),
        ({"fee_thb": 1500, "fee_note_en": "a year"}, "฿1,500 a year"),
    ],
)
def test_work_of_an_office_tells_its_fee_and_never_nothing_for_a_fee_not_known(
    client: Client, lamphun: Centre, fee: dict[str, object], said: str
) -> None:
    licence = catalogue.operation("licence", booked_as="filing", provider_kind="agency")
    rows.filing(licence)
    Filing.objects.update(**fee)

    assert f'data-label="Fee"><span>{said}<' in page(client, "/en/operations/licence")
