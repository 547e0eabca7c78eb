"""From the bytes of a CSV file to its lines: encodings, delimiters, headers and the shape of each row."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from itc.db.tables.faults import Fault, did_you_mean

_THAI = re.compile("[\u0e00-\u0e7f]")

csv.field_size_limit(1_000_000)  # characters of one cell


@dataclass(frozen=True, slots=True)
class Line:
    """One record: the number of its first line in the file, and its cells by column; ragged if misshapen."""

    number: int
    cells: dict[str, str]
    ragged: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file as read: its lines, what is wrong with the file as such, and whether it was read to its end.

    `guesses` are faults that a guess has mended: who sees the rows before they are written may pass them.
    """

    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]
    whole: bool
    guesses: tuple[Fault, ...] = ()


Records = list[tuple[int, list[str]]]
"""The number of its first line and the cells of each record that holds something, the header first."""


def read(
    name: str, content: bytes, wanted: tuple[str, ...],
    *, spare: Collection[str] = (), called: Callable[[str], str] = str,
) -> Sheet:  # fmt: skip
    """Return the lines of a file; a `spare` column may be there or not, `called` gives the column that a
    header means. Of a wrong encoding or delimiter the likeliest is taken, so that one run finds the faults
    below it too."""
    if not content.strip():
        fault = Fault(name, 0, "", _("the file is empty"), _("save it again with its rows"))
        return Sheet((), (), (fault,), whole=False)
    text, guesses = _decode(name, content)
    if text is None:
        return Sheet((), (), tuple(guesses), whole=False)
    delimiter, more = _delimiter(name, text)
    records, broken = _records(name, text, delimiter)
    if records:
        records[0] = records[0][0], [called(cell.strip()) for cell in records[0][1]]
    sheet = sheet_of(name, records, wanted, spare=spare, broken=broken)
    return replace(sheet, guesses=(*guesses, *more))


def sheet_of(
    name: str, records: Records, wanted: tuple[str, ...],
    *, spare: Collection[str] = (), broken: Iterable[Fault] = (),
) -> Sheet:  # fmt: skip
    """Return the lines of a table from its records; `broken` is what ended the reading before its end."""
    faults = list(broken)
    whole = not faults
    if not records:
        return Sheet((), (), tuple(faults), whole=False)
    header = [cell.strip() for cell in records[0][1]]
    empty = len(header)
    while header and not header[-1]:
        header.pop()
    empty -= len(header)  # columns that a spreadsheet left empty at the end
    faults += _header_faults(name, records[0][0], header, wanted, spare)
    lines = []
    for number, cells in records[1:]:
        line, ragged = _line(name, number, header, cells, empty)
        lines.append(line)
        faults += ragged
    if not lines and whole:
        faults.append(Fault(name, 0, "", _("a header and no rows"), _("save the file again with its rows")))
    return Sheet(tuple(header), tuple(lines), tuple(faults), whole=whole)


def _decode(name: str, content: bytes) -> tuple[str | None, list[Fault]]:
    """Return the text, None where no encoding of Excel fits, and the one fault where it is not UTF-8."""
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        place = error.start
    line = content.count(b"\n", 0, place) + 1
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        guess, codec, line = "UTF-16", "utf-16", 1
    else:
        guess, codec = _("Windows-874 (TIS-620)"), "cp874"
    save = _("in Excel choose Save As and the type “CSV UTF-8 (Comma delimited)”")
    try:
        text = None if _is_broken(content) else content.decode(codec)
    except UnicodeDecodeError:
        text = None
    if text is not None:
        what = _("not UTF-8 but %(guess)s, as it seems") % {"guess": guess}
        return text, [Fault(name, line, "", what, save)]
    what = _("byte %(place)d of the line (%(byte)s) is no text in UTF-8") % {
        "place": place - content.rfind(b"\n", 0, place),
        "byte": f"0x{content[place]:02X}",
    }
    return None, [Fault(name, line, "", what, _("type the cell again; %(save)s") % {"save": save})]


def _is_broken(content: bytes) -> bool:
    """Return whether this is UTF-8 with a few bytes broken: it has more Thai letters than bad bytes.

    Thai of one byte a letter, read as UTF-8, is nearly all bad bytes.
    """
    good = content.decode("utf-8", errors="ignore")
    return len(_THAI.findall(good)) > len(content) - len(good.encode())


def _delimiter(name: str, text: str) -> tuple[str, list[Fault]]:
    first = text.split("\n", 1)[0]
    if "," in first or not (found := {";": _("semicolons"), "\t": _("tabs")}).keys() & set(first):
        return ",", []
    mark = ";" if ";" in first else "\t"
    what = _("columns are parted by %(mark)s") % {"mark": found[mark]}
    cure = _("save as CSV parted by commas (in Windows: Region, Additional settings, List separator)")
    return mark, [Fault(name, 1, "", what, cure)]


def _records(name: str, text: str, delimiter: str) -> tuple[Records, list[Fault]]:
    """Return (first line, cells) of each record that holds something; an unclosed quote ends the reading."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found: Records = []
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append((start, cells))
            start = reader.line_num + 1
    except csv.Error:
        what = _("a quotation mark is not closed, or stands inside a cell")
        cure = _("close the cell with a mark, and double each mark inside it")
        return found, [Fault(name, start, "", what, cure)]
    return found, []


def _header_faults(
    name: str, line: int, header: list[str], wanted: tuple[str, ...], spare: Collection[str]
) -> Iterator[Fault]:
    unknown = [column for column in dict.fromkeys(header) if column not in wanted and column not in spare]
    for column, times in Counter(header).items():
        if column and times > 1:
            yield Fault(name, line, column, _("the column stands here twice"), _("keep one of them"))
    for column in wanted:
        if column not in header:
            cure = _("add it with this name in the first line")
            yield Fault(name, line, column, _("the column is missing"), cure)
    for column in unknown:
        missing = [known for known in wanted if known not in header]
        cure = did_you_mean(column, missing) if missing else _("delete it")
        yield Fault(name, line, column or _("a column without a name"), _("an unknown column"), cure)


def _line(
    name: str, number: int, header: list[str], cells: list[str], empty: int
) -> tuple[Line, list[Fault]]:
    if empty and not any(cell.strip() for cell in cells[len(header) :]):
        cells = cells[: len(header)]
    ragged = len(cells) != len(header)
    line = Line(number, dict(zip(header, cells, strict=False)), ragged)
    if not ragged:
        return line, []
    what = ngettext(
        "%(found)d cell where the header has %(wanted)d",
        "%(found)d cells where the header has %(wanted)d",
        len(cells),
    ) % {"found": len(cells), "wanted": len(header)}
    cure = _("look for a comma outside quotation marks, or a cell left out")
    return line, [Fault(name, number, "", what, cure)]
