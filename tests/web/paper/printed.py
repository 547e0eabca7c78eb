"""Reading a paper as a stranger would: its text as it was set, and how many pages it has."""

import json
import re
import zlib
from pathlib import Path
from typing import Any

import typst

from itc.web.paper.lines import JOINER, NO_BREAK
from itc.web.paper.press import fonts, inputs, source

SAYING = b"#show text: it => [#it#metadata(it.text)<said>]\n"


def printed(layout: Path, sheet: dict[str, Any]) -> str:
    """Return every text on a paper in its order, a line each, without what only guides the breaks."""
    said = typst.query(
        SAYING + source(layout),
        "<said>",
        field="value",
        font_paths=fonts(),
        sys_inputs=inputs(sheet),
    )
    return plain("\n".join(json.loads(said)))


def plain(text: str) -> str:
    return text.replace(JOINER, "").replace(NO_BREAK, " ")


def pages(pdf: bytes) -> int:
    """Return the pages of a PDF."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def found_in(pdf: bytes, pattern: str) -> str:
    """Return the first text of a PDF that a pattern fits, read as a viewer does when one marks and copies it.

    Each run of glyphs is read by each table of letters in the file: with one that is not its own it says
    nothing that a narrow pattern fits.
    """
    streams = [_unpacked(found[1]) for found in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.S)]
    tables = [dict(LETTER.findall(stream)) for stream in streams if b"beginbfchar" in stream]
    for stream in streams:
        for run in re.findall(rb"BT(.*?)ET", stream, re.S):
            glyphs = b"".join(_unescaped(piece) for piece in STRING.findall(run))
            for table in tables:
                codes = (glyphs[at : at + 2].hex().upper().encode() for at in range(0, len(glyphs), 2))
                letters = b"".join(table.get(code, b"FFFD") for code in codes)
                if found := re.search(pattern, plain(bytes.fromhex(letters.decode()).decode("utf-16-be"))):
                    return found[0]
    raise AssertionError(f"nothing like {pattern} in this paper")


LETTER = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")
STRING = re.compile(rb"\(((?:[^()\\]|\\.)*)\)", re.S)
ESCAPE = re.compile(rb"\\([0-7]{3}|.)", re.S)
NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream


def _unescaped(text: bytes) -> bytes:
    def letter(found: re.Match[bytes]) -> bytes:
        escaped = found[1]
        return bytes([int(escaped, 8)]) if escaped.isdigit() else NAMED.get(escaped, escaped)

    return ESCAPE.sub(letter, text)
