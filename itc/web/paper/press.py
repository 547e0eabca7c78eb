"""Setting a sheet as PDF with typst, and a link as a QR code.

The words of a sheet go in as JSON by `sys.inputs`: typst prints them and never reads them as its markup.
Setting asks for no network, no file and no font of the machine: a layout is read here, after the house's.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import fontpkg_sarabun
import segno
import typst

from itc.web.paper.lines import kept_whole

HOUSE = Path(__file__).with_name("house.typ")
PAPER_COST = 20
"""Units of the public budget that a paper costs: as much of a core as a plan."""
FONTS = Path(fontpkg_sarabun.ROOT) / "files"


def pdf(layout: Path, sheet: Mapping[str, Any]) -> bytes:
    """Return a sheet as PDF with tags for screen readers; a letter the typeface lacks is an empty box.

    It takes about 0.1 s of a core.
    """
    return typst.compile(source(layout), font_paths=fonts(), sys_inputs=inputs(sheet))


def together(papers: Sequence[tuple[Path, Mapping[str, Any]]]) -> bytes:
    """Return several sheets as one PDF, each beginning a page: a print for one person."""
    parts, given = [], {}
    for number, (layout, sheet) in enumerate(papers):
        part = source(layout).decode().replace("sys.inputs.sheet", f"sys.inputs.sheet{number}", 1)
        parts.append(f"#[\n{part}\n]")  # its names hold in it alone
        given[f"sheet{number}"] = inputs(sheet)["sheet"]
    return typst.compile("\n".join(parts).encode(), font_paths=fonts(), sys_inputs=given)


@cache
def source(layout: Path) -> bytes:
    """Return a layout behind what all papers share, read once a process."""
    return HOUSE.read_bytes() + layout.read_bytes()


def inputs(sheet: Mapping[str, Any]) -> dict[str, str]:
    """Return a sheet as the layout reads it."""
    return {"sheet": kept_whole(json.dumps(sheet, ensure_ascii=False))}


@cache
def fonts() -> typst.Fonts:
    """Return the typeface of the house, read once a process."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def qr(link: str) -> str:
    """Return a link as a QR code in SVG, with a quiet edge of two modules."""
    return str(segno.make(link, error="m", micro=False).svg_inline(border=2, omitsize=True))
