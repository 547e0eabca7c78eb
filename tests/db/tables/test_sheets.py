"""Files as such: encodings, delimiters, headers, ragged rows."""

import codecs

import pytest

from itc.db.tables import check
from tests.db.tables.small import faults, files

FILE = "agencies.csv"
GOOD = files()[FILE].decode()


def with_bytes(content: bytes, name: str = FILE) -> list[str]:
    return faults(files() | {name: content})


def test_the_small_set_has_no_fault() -> None:
    assert faults(files()) == []


def test_a_byte_order_mark_is_accepted_silently() -> None:
    assert with_bytes(codecs.BOM_UTF8 + GOOD.encode()) == []


def test_line_ends_of_windows_are_accepted_silently() -> None:
    assert with_bytes(GOOD.replace("\n", "\r\n").encode()) == []


def test_a_missing_file_is_told_once_although_others_refer_to_it() -> None:
    left = files()
    del left["operations.csv"]

    assert faults(left) == [
        "operations.csv: the file is missing — put it beside the others; its name must be just this"
    ]


@pytest.mark.parametrize("content", [b"", b" \r\n\n"])
def test_an_empty_file_is_a_fault(content: bytes) -> None:
    assert with_bytes(content) == [f"{FILE}: the file is empty — save it again with its rows"]


def test_a_header_without_rows_is_a_fault() -> None:
    header = GOOD.split("\n")[0]

    assert with_bytes(header.encode()) == [
        f"{FILE}: a header and no rows — save the file again with its rows"
    ]


@pytest.mark.parametrize(
    ("codec", "guess", "line"), [("cp874", "Windows-874 (TIS-620)", 2), ("utf-16", "UTF-16", 1)]
)
def test_an_encoding_of_excel_is_guessed_and_the_way_out_named(codec: str, guess: str, line: int) -> None:
    assert with_bytes(GOOD.encode(codec)) == [
        f"{FILE}:{line}: not UTF-8 but {guess}, as it seems — "
        "in Excel choose Save As and the type “CSV UTF-8 (Comma delimited)”"
    ]


def test_faults_below_a_wrong_encoding_are_found_in_the_same_run() -> None:
    content = GOOD.replace("sample", "smaple").encode("cp874")

    assert with_bytes(content)[1:] == [
        f"{FILE}:2: status: 'smaple' is not in the list — did you mean sample?"
    ]


SAVE = "in Excel choose Save As and the type “CSV UTF-8 (Comma delimited)”"


def test_a_byte_that_fits_no_encoding_is_told_once_with_its_place_and_nothing_that_follows_from_it() -> None:
    whole = files()["provinces.csv"]
    place = whole.index("ลำพูน".encode())
    line = whole.count(b"\n", 0, place) + 1
    column = place - whole.rindex(b"\n", 0, place) + 1

    found = with_bytes(whole[: place + 1] + b"\xff" + whole[place + 2 :], "provinces.csv")

    assert found == [
        f"provinces.csv:{line}: byte {column - 1} of the line (0xE0) is no text in UTF-8 — "
        f"type the cell again; {SAVE}"
    ]


@pytest.mark.parametrize("content", [b"PK\x03\x04\xff\xfe\x81\x00" * 50, codecs.BOM_UTF16_LE + b"\x00\xd8a"])
def test_what_is_no_text_at_all_is_told_once(content: bytes) -> None:
    found = with_bytes(content)

    assert len(found) == 1
    assert "is no text in UTF-8" in found[0]


def test_rows_lost_behind_an_open_quotation_mark_are_not_missed_in_other_files() -> None:
    lines = files()["provinces.csv"].decode().split("\n")
    lines[2] = f'"{lines[2]}'

    found = with_bytes("\n".join(lines).encode(), "provinces.csv")

    assert [fault.split(" — ")[0] for fault in found] == [
        "provinces.csv:3: a quotation mark is not closed, or stands inside a cell"
    ]


@pytest.mark.parametrize(("mark", "name"), [(";", "semicolons"), ("\t", "tabs")])
def test_another_delimiter_is_named_and_read_on(mark: str, name: str) -> None:
    content = GOOD.replace('"', "").replace("own work, fictional", "own work").replace(",", mark)

    assert with_bytes(content.encode()) == [
        f"{FILE}:1: columns are parted by {name} — save as CSV parted by commas "
        "(in Windows: Region, Additional settings, List separator)"
    ]


def test_a_renamed_column_is_missing_and_the_strange_one_is_asked_about() -> None:
    assert with_bytes(GOOD.replace("evidence", "evidences", 1).encode()) == [
        f"{FILE}:1: evidence: the column is missing — add it with this name in the first line",
        f"{FILE}:1: evidences: an unknown column — did you mean evidence?",
    ]


def test_an_extra_column_is_a_fault() -> None:
    lines = [f"{line},{extra}" for line, extra in zip(GOOD.split("\n"), ("remark", "x"), strict=False)]

    assert with_bytes("\n".join(lines).encode()) == [f"{FILE}:1: remark: an unknown column — delete it"]


def test_a_doubled_column_is_a_fault() -> None:
    lines = [f"{line},{extra}" for line, extra in zip(GOOD.split("\n"), ("status", "sample"), strict=False)]

    assert with_bytes("\n".join(lines).encode()) == [
        f"{FILE}:1: status: the column stands here twice — keep one of them"
    ]


def test_a_missing_key_column_is_told_without_a_fault_for_every_row() -> None:
    assert with_bytes(GOOD.replace("code,", "kode,", 1).encode()) == [
        f"{FILE}:1: code: the column is missing — add it with this name in the first line",
        f"{FILE}:1: kode: an unknown column — did you mean code?",
    ]


def test_a_row_with_too_few_cells_is_told_with_both_numbers_and_its_cells_are_not_blamed() -> None:
    wanted = GOOD.split("\n")[0].count(",") + 1

    assert with_bytes(f"{GOOD}X,อื่น\n".encode()) == [
        f"{FILE}:3: 2 cells where the header has {wanted} — "
        "look for a comma outside quotation marks, or a cell left out"
    ]


def test_a_row_with_too_many_cells_is_a_fault() -> None:
    wanted = GOOD.split("\n")[0].count(",") + 1

    assert with_bytes(GOOD.replace("อย.", "อย., อาหาร", 1).encode()) == [
        f"{FILE}:2: {wanted + 1} cells where the header has {wanted} — "
        "look for a comma outside quotation marks, or a cell left out"
    ]


def test_empty_columns_and_rows_that_excel_leaves_at_the_end_are_passed_over() -> None:
    lines = [f"{line},," for line in GOOD.rstrip("\n").split("\n")]
    blank = "," * lines[0].count(",")

    assert with_bytes("\n".join([*lines, blank, blank]).encode()) == []


def test_an_unclosed_quotation_mark_is_told_where_the_cell_begins() -> None:
    assert with_bytes(f'{GOOD}X,"อื่น\nmore\nand more\n'.encode()) == [
        f"{FILE}:3: a quotation mark is not closed, or stands inside a cell — "
        "close the cell with a mark, and double each mark inside it"
    ]


def test_lines_are_counted_past_cells_of_several_lines() -> None:
    content = GOOD.replace("Food office", '"Food\noffice"') + GOOD.split("\n")[1].replace("sample", "odd")

    assert [fault.split(": ")[0] for fault in with_bytes(content.encode())] == [f"{FILE}:4", f"{FILE}:4"]


def test_a_file_without_a_table_is_a_warning_that_guesses_which_was_meant() -> None:
    warnings = check_warnings({"provinses.csv": b"x"})

    assert len(warnings) == 1
    assert warnings[0].startswith(
        "provinses.csv: no table has this name; it is left out — did you mean provinces.csv"
    )


def check_warnings(more: dict[str, bytes]) -> list[str]:
    return [str(warning) for warning in check(files() | more).warnings]
