"""What a file is, by its first bytes and its name, and whether it is taken; a photo loses its place."""

import codecs
import re
import unicodedata
from dataclasses import dataclass

import filetype

from itc.cases.errors import UnwantedFile
from itc.cases.rules import files_faults as faults
from itc.cases.rules.files_office import office_kind
from itc.cases.rules.files_pictures import redrawn
from itc.cases.rules.words import plain

MOST_BYTES = 20 * 2**20
"""Of one file."""
MOST_BYTES_AT_ONCE = 100 * 2**20
"""Of one request, all its files together."""
MOST_AT_ONCE = 20
MOST_BYTES_OF_A_CASE = 200 * 2**20
MOST_OF_A_CASE = 300

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "txt": "text/plain",
}
"""The kinds that are taken."""
ENDINGS = {"jpeg": "jpg", "jpe": "jpg", "jfif": "jpg", "heif": "heic", "text": "txt"}
"""Other endings of names, and the kind they stand for."""
PICTURES = {"jpg", "png", "webp", "heic"}
TEXTS = {"txt", "csv"}
FOUND = {"jpg": "jpg", "png": "png", "apng": "png", "webp": "webp", "heic": "heic"}
"""Kinds that `filetype` finds, as they are called here."""
PROGRAMS = {
    "exe", "elf", "wasm", "swf", "crx", "deb", "rpm", "nes", "com", "bat", "cmd", "scr", "msi", "dll",
    "js", "mjs", "jse", "vbs", "vbe", "wsf", "hta", "ps1", "psm1", "sh", "bash", "py", "jar", "apk",
    "lnk", "reg", "pif", "cpl", "app", "dmg", "iso",
}  # fmt: skip
MARKUP = {
    "svg", "svgz", "html", "htm", "xhtml", "xht", "shtml", "xml", "xsl", "mht", "mhtml",
}  # fmt: skip
MACROS = {
    "docm", "dotm", "xlsm", "xltm", "xlsb", "xlam", "pptm", "potm", "ppsm",
}  # fmt: skip
PACKED = {
    "zip", "rar", "7z", "gz", "tgz", "tar", "bz2", "xz", "zst", "lz4", "cab", "z", "lz", "lzo", "br",
    "ar",
}  # fmt: skip
OLD_OFFICE = {"doc", "xls", "ppt"}
GROUPS = (
    (PROGRAMS, faults.PROGRAM), (MARKUP, faults.MARKUP), (MACROS, faults.MACROS), (PACKED, faults.PACKED),
    (OLD_OFFICE, faults.OLD_OFFICE),
)  # fmt: skip
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TAG = re.compile(r"\s*<[!?/a-z]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that is taken, as it is stored: `kind` is a key of `MEDIA_TYPES`, its name ends accordingly."""

    name: str
    kind: str
    content: bytes


def wanted(name: str, content: bytes) -> Wanted:
    """Return a file as it is stored; a picture is drawn anew, turned upright, with nothing but its dots.

    Refuses: UnwantedFile, with the sentence that says what to do instead.
    """
    if not content:
        raise UnwantedFile(faults.EMPTY)
    if len(content) > MOST_BYTES:
        raise UnwantedFile(faults.TOO_LARGE)
    name = clean_name(name)
    said = ending_of(name)
    kind = _kind(content, said)
    if said != kind:
        raise UnwantedFile(faults.MISNAMED % {"ending": kind})
    if kind not in PICTURES:
        return Wanted(name, kind, content)
    kind, content = redrawn(content, kind)
    return Wanted(name if kind == said else f"{name.rpartition('.')[0]}.{kind}", kind, content)


def clean_name(written: str) -> str:
    """Return a name in one line, without folders or hidden letters, as long as its column takes."""
    last = re.split(r"[/\\]", plain(unicodedata.normalize("NFC", written)))[-1]
    name = re.sub(r"\s+", " ", last).strip(" .")
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, ending[:20]) if dot else (name, "")
    return f"{(stem.strip(' .') or 'file')[:120]}{dot}{ending}"


def ending_of(name: str) -> str:
    """Return the kind that a name says, in small letters; nothing where it says none."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    return ENDINGS.get(ending, ending)


def _kind(content: bytes, said: str) -> str:
    """Return what a file is by its bytes. Refuses: UnwantedFile, for what its bytes are or its name says."""
    if content.startswith(b"%PDF-"):
        kind = "pdf"
    elif content.startswith(b"PK"):
        kind = office_kind(content)
    elif content.startswith(OLE):
        raise UnwantedFile(faults.OLD_OFFICE)
    elif (text := _text(content)) is not None:
        if TAG.match(text):
            raise UnwantedFile(faults.MARKUP)
        kind = said if said in TEXTS else "txt"
    else:
        kind = _found(content)
    _refuse_group(said)
    if said not in MEDIA_TYPES and said not in PICTURES and said:
        raise UnwantedFile(faults.UNKNOWN)
    return kind


def _found(content: bytes) -> str:
    guess = filetype.guess(content[:8192])
    ending = guess.extension.lower() if guess else ""
    _refuse_group(ending)
    if ending not in FOUND:
        raise UnwantedFile(faults.UNKNOWN)
    return FOUND[ending]


def _refuse_group(ending: str) -> None:
    for group, why in GROUPS:
        if ending in group:
            raise UnwantedFile(why)


def _text(content: bytes) -> str | None:
    """Return a text in UTF-8, UTF-16 with its mark, or the Thai letters of Windows; None where it is none."""
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for coding in ("utf-16",) if marked else ("utf-8-sig", "cp874"):
        try:
            text = content.decode(coding)
        except UnicodeDecodeError:
            continue
        return None if any(letter < " " and letter not in "\t\n\r\f\x1a" for letter in text) else text
    return None
