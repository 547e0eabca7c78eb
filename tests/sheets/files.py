"""Files as people upload them."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from openpyxl import Workbook, load_workbook

AGENCIES = ("code", "name_th", "name_en", "type", "role_in_network", "evidence", "source", "status")


def naive(*parts: int) -> dt.datetime:
    """Return a moment as a cell holds it, of no time zone."""
    return dt.datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001 - cells know no zone


def xlsx(
    *rows: Sequence[Any], title: str = "agencies", change: Callable[[Any, Any], None] | None = None
) -> bytes:
    """Return a workbook of one sheet; `change` may do to the book and its sheet what people do."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(row)
    if change:
        change(book, sheet)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def repacked(
    content: bytes, change: Callable[[str, bytes], bytes], more: dict[str, bytes] | None = None
) -> bytes:
    """Return a workbook whose parts were changed behind Excel's back."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, part in (more or {}).items():
            new.writestr(name, part)
    return written.getvalue()


def csv(*rows: Sequence[str]) -> bytes:
    return "\r\n".join(",".join(row) for row in rows).encode()


def cells_of(content: bytes, sheet: int = 0) -> list[list[Any]]:
    """Return the values of a sheet."""
    return [[cell.value for cell in row] for row in load_workbook(io.BytesIO(content)).worksheets[sheet]]


def agency(code: str, name: str = "ธนาคาร", kind: str = "state bank", status: str = "sample") -> list[str]:
    return [code, name, f"Bank {code}", kind, "", "", "own knowledge", status]
