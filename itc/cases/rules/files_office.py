"""Papers of Word and Excel: a packed folder that says what is in it."""

import struct
import zipfile
import zlib
from io import BytesIO

from itc.cases.errors import UnwantedFile
from itc.cases.rules import files_faults as faults

MOST_UNPACKED = 200 * 2**20
"""Bytes of all parts, as the folder itself says: it is never unpacked here, but will be by who opens it."""
MOST_PARTS = 5_000
MOST_TYPES = 2**20
TYPES = "[Content_Types].xml"
BODIES = {b"wordprocessingml.document.main+xml": "docx", b"spreadsheetml.sheet.main+xml": "xlsx"}
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, ValueError, LookupError, RuntimeError,
    NotImplementedError, OverflowError,
)  # fmt: skip
"""What reading a broken, locked or odd folder raises."""


def office_kind(content: bytes) -> str:
    """Return docx or xlsx. Refuses: UnwantedFile, where it is neither, too large, or can hold macros."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as folder:
            parts = folder.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise UnwantedFile(faults.UNPACKS_TOO_LARGE)
            names = [part.filename for part in parts]
            types = _types(folder) if TYPES in names else b""
    except UNREADABLE as error:
        raise UnwantedFile(faults.BROKEN) from error
    if not types:
        raise UnwantedFile(faults.PACKED)
    if len(set(names)) < len(names):  # of two parts of one name nobody knows which is opened
        raise UnwantedFile(faults.BROKEN)
    if b"macroenabled" in types or b"vbaproject" in types or any(map(_has_program, names)):
        raise UnwantedFile(faults.MACROS)
    for body, kind in BODIES.items():
        if body in types:
            return kind
    raise UnwantedFile(faults.UNKNOWN)


def _types(folder: zipfile.ZipFile) -> bytes:
    """Return what the folder says of its parts, in small letters, whether written in UTF-8 or UTF-16."""
    with folder.open(TYPES) as part:
        return part.read(MOST_TYPES).replace(b"\0", b"").lower()


def _has_program(name: str) -> bool:
    return "vbaproject" in name.lower() or "activex" in name.lower()
