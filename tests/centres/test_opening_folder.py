"""A centre from one workbook or CSV files: faults by cell, all or nothing, taken back, and the command."""

from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import translation
from openpyxl import load_workbook

from itc.accounts.models import User
from itc.centres import errors
from itc.centres.actions.opening import settle_opening
from itc.centres.actions.opening_folder import apply_folder, undo_folder, upload_folder
from itc.centres.models import CentreTemplate, Opening
from itc.centres.queries.opening_folder import folder, read_sheets
from itc.network.models import Centre, Post
from itc.resources.models import Price, Resource
from itc.sheets.errors import HasFaults, Moved, NothingToDo, UnwantedSheet
from itc.sheets.models import Upload
from tests.cases.world import NOW
from tests.catalogue.rows import machine_kind, operation
from tests.centres import opening_rows as made
from tests.centres.opening_rows import FIRST
from tests.resources import rows

pytestmark = pytest.mark.django_db
FILES = {
    "centre.csv": "kind,province_iso,name_th,name_en,specialty_th,specialty_en,lat,lon,opens_on\n"
    f"mini_itc,TH-51,ศูนย์ลำพูน,Mini ITC Lamphun,อบแห้ง,Drying,18.57,99.01,{FIRST}\n",
    "machines.csv": "machine_kind_code,units,capacity,capacity_unit,batch_hours,hours,overnight,approval\n"
    "freeze-dryer,2,90,kg/batch,8,Mon-Fri 08:30-16:30,no,instant\n",
    "people.csv": "code,role,name_th,name_en,topic,operations,operates,languages,hours_per_week,hours\n"
    "p-01,engineer,สมชาย,Somchai,process engineer,trial,freeze-dryer,th,40,Mon-Fri 08:30-16:30\n",
    "prices.csv": "machine_kind,person,operation,unit,price_thb,first_hour_thb,rule\n"
    "freeze-dryer,,,batch,600,,price\n,p-01,trial,hour,,,quote\n",
    "officers.csv": "contact,name,role\nsomjai@example.org,,officer\n",
}


def as_bytes(**changed: str) -> dict[str, bytes]:
    return {name: text.encode() for name, text in (FILES | changed).items()}


@pytest.fixture(autouse=True)
def _now_in_english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    with translation.override("en"):
        yield


@pytest.fixture(name="kwan")
def officer_of_the_parent(lamphun: Centre) -> User:
    parent = made.leading(lamphun)
    kind = machine_kind("freeze-dryer", operator_needed="yes", operations=["drying"])
    operation("drying", provider_kind="machine", provider=["freeze-dryer"], unit="batch")
    operation("trial", provider_kind="expert", provider=["process engineer"], unit="hour")
    rows.unit(parent, kind, "DIP-01/freeze-dryer-01")
    rows.person(parent, "EN-1", operations=["trial"], operates=["freeze-dryer"], languages=["th"])
    rows.price(kind, parent)
    CentreTemplate.objects.create(
        code="dry", name_th="อบ", name_en="Dry", centre=parent, machine_kinds=["freeze-dryer"], source="test"
    )
    made.person("somjai")
    return made.officer(parent, "Kwan")


def seen(**changed: str) -> list[str]:
    found = folder(read_sheets(as_bytes(**changed)), now=NOW)
    return [f"{each.sheet} {each.place}: {each.what}" for each in found.faults]


def test_a_whole_folder_becomes_a_draft_that_lacks_nothing_and_opens(kwan: User) -> None:
    upload = upload_folder(files=as_bytes(), by=kwan, now=NOW)
    assert Centre.objects.count() == 2  # nothing is written yet
    found = folder(read_sheets(as_bytes()), now=NOW)
    assert (found.faults, found.missing) == ((), ())
    opening = apply_folder(upload=upload.pk, digest=found.digest, by=kwan, now=NOW)
    centre = Centre.objects.get(pk="MINI-51")
    assert (centre.name_en, centre.is_draft, opening.state) == ("Mini ITC Lamphun", True, "draft")
    assert set(centre.resources.values_list("code", flat=True)) == {
        "MINI-51/freeze-dryer-01", "MINI-51/freeze-dryer-02", "MINI-51/p-01",
    }  # fmt: skip
    assert set(Price.objects.filter(code__startswith="MINI-51").values_list("provider", "rule")) == {
        ("MINI-51", "price"), ("MINI-51/p-01", "quote"),
    }  # fmt: skip
    assert Post.objects.get(centre=centre).person.name == "somjai"
    assert settle_opening(centre="MINI-51", opens_on=FIRST, by=kwan, now=NOW).state == "settled"
    with pytest.raises(errors.NotADraft):
        undo_folder(centre="MINI-51", by=kwan, now=NOW)
    with pytest.raises(NothingToDo):
        apply_folder(upload=upload.pk, digest=found.digest, by=kwan, now=NOW)


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("centre.csv", "mini_itc", "mini", "centre A2: no kind of centre is called so"),
        ("centre.csv", "18.57,99.01", "99.01,18.57", "centre G2: latitude and longitude are swapped"),
        ("centre.csv", str(FIRST), "soon", "centre opens_on: this is no day"),
        ("machines.csv", "freeze-dryer", "freeze-drier", "machines A2: 'freeze-drier' is not in"),
        ("machines.csv", "Mon-Fri", "Monday", "machines F2: "),
        ("people.csv", "engineer,สมชาย", "wizard,สมชาย", "people B2: "),
        ("prices.csv", "600", "0", "prices E2: a price of nothing"),
        ("prices.csv", "p-01", "p-09", "prices B3: 'MINI-51/p-09' is not in people"),
        ("officers.csv", "somjai", "nobody", "officers A2: nobody here signs in with it"),
        ("officers.csv", "officer\n", "boss\n", "officers C2: no such role"),
    ],
)
def test_a_fault_is_told_by_its_cell_and_nothing_is_written(
    kwan: User, file: str, old: str, new: str, told: str
) -> None:
    changed = {file: FILES[file].replace(old, new, 1)}
    assert any(each.startswith(told) for each in seen(**changed)), seen(**changed)
    upload = upload_folder(files=as_bytes(**changed), by=kwan, now=NOW)
    digest = folder(read_sheets(as_bytes(**changed)), now=NOW).digest
    with pytest.raises(HasFaults):
        apply_folder(upload=upload.pk, digest=digest, by=kwan, now=NOW)
    assert not Opening.objects.exists()
    assert Resource.objects.count() == 2


def test_what_is_missing_is_listed_and_does_not_hinder(kwan: User) -> None:
    files = as_bytes()
    for name in ("prices.csv", "people.csv", "officers.csv"):
        del files[name]
    found = folder(read_sheets(files), now=NOW)
    assert found.faults == ()
    told = " ".join(found.missing)
    assert "which needs an operator" in told
    assert "no price of MINI-51" in told
    assert "one officer" in told


def test_all_is_taken_back_as_if_it_had_never_been(kwan: User) -> None:
    before = [model.objects.count() for model in (Centre, Resource, Price, Post)]
    upload = upload_folder(files=as_bytes(), by=kwan, now=NOW)
    digest = folder(read_sheets(as_bytes()), now=NOW).digest
    apply_folder(upload=upload.pk, digest=digest, by=kwan, now=NOW)
    undo_folder(centre="MINI-51", by=kwan, now=NOW)
    assert [model.objects.count() for model in (Centre, Resource, Price, Post)] == before
    with pytest.raises(errors.UnknownOpening):
        undo_folder(centre="MINI-51", by=kwan, now=NOW)


def test_only_what_was_seen_is_written_and_by_who_may(kwan: User, stranger: User) -> None:
    upload = upload_folder(files=as_bytes(), by=kwan, now=NOW)
    with pytest.raises(Moved):
        apply_folder(upload=upload.pk, digest="another", by=kwan, now=NOW)
    with pytest.raises(errors.UnknownOpening):
        upload_folder(files=as_bytes(), by=stranger, now=NOW)
    with pytest.raises(UnwantedSheet):
        upload_folder(files={"notes.csv": b"a,b\n1,2\n"}, by=kwan, now=NOW)


def test_pages_give_a_workbook_take_it_back_filled_and_write_it(
    client: Client, kwan: User, owner: User
) -> None:
    client.force_login(kwan)
    content = client.get("/openings/workbook/blank/dry").content
    book = load_workbook(BytesIO(content))
    assert book.sheetnames[:5] == ["centre", "machines", "people", "prices", "officers"]
    assert book["machines"]["A2"].value == "freeze-dryer"
    empty = load_workbook(BytesIO(client.get("/openings/workbook/blank").content))
    assert empty["machines"]["A2"].value is None
    book["officers"].append(["somjai@example.org", "", "officer"])
    saved = BytesIO()
    book.save(saved)
    sent = SimpleUploadedFile("new.xlsx", saved.getvalue())
    path = client.post("/openings/workbook", {"sheets": sent})["Location"]
    html = client.get("/en" + path).content.decode()
    assert "Nothing is written yet" in html, html
    upload = Upload.objects.get()
    client.force_login(owner)
    assert client.get(path).status_code == 404
    assert client.get("/openings/workbook").status_code == 404
    assert client.get("/openings/workbook/blank").status_code == 404
    client.force_login(kwan)
    digest = html.split('name="digest" value="')[1].split('"')[0]
    assert client.post(path, {"digest": digest})["Location"].endswith("/centres/MINI-51/opening")
    assert client.post(path, {"digest": digest}).status_code == 409  # pressed twice
    assert Upload.objects.get(pk=upload.pk).counts["machines"] == 1
    client.post("/centres/MINI-51/opening/take-back")
    assert not Centre.objects.filter(pk="MINI-51").exists()
    assert client.post("/openings/workbook", {}).status_code == 422


def test_the_command_shows_first_and_writes_when_told(kwan: User, tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    said = StringIO()
    call_command("open_centre", str(tmp_path), stdout=said)
    assert "Nothing was written" in said.getvalue()
    with pytest.raises(CommandError, match="name an officer"):
        call_command("open_centre", str(tmp_path), "--apply", stdout=said)
    call_command("open_centre", str(tmp_path), "--apply", "--by", "kwan@example.org", stdout=said)
    assert "MINI-51 is a draft now" in said.getvalue()
    (tmp_path / "machines.csv").write_text(FILES["machines.csv"].replace("freeze-dryer", "oven"))
    with pytest.raises(SystemExit):
        call_command("open_centre", str(tmp_path), stdout=said)
    assert "machines:A2: 'oven'" in said.getvalue()
