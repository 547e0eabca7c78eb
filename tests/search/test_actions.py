"""The index follows its tables: written with the row, untouched where nothing changed, gone with it."""

import pytest
from django.contrib.admin import site
from django.test import Client

from itc.accounts.models import User
from itc.algorithms.search.meaning import SIZE
from itc.centres.models import Service
from itc.network.models import Agency, Centre, Coverage
from itc.search import actions
from itc.search.actions import fill, index
from itc.search.admin import IndexedAdmin
from itc.search.models import Entry
from tests.search.made_up import CountingEncoder

pytestmark = pytest.mark.django_db


@pytest.fixture
def encode(monkeypatch: pytest.MonkeyPatch) -> CountingEncoder:
    encoder = CountingEncoder()
    monkeypatch.setattr(actions, "encoder", lambda: encoder)
    return encoder


@pytest.fixture
def letters_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "encoder", lambda: None)


def make_agency(code: str = "BANK", name_en: str = "Bank") -> Agency:
    return Agency.objects.create(code=code, name_th=f"ธนาคาร {code}", name_en=name_en, source="test")


def test_a_row_is_entered_with_all_it_is_found_by(encode: CountingEncoder) -> None:
    make_agency()
    assert index([Agency]) == 1
    entry = Entry.objects.get()
    assert (entry.kind, entry.object_key, entry.labels) == ("agency", "BANK", ("ธนาคาร BANK", "Bank", "BANK"))
    assert len(entry.meaning or b"") == 3 * SIZE


def test_what_has_not_changed_is_not_written(encode: CountingEncoder) -> None:
    make_agency()
    index([Agency])
    stamp, asked = Entry.objects.get().changed_at, len(encode.asked)
    assert index([Agency]) == 0
    assert Entry.objects.get().changed_at == stamp
    assert len(encode.asked) == asked


def test_of_a_changed_row_only_new_labels_are_encoded(encode: CountingEncoder) -> None:
    make_agency()
    index([Agency])
    before = Entry.objects.get()
    encode.asked.clear()
    Agency.objects.update(name_en="Development bank")
    assert index([Agency]) == 1
    after = Entry.objects.get()
    assert encode.asked == ["Development bank"]
    assert after.pk == before.pk
    assert after.changed_at > before.changed_at
    assert after.vectors["BANK"] == before.vectors["BANK"]


def test_a_row_that_is_gone_is_not_found(encode: CountingEncoder) -> None:
    make_agency()
    make_agency("MINISTRY", "Ministry")
    index([Agency])
    Agency.objects.filter(pk="BANK").delete()
    assert index([Agency]) == 1
    assert Entry.objects.values_list("object_key", flat=True).get() == "MINISTRY"


def test_only_the_kinds_of_these_models_are_looked_at(encode: CountingEncoder, lamphun: Centre) -> None:
    make_agency()
    index([Centre])
    assert set(Entry.objects.values_list("kind", flat=True)) == {"centre"}


def test_coverage_changes_the_words_of_its_centre(encode: CountingEncoder, lamphun: Centre) -> None:
    index([Centre])
    province = lamphun.province
    province.pk, province.name_th, province.name_en = "TH-55", "น่าน", "Nan"
    province.save(force_insert=True)
    Coverage.objects.create(
        province=province,
        centre=lamphun,
        scope="province",
        rank=1,
        default_lead=True,
        valid_from="2026-01-01",
    )
    index([Coverage])
    assert Entry.objects.get().aliases == ["ลำพูน", "Lamphun", "น่าน", "Nan"]


def test_without_the_encoder_an_entry_waits_and_is_filled_later(
    letters_only: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_agency()
    index([Agency])
    assert Entry.objects.get().meaning is None
    assert fill() == 0
    monkeypatch.setattr(actions, "encoder", CountingEncoder)
    assert fill() == 1
    assert len(Entry.objects.get().vectors) == 3
    assert fill() == 0


def test_all_can_be_encoded_again(encode: CountingEncoder) -> None:
    make_agency()
    index([Agency])
    encode.asked.clear()
    assert fill(again=True) == 1
    assert len(encode.asked) == 3


def test_every_findable_model_has_an_admin_that_indexes_it(db: None) -> None:
    kinds = {each.model for each in actions.searchables().values()} - {Service}  # kept by its centre's pages
    assert all(isinstance(site._registry[model], IndexedAdmin) for model in kinds)


@pytest.fixture
def administrator(client: Client) -> Client:
    user = User.objects.create_superuser(name="Admin", email="admin@example.org", password="long-enough-1")
    client.force_login(user)
    return client


def agency_form(**changed: str) -> dict[str, str]:
    values = {"code": "BANK", "name_th": "ธนาคาร", "name_en": "Bank", "kind": "bank"}
    return values | {"source": "test", "status": "sample"} | changed


def test_saving_in_the_back_office_indexes(encode: CountingEncoder, administrator: Client) -> None:
    assert administrator.post("/admin/network/agency/add/", agency_form()).status_code == 302
    assert Entry.objects.get().name_en == "Bank"
    changed = agency_form(name_en="Green bank", code="OTHER")
    assert administrator.post("/admin/network/agency/BANK/change/", changed).status_code == 302
    assert Entry.objects.get().name_en == "Green bank"
    assert Agency.objects.get().code == "BANK"  # a code is fixed once others refer to it


def test_deleting_in_the_back_office_removes_the_entry(
    encode: CountingEncoder, administrator: Client
) -> None:
    for code in ("BANK", "MINISTRY", "OFFICE"):
        make_agency(code)
    index([Agency])
    administrator.post("/admin/network/agency/BANK/delete/", {"post": "yes"})
    assert Entry.objects.count() == 2
    chosen = {"action": "delete_selected", "_selected_action": ["MINISTRY", "OFFICE"], "post": "yes"}
    administrator.post("/admin/network/agency/", chosen)
    assert Entry.objects.count() == 0


def test_staff_reads_reference_rows_and_cannot_change_them(
    client: Client, officer: User, stranger: User
) -> None:
    make_agency()
    client.force_login(officer)
    assert client.get("/admin/network/agency/").status_code == 200
    assert client.post("/admin/network/agency/add/", agency_form(code="NEW")).status_code == 403
    client.force_login(stranger)
    assert client.get("/admin/network/agency/").status_code == 302
