"""What is taken as a file and what is not, by its bytes and its name; and that a photo tells no place."""

import contextlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from itc.cases.errors import UnwantedFile
from itc.cases.models import File
from itc.cases.models.talk import MOST_NAME
from itc.cases.rules import files_faults as faults
from itc.cases.rules import files_pictures
from itc.cases.rules.files import MEDIA_TYPES, MOST_BYTES, clean_name, ending_of, wanted
from tests.cases import sendings as made

BAD: dict[str, tuple[str, bytes, object]] = {
    "empty": ("a.pdf", b"", faults.EMPTY),
    "larger than is taken": ("a.txt", b"a" * (MOST_BYTES + 1), faults.TOO_LARGE),
    "a program": ("setup.exe", made.EXE, faults.PROGRAM),
    "a program called a paper": ("invoice.pdf", made.EXE, faults.PROGRAM),
    "a program called a photo": ("photo.jpg", made.ELF, faults.PROGRAM),
    "a program called a text": ("notes.txt", made.EXE, faults.PROGRAM),
    "a paper called a program": ("invoice.pdf.exe", made.PDF, faults.PROGRAM),
    "a script": ("run.sh", b"#!/bin/sh\nrm -rf /", faults.PROGRAM),
    "a script of the web": ("x.js", b"alert(1)", faults.PROGRAM),
    "a drawing with a script": ("logo.svg", made.SVG, faults.MARKUP),
    "a drawing called a photo": ("logo.png", made.SVG, faults.MARKUP),
    "a drawing called a text": ("logo.txt", b"\xef\xbb\xbf \n" + made.SVG, faults.MARKUP),
    "a drawing in UTF-16": ("logo.txt", made.SVG.decode().encode("utf-16"), faults.MARKUP),
    "a page": ("x.html", b"<!doctype html><p>x", faults.MARKUP),
    "a page called a table": ("x.csv", b"\n\t<HTML><script>", faults.MARKUP),
    "a picture that is a script": ("x.gif", made.GIF_JS, faults.UNKNOWN),
    "a picture that is a script, called a photo": ("x.jpg", made.GIF_JS, faults.UNKNOWN),
    "a paper with macros": ("x.docm", made.office(made.DOCM), faults.MACROS),
    "a paper with macros, called one without": ("x.docx", made.office(made.DOCM), faults.MACROS),
    "macros in UTF-16": ("x.docx", made.office(made.DOCM, "utf-16"), faults.MACROS),
    "a paper with a hidden project": ("x.docx", made.office(word__vbaProject=b"x"), faults.MACROS),
    "a paper with active parts": ("x.docx", made.office(word__activeX=b"x"), faults.MACROS),
    "an old paper, or one that is locked": ("x.docx", made.OLE, faults.OLD_OFFICE),
    "a table of long ago": ("x.xls", made.OLE, faults.OLD_OFFICE),
    "a folder": ("x.zip", made.zipped({"a.txt": b"a"}), faults.PACKED),
    "a folder called a paper": ("x.docx", made.zipped({"a.txt": b"a"}), faults.PACKED),
    "another folder": ("x.pdf", b"Rar!\x1a\x07\x00" + b"\0" * 300, faults.PACKED),
    "a folder cut short": ("x.docx", made.office()[:60], faults.BROKEN),
    "a bomb": ("x.docx", made.bomb(), faults.UNPACKS_TOO_LARGE),
    "slides": ("x.pptx", made.office(made.MAIN.format("presentationml.presentation.main")), faults.UNKNOWN),
    "a photo of an iPhone": ("x.heic", made.HEIC, faults.HEIC),
    "a photo cut short": ("x.jpg", made.picture(size=(400, 400))[:-200], faults.BROKEN),
    "a photo cut shorter": ("x.jpg", made.picture()[:30], faults.BROKEN),
    "a drawing cut short": ("x.png", made.picture("PNG", (400, 400))[:200], faults.BROKEN),
    "a dot that claims to be a country": ("x.png", made.huge_png(), faults.TOO_MANY_DOTS),
    "more dots than are drawn": ("x.png", made.huge_png(10_000, 5_001), faults.TOO_MANY_DOTS),
    "a photo called another": ("x.png", made.picture("JPEG"), (faults.MISNAMED, "jpg")),
    "a text called a paper": ("x.pdf", b"hello", (faults.MISNAMED, "txt")),
    "a table called a paper": ("x.docx", made.office(made.XLSX), (faults.MISNAMED, "xlsx")),
    "nothing in its name": ("README", b"hello", (faults.MISNAMED, "txt")),
    "a film": ("x.mp4", b"\x00\x00\x00\x18ftypmp42" + b"\0" * 300, faults.UNKNOWN),
    "an unheard ending": ("x.dat", made.PDF, faults.UNKNOWN),
    "nothing known": ("x.pdf", bytes(range(256)), faults.UNKNOWN),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_it_is_refused_with_a_sentence_that_says_what_to_do(what: str) -> None:
    name, content, why = BAD[what]
    with pytest.raises(UnwantedFile) as refused:
        wanted(name, content)
    said = str(why[0]) % {"ending": why[1]} if isinstance(why, tuple) else str(why)
    assert str(refused.value) == said


GOOD: dict[str, tuple[str, bytes]] = {
    "ใบรับรอง.pdf": ("pdf", made.PDF),
    "รูป.JPG": ("jpg", made.picture()),
    "รูป.jpeg": ("jpg", made.picture()),
    "ฉลาก.png": ("png", made.picture("PNG", mode="RGBA")),
    "x.webp": ("webp", made.picture("WEBP")),
    "สูตร.docx": ("docx", made.office()),
    "ราคา.xlsx": ("xlsx", made.office(made.XLSX)),
    "thai.csv": ("csv", "ชื่อ,ราคา\r\nลำไย,80\r\n".encode("utf-8-sig")),
    "excel.csv": ("csv", "ชื่อ,ราคา\r\nลำไย,80\r\n".encode("cp874")),
    "a.b.txt": ("txt", "ลำไย < 3 กก.".encode("utf-16")),
}


@pytest.mark.parametrize("name", GOOD)
def test_it_is_taken(name: str) -> None:
    kind, content = GOOD[name]
    taken = wanted(name, content)
    assert (taken.name, taken.kind) == (name, kind)
    if kind in {"pdf", "docx", "xlsx", "csv", "txt"}:
        assert taken.content == content


def test_every_kind_has_its_type_and_can_be_kept() -> None:
    assert set(MEDIA_TYPES) == {kind for kind, _ in GOOD.values()} == set(File.Kind.values)


@pytest.mark.parametrize(("form", "name"), [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp")])
def test_where_a_photo_was_taken_is_gone(form: str, name: str) -> None:
    sent = made.photo(form)
    with Image.open(BytesIO(sent)) as before:
        assert before.getexif().get_ifd(0x8825)[2] == (18.0, 34.0, 28.2)
    assert made.SECRET in sent
    kept = wanted(name, sent).content
    with Image.open(BytesIO(kept)) as after:
        assert (after.size, dict(after.getexif())) == ((40, 20), {})
        assert not after.getexif().get_ifd(0x8825)
        assert set(after.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "loop", "background",
                                   "timestamp", "duration", "dpi"}  # fmt: skip
    assert made.SECRET not in kept
    assert b"Exif" not in kept
    assert b"EXIF" not in kept


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_is_upright_before_it_forgets_how_it_was_held(orientation: int) -> None:
    upright = Image.new("RGB", (40, 20), "white")
    upright.paste("red", (0, 0, 10, 10))  # a mark in the upper left corner
    back = {value: value for value in range(1, 9)} | {6: 8, 8: 6}  # the turn that undoes each
    held = upright
    if (turn := files_pictures.TURNS.get(back[orientation])) is not None:
        held = upright.transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation
    out = BytesIO()
    held.save(out, "PNG", exif=exif)
    with Image.open(BytesIO(wanted("a.png", out.getvalue()).content)) as after:
        assert after.tobytes() == upright.tobytes()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_pictures_of_every_mode_are_drawn(mode: str) -> None:
    assert wanted("a.png", made.picture("PNG", mode=mode)).kind == "png"


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_photos_of_every_mode_are_drawn(mode: str) -> None:
    with Image.open(BytesIO(wanted("a.jpg", made.picture("JPEG", mode=mode)).content)) as after:
        assert after.mode in {"L", "RGB"}


def test_what_is_clear_stays_clear() -> None:
    sent = picture_with_hole()
    with Image.open(BytesIO(wanted("a.png", sent).content)) as after:
        assert after.convert("RGBA").getpixel((0, 0))[3] == 0


def picture_with_hole() -> bytes:
    palette = Image.new("P", (4, 4), 0)
    palette.putpalette([0, 0, 0, 255, 255, 255])
    out = BytesIO()
    palette.save(out, "PNG", transparency=0)
    return out.getvalue()


def test_where_heic_can_be_read_it_becomes_a_jpg(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(Image.OPEN, "HEIF", (lambda *_: None, None))
    monkeypatch.setattr(files_pictures, "_opened", lambda *_: Image.open(BytesIO(made.picture())))
    taken = wanted("IMG_1.HEIC", made.HEIC)
    assert (taken.name, taken.kind, taken.content[:3]) == ("IMG_1.jpg", "jpg", b"\xff\xd8\xff")


@given(st.sampled_from(sorted(name for name in GOOD)), st.data())
def test_whatever_is_broken_is_refused_and_nothing_else_happens(name: str, data: st.DataObject) -> None:
    content = bytearray(GOOD[name][1])
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(content)))
    with contextlib.suppress(UnwantedFile):
        assert wanted(name, bytes(content[:cut])).content


@given(st.binary(max_size=300), st.text(max_size=30))
def test_any_bytes_under_any_name_are_answered(content: bytes, name: str) -> None:
    with contextlib.suppress(UnwantedFile):
        assert wanted(name, content).kind in MEDIA_TYPES


@given(st.text(max_size=400))
def test_a_name_is_one_line_without_folders_as_long_as_it_may_be(written: str) -> None:
    name = clean_name(written)
    assert 0 < len(name) <= MOST_NAME
    assert not set(name) & set("/\\\n\r\t\0\u202e")
    assert name == name.strip(" .")
    assert clean_name(name) == name


@pytest.mark.parametrize(("written", "name"), [
    ("../../etc/passwd.txt", "passwd.txt"), ("C:\\Users\\x\\ใบ.pdf", "ใบ.pdf"),
    ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie: x.pdf"), ("\u202egpj.exe", "gpj.exe"), ("..pdf", "pdf"),
    ("  น้ำ  ลำไย .pdf", "น้ำ ลำไย.pdf"), (".htaccess", "htaccess"), ("", "file"), (" .\x00", "file"),
    ("a" * 300 + ".pdf", "a" * 120 + ".pdf"),
])  # fmt: skip
def test_names_are_cleaned(written: str, name: str) -> None:
    assert clean_name(written) == name


def test_the_ending_of_a_name_is_what_it_says_last() -> None:
    assert [ending_of(name) for name in ("a.PDF", "a.jpeg", "a", "a.pdf.exe")] == ["pdf", "jpg", "", "exe"]
