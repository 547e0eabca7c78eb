"""Reading a paper as a stranger would: its text as it was set, and how many pages it has."""

import json
import re
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
