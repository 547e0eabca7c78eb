"""What people upload is read, or refused with what to do; no cell is guessed in silence."""

from typing import Any

import pytest
from django.utils import translation
from openpyxl.comments import Comment

from itc.db.tables.sheets import Sheet
from itc.sheets.books import cells, reading
from itc.sheets.books.reading import Wanted, read
from itc.sheets.errors import UnwantedSheet
from tests.sheets.files import csv, naive, repacked, xlsx

WANTED = Wanted("x.csv", ("code", "name", "since"), spare=("note",), days=("since",))
HEADER = ("code", "name", "since")


@pytest.fixture(autouse=True)
def _english() -> Any:
    with translation.override("en"):
        yield


def told(sheet: Sheet) -> list[tuple[int, str, str]]:
    return [(fault.line, fault.column, fault.what) for fault in sheet.faults]


def only(sheet: Sheet) -> dict[str, str]:
    assert told(sheet) == []
    (line,) = sheet.lines
    return line.cells


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("007", "007"), (7, "7"), (7.0, "7"), (0.1 + 0.2, "0.3"), (True, "yes"),
        (1234567890123, "1234567890123"),
        ("=SUM(A1)", ""), (None, ""), (" a ", " a "), (1e-7, "0.0000001"), ("๒๕๖๙", "๒๕๖๙"),
    ],
)  # fmt: skip
def test_a_cell_is_text_as_it_is_shown(value: Any, text: str) -> None:
    sheet = read(xlsx(HEADER, ("a", value, None)), WANTED)
    assert sheet.lines[0].cells["name"] == (text if value != "=SUM(A1)" else "=SUM(A1)")


def test_days_are_days_in_their_columns_and_what_excel_made_of_a_code_is_seen() -> None:
    day = naive(2026, 11, 2)
    assert only(read(xlsx(HEADER, (day, "b", day)), WANTED)) == {
        "code": "2/11/2026", "name": "b", "since": "2026-11-02",
    }  # fmt: skip
    assert only(read(xlsx(HEADER, ("a", "b", naive(2569, 11, 2))), WANTED))["since"] == "2569-11-02"
    late = only(read(xlsx(HEADER, ("a", "b", naive(2026, 11, 2, 9, 30))), WANTED))["since"]
    assert late == "2026-11-02 09:30:00"  # no day: the reader of the column says so


def test_a_formula_is_a_fault_and_so_is_a_merged_cell_and_what_stands_outside() -> None:
    def merge(_book: Any, sheet: Any) -> None:
        sheet.merge_cells("A3:A4")

    rows = (HEADER, ("a", "=1+1", None), ("b", "x", None), (None, "y", None), ("c", "z", None, None, "!"))
    assert told(read(xlsx(*rows, change=merge), WANTED)) == [
        (3, "", "merged cells, from A3 on"), (2, "name", "a formula"), (5, "", "E5 stands outside the table"),
    ]  # fmt: skip


def test_a_header_may_stand_in_another_order_and_wrong_names_are_told_with_the_likeliest() -> None:
    assert only(read(xlsx(("since", "note", "code", "name"), (None, "n", "a", "b")), WANTED))["code"] == "a"
    sheet = read(xlsx(("code", "nam", "since"), ("a", "b", None)), WANTED)
    assert told(sheet) == [(1, "name", "the column is missing"), (1, "nam", "an unknown column")]
    assert "name" in sheet.faults[1].cure


def test_empty_rows_are_passed_over_and_lines_keep_their_number() -> None:
    sheet = read(xlsx(HEADER, (), ("a", "b", None), (None, "  ", None), ("c", "d", None)), WANTED)
    assert [line.number for line in sheet.lines] == [3, 5]


def test_a_million_coloured_rows_below_are_not_read() -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d"/></row>' % (each, each) for each in range(3, 200_000))

    def colour(name: str, part: bytes) -> bytes:
        return part.replace(b"</sheetData>", rows + b"</sheetData>") if "sheet1" in name else part

    assert only(read(repacked(xlsx(HEADER, ("a", "b", None)), colour), WANTED))["code"] == "a"


def test_rows_without_end_between_filled_ones_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    monkeypatch.setattr(reading, "MOST_LISTED", 6)
    lines = [(str(each), "b", None) for each in range(4)]
    for content in (
        xlsx(HEADER, *lines),
        csv(HEADER, *(("a", "b", ""),) * 4),
        xlsx(HEADER, *[()] * 7, ("a",)),
    ):
        if content.startswith(b"PK") and len(lines) == 4:
            assert read(xlsx(HEADER, *lines[:3]), WANTED).lines
    with pytest.raises(UnwantedSheet, match="more than 3 rows"):
        read(xlsx(HEADER, *lines), WANTED)
    with pytest.raises(UnwantedSheet, match="more than 3 rows"):
        read(csv(HEADER, *[("a", "b", "")] * 4), WANTED)
    with pytest.raises(UnwantedSheet, match="more than 3 rows"):
        read(xlsx(HEADER, *[(None, " ", None)] * 7, ("a", "b", None)), WANTED)


def hide(book: Any, sheet: Any) -> None:
    other = book.create_sheet("other")
    other.append(HEADER)
    other.append(("z", "z", None))
    sheet.sheet_state = "hidden"


def test_hidden_sheets_are_not_read_and_that_is_said() -> None:
    sheet = read(xlsx(HEADER, ("a", "b", None), title="x", change=hide), WANTED)
    assert only(sheet)["code"] == "z"
    assert [guess.what for guess in sheet.guesses] == ["hidden sheets are not read: x"]


def test_of_several_sheets_the_one_named_as_the_table_is_read() -> None:
    def explain(book: Any, sheet: Any) -> None:
        book.create_sheet("Explanation", 0).append(("Column", "Meaning"))

    assert only(read(xlsx(HEADER, ("a", "b", None), title="x", change=explain), WANTED))["code"] == "a"
    sheet = read(
        xlsx(("Column",), ("a",), title="one", change=lambda book, _sheet: book.create_sheet("two")), WANTED
    )
    assert "only the first sheet is read: one" in [guess.what for guess in sheet.guesses]


def test_comments_and_styles_do_not_matter() -> None:
    def say(_book: Any, sheet: Any) -> None:
        sheet["A2"].comment = Comment("?", "me")

    assert only(read(xlsx(HEADER, ("a", "b", None), change=say), WANTED))["code"] == "a"


def bomb(name: str, part: bytes) -> bytes:
    return part + b" " * 90_000_000 if name.endswith("sheet1.xml") else part


def doctype(name: str, part: bytes) -> bytes:
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
    return entity + part if name.endswith("sheet1.xml") else part


def macros(name: str, part: bytes) -> bytes:
    return part.replace(b"spreadsheetml.sheet.main", b"sheet.macroEnabled.main") if "Types" in name else part


PLAIN = xlsx(HEADER, ("a", "b", None))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"), (b"  \n ", "empty"), (b"\x89PNG\r\n\0\0", "no table"), (b"<html>", "page of the web"),
        (b"PK\x03\x04junk", "broken"), (PLAIN[:900], "broken"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old kind"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (repacked(PLAIN, macros), "macros"),
        (repacked(PLAIN, lambda _name, part: part, {"xl/vbaProject.bin": b"x"}), "macros"),
        (repacked(PLAIN, bomb), "far too large"), (repacked(PLAIN, doctype), "broken"),
        (repacked(PLAIN, lambda name, part: b"<x" if "sheet1" in name else part), "broken"),
    ],
    ids=range(13),
)  # fmt: skip
def test_what_cannot_be_taken_says_what_it_is_and_what_to_do(content: bytes, said: str) -> None:
    with pytest.raises(UnwantedSheet, match=said):
        read(content, WANTED)


def test_all_sheets_hidden_is_refused() -> None:
    def hide_all(name: str, part: bytes) -> bytes:
        return part.replace(b'state="visible"', b'state="hidden"') if name.endswith("workbook.xml") else part

    with pytest.raises(UnwantedSheet, match="hidden"):
        read(repacked(PLAIN, hide_all), WANTED)


def test_csv_from_excel_in_thailand_is_read_and_the_guess_is_said() -> None:
    sheet = read("code;name;since\r\na;ลำไย;๒/๑๑/๒๕๖๙\r\n".encode("cp874"), WANTED)
    assert only(sheet) == {"code": "a", "name": "ลำไย", "since": "๒/๑๑/๒๕๖๙"}
    assert len(sheet.guesses) == 2
    broken = read(b"code,name,since\r\na,\xff\xfe\xfd,\r\n" + "ลำไยอบแห้ง".encode(), WANTED)
    assert len(broken.faults) == 1


def test_the_mark_that_guards_a_formula_in_our_csv_is_taken_off_and_no_other() -> None:
    sheet = read(csv(HEADER, ("'=1+1", "'tis", "")), WANTED)
    assert only(sheet) == {"code": "=1+1", "name": "'tis", "since": ""}


def test_headers_may_be_called_otherwise() -> None:
    called = Wanted("x.csv", ("code",), called=lambda text: {"รหัส": "code"}.get(text, text))
    assert only(read(xlsx(("รหัส ",), ("a",)), called)) == {"code": "a"}
    assert only(read("รหัส\r\na\r\n".encode(), called)) == {"code": "a"}


def test_names_of_sheets_are_as_short_as_excel_wants_them() -> None:
    assert cells.title("a" * 50 + ".csv") == "a" * 31
