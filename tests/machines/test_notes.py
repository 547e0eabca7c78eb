"""Notes of a turn: quick words, words, a photo; for us only unless said otherwise; once, and removable."""

import io
from functools import partial

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from itc.accounts.models import User
from itc.cases.actions.ending import withdraw_case
from itc.cases.actions.sweeping import sweep_files
from itc.cases.errors import CaseClosed, UnwantedFile
from itc.cases.models import Case, Slot
from itc.consents.actions import erase
from itc.continuity.queries.files import names_of_rows
from itc.machines.actions import notes
from itc.machines.actions.notes import add_note, remove_note
from itc.machines.errors import EnoughNotes, NothingNoted, UnknownNote, UnknownTurn
from itc.machines.models import Note
from itc.notices.models import Notice
from tests.cases import world
from tests.machines.conftest import START


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: START)


def photo(where: bytes = b"18.57 N 99.00 E") -> bytes:
    exif = Image.Exif()
    exif[0x010E] = where.decode()
    into = io.BytesIO()
    Image.new("RGB", (40, 30), "brown").save(into, "JPEG", exif=exif)
    return into.getvalue()


def noted(slot: Slot, by: User, **given: object) -> Note:
    plain = {"quick": ["cleaned"], "words": "", "photo": None, "for_firm": False, "now": START}
    return add_note(slot=slot.pk, by=by, **plain | given)  # type: ignore[arg-type]  # as filled in


def test_quick_words_words_and_a_photo_without_its_place(slot: Slot, technician: User) -> None:
    note = noted(slot, technician, quick=["part-worn", "odd"], words="ใบมีด", photo=("IMG.JPG", photo()))
    assert note.quick == ["part-worn"]
    assert note.said.endswith("ใบมีด")
    with note.photo.open("rb") as kept:
        content = kept.read()
    assert b"18.57" not in content
    assert Image.open(io.BytesIO(content)).size == (40, 30)


def test_nothing_is_no_note_and_what_is_no_photo_is_not_taken(slot: Slot, technician: User) -> None:
    with pytest.raises(NothingNoted):
        noted(slot, technician, quick=["odd"], words=" \n")
    for name, content in (("a.txt", b"longan"), ("a.exe", b"MZ\x90\x00" * 99), ("a.jpg", b"")):
        with pytest.raises(UnwantedFile):
            noted(slot, technician, photo=(name, content))
    assert not Note.objects.exists()


def test_pressed_twice_it_is_one_note(slot: Slot, technician: User, second: User) -> None:
    sent = {"photo": ("a.jpg", photo()), "words": "x"}
    assert noted(slot, technician, **sent) == noted(slot, technician, **sent)
    noted(slot, second, **sent)
    assert Note.objects.count() == 2


def test_it_is_for_the_firm_only_where_that_is_said(slot: Slot, technician: User, owner: User) -> None:
    noted(slot, technician)
    assert not Notice.objects.filter(kind="turn.noted").exists()
    noted(slot, technician, for_firm=True)
    assert Notice.objects.get(kind="turn.noted").person == owner


@pytest.mark.parametrize("who", ["owner", "stranger", "ministry", "elsewhere"])
def test_others_neither_note_nor_remove(
    slot: Slot, technician: User, who: str, request: pytest.FixtureRequest
) -> None:
    note, person = noted(slot, technician, for_firm=True), request.getfixturevalue(who)
    with pytest.raises(UnknownTurn):
        noted(slot, person)
    with pytest.raises(UnknownNote):
        remove_note(note=note.pk, by=person, now=START)


def test_who_may_see_a_photo(
    client: Client, slot: Slot, technician: User, owner: User, officer: User, stranger: User, elsewhere: User
) -> None:
    ours = noted(slot, technician, photo=("a.jpg", photo()))
    firms = noted(slot, technician, photo=("a.jpg", photo()), for_firm=True)
    bare = noted(slot, technician, words="without")
    for person, of_us, of_firm in (
        (technician, 200, 200), (officer, 200, 200), (owner, 404, 200), (stranger, 404, 404),
        (elsewhere, 404, 404),
    ):  # fmt: skip
        client.force_login(person)
        assert client.get(f"/day/notes/{ours.pk}/photo").status_code == of_us, person
        assert client.get(f"/day/notes/{firms.pk}/photo").status_code == of_firm, person
    client.force_login(technician)
    assert client.get(f"/day/notes/{bare.pk}/photo").status_code == 404
    answer = client.get(f"/day/notes/{ours.pk}/photo")
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    client.logout()
    assert client.get(f"/day/notes/{firms.pk}/photo").status_code == 302


def test_removed_its_words_and_its_photo_are_gone(
    slot: Slot, technician: User, second: User, django_capture_on_commit_callbacks: object
) -> None:
    note = noted(slot, technician, words="x", photo=("a.jpg", photo()))
    name = str(note.photo.name)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture
        remove_note(note=note.pk, by=second, now=START)
    note.refresh_from_db()
    assert (note.words, note.quick, note.photo.name, note.removed_by) == ("", [], "", second)
    assert not default_storage.exists(name)
    with pytest.raises(UnknownNote):
        remove_note(note=note.pk, by=technician, now=START)


def test_a_closed_case_and_a_full_turn_take_no_more(
    slot: Slot, case: Case, technician: User, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notes, "MOST", 1)
    noted(slot, technician)
    with pytest.raises(EnoughNotes):
        noted(slot, technician, words="more")
    monkeypatch.setattr(notes, "MOST", 9)
    Slot.objects.filter(pk=slot.pk).update(held_from=START - world.DAY)
    withdraw_case(case=case, by=owner, now=START)
    with pytest.raises((CaseClosed, UnknownTurn)):
        noted(slot, technician, words="more")


def test_the_sweeper_and_the_doctor_know_its_photo(slot: Slot, technician: User) -> None:
    name = str(noted(slot, technician, photo=("a.jpg", photo())).photo.name)
    noted(slot, technician)
    assert names_of_rows() == {name}
    sweep_files(now=START + 9 * world.DAY)
    assert default_storage.exists(name)


def test_erased_with_the_last_of_the_firm_what_was_for_her_is_gone(
    slot: Slot, case: Case, technician: User, owner: User
) -> None:
    ours, hers = noted(slot, technician), noted(slot, technician, for_firm=True, words="คุณแม่คำ")
    withdraw_case(case=case, by=owner, now=START)
    erase(by=owner, now=START)
    ours.refresh_from_db()
    hers.refresh_from_db()
    assert (ours.quick, hers.quick, hers.words) == (["cleaned"], [], "")


def post(client: Client, slot: Slot, **given: object) -> tuple[int, str]:
    answer = client.post(f"/en/day/turns/{slot.pk}/notes", {"reader": "us"} | given)
    return answer.status_code, answer.content.decode()


def test_what_was_typed_stays_in_the_form_with_why(client: Client, slot: Slot, technician: User) -> None:
    client.force_login(technician)
    broken = SimpleUploadedFile("a.txt", b"longan")
    status, html = post(client, slot, quick=["cleaned"], words="สายพานขาด", photo=broken)
    assert status == 422
    assert "That is no photo" in html
    assert "สายพานขาด" in html
    assert 'value="cleaned" id="id_quick_1" checked' in html
    assert post(client, slot)[0] == 422
    assert post(client, slot, quick=["odd"])[0] == 422
    status, _ = post(client, slot, words="ดี", photo=SimpleUploadedFile("a.jpg", photo()), reader="firm")
    assert status == 302
    html = client.get(f"/en/day/turns/{slot.pk}").content.decode()
    assert "for the firm too" in html
    note = Note.objects.get()
    assert client.post(f"/day/notes/{note.pk}/remove").status_code == 302
    assert client.post(f"/day/notes/{note.pk}/remove").status_code == 404


def test_two_large_photos_and_one_too_large_are_said(
    client: Client, slot: Slot, technician: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(technician)
    tell = partial(post, client, slot)
    large = SimpleUploadedFile("a.jpg", b"\xff\xd8\xff" + b"0" * (20 * 2**20 + 1))
    status, html = tell(words="ยังอยู่", photo=large)
    assert status == 422
    assert "larger than 20 MB" in html
    assert "ยังอยู่" in html
