"""Setting a paper: her words are print and never markup, and every letter of ours has its shape."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
import segno
import typst

from itc.planning.paper import LAYOUT
from itc.web.paper.press import HOUSE, fonts, inputs, pdf, qr, source
from tests.reference import DATA
from tests.web.paper.printed import pages, printed

STEP: dict[str, Any] = {
    "kind": "firm",
    "when": "พ. 2 ธ.ค. 2569",
    "result": "ได้ผล 4 ธ.ค. 2569",
    "presence": "คุณต้องไปเอง",
    "must_come": True,
    "name": "อบแห้ง",
    "why": "ให้เก็บได้นาน",
    "cure": "",
    "where": ["ศูนย์ลำพูน", "เครื่องอบ 1"],
    "notes": [["กฎหมายบังคับ", ["พ.ร.บ. อาหาร"]]],
    "priced": True,
    "price": "฿1,600",
}
SHEET: dict[str, Any] = {
    "language": "th",
    "link": "https://example.org/plans/x",
    "qr": qr("https://example.org/plans/x"),
    "idea": "“ลำไย”",
    "about": [["ทำแผนเมื่อ", "27 พ.ย. 2569"]],
    "facts": [["30 มี.ค. 2570", "ถึงตลาด"]],
    "months": {"first": "a", "last": "z", "begins": [[0.5, "ธ.ค."]]},
    "warnings": [],
    "stations": [
        {"number": str(number), "name": "วิศวกรรม", "note": "1", "bars": [[0, 0.5, 1]], "steps": steps}
        for number, steps in enumerate(([STEP], [], [STEP], [], []), start=1)
    ],
    "owned": [["เครื่องอบ", "฿1"]],
    "words": {
        "product": "ผลไม้อบแห้ง",
        "title": "แผน",
        "line": "ห้าสถานี",
        "kind": "แผน",
        "scan": "สแกน",
        "sample": ["ตัวอย่าง", "x"],
        "certainty": {kind: [kind, kind] for kind in ("firm", "forecast", "expected")},
        "owned": "o",
        "owned_how": "h",
        "chart": ["a", "b"],
        "page": "หน้า {page} จาก {pages}",
        "by_hand": ["เจ้าหน้าที่", "โทร."],
    },
}
HOSTILE = (
    '#read("/etc/passwd")',
    '] } ) #panic("x") [',
    "\\ \" ' $x$ *b* _i_ `c` <label> @ref // no /* comment",
    '#import "@preview/x:0.1.0"',
    "#{ while true {} }",
    "= heading\\n- item + item",
    "{page} {pages} %(day)s <b>bold</b>",
)


def with_step(**said: Any) -> dict[str, Any]:
    """Return the sheet with other words at the step of its first station."""
    first, *rest = SHEET["stations"]
    return SHEET | {"stations": [first | {"steps": [STEP | said]}, *rest]}


def test_a_paper_is_a_pdf_with_tags_for_screen_readers() -> None:
    paper = pdf(LAYOUT, SHEET)
    assert paper.startswith(b"%PDF-")
    assert pages(paper) == 1
    assert b"/StructTreeRoot" in paper
    assert b"/Lang" in paper


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("place", ["idea", "product", "step", "place", "law", "cure"])
def test_words_are_printed_as_they_are_written(words: str, place: str) -> None:
    steps: dict[str, dict[str, Any]] = {
        "step": {"name": words},
        "place": {"where": [words, "x"]},
        "law": {"notes": [[words, [words]]]},
        "cure": {"cure": words},
    }
    sheet = with_step(**steps.get(place, {}))
    if place == "idea":
        sheet |= {"idea": words}
    if place == "product":
        sheet |= {"words": SHEET["words"] | {"product": words}}
    assert words in printed(LAYOUT, sheet)
    assert pages(pdf(LAYOUT, sheet)) <= 2


def test_what_is_printed_is_not_executed_and_would_be_noticed_if_it_were() -> None:
    with pytest.raises(typst.TypstError, match="panicked"):
        typst.compile(source(LAYOUT) + b'#panic("x")', font_paths=fonts(), sys_inputs=inputs(SHEET))


@pytest.mark.parametrize(
    "words", ["ขนม 🍜🥭", "日本 ລາວ العربية", "\ufffe\u202e\u200b", "W" * 240, "ก" * 240, " ", "ะ"]
)
def test_letters_that_the_typeface_lacks_and_endless_words_stop_no_paper(words: str) -> None:
    assert pages(pdf(LAYOUT, SHEET | {"idea": words})) <= 2


def test_a_plan_without_days_and_steps_has_no_chart_and_still_its_paper() -> None:
    bare = [station | {"steps": [], "bars": []} for station in SHEET["stations"]]
    sheet = SHEET | {"months": None, "stations": bare, "owned": [], "about": [], "facts": SHEET["facts"]}
    assert "ห้าสถานี" in printed(LAYOUT, sheet)


@pytest.mark.parametrize("kind", ["firm", "forecast", "expected", "unmet"])
def test_each_mark_is_another_shape(kind: str) -> None:
    """Told without colour: the drawing of each differs from that of all others."""

    def drawn(one: str) -> str:
        asked = inputs(with_step(kind=one))
        svg = typst.compile(source(LAYOUT), font_paths=fonts(), sys_inputs=asked, format="svg")
        return str(svg)

    others = {"firm", "forecast", "expected", "unmet"} - {kind}
    assert all(drawn(kind) != drawn(other) for other in others)


def letters(*files: str) -> set[str]:
    found: set[str] = set()
    for file in files:
        with (DATA / file).open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                texts = (row[name] for name in row if name.startswith(("name_", "why_")) or name in PRINTED)
                found |= set("".join(texts))
    return found


PRINTED = {"number", "documents"}


def test_every_letter_of_the_shipped_data_is_in_the_typeface() -> None:
    used = letters(
        "families.csv", "operations.csv", "recipes.csv", "standards.csv", "centres.csv", "machine_kinds.csv"
    )
    assert len(used) > 100
    sheet = SHEET | {"idea": "".join(sorted(used))}
    strict = typst.compile(source(LAYOUT), font_paths=fonts(), sys_inputs=inputs(sheet), pdf_standards="ua-1")
    assert pages(strict) == 1


def test_the_code_leads_back_to_the_link() -> None:
    link = "https://example.org/plans/Y6G644bDUt3S51lnylJCWw"
    svg = qr(link)
    size = segno.make(link, error="m").symbol_size(border=2)[0]
    assert svg.startswith("<svg")
    assert f'viewBox="0 0 {size} {size}"' in svg
    assert link not in svg
    assert svg != qr(link + "x")


def test_the_template_ships_with_the_package_and_holds_no_word_of_its_own() -> None:
    assert HOUSE.parent == Path(pdf.__code__.co_filename).parent
    assert not any("\u0e00" <= letter <= "\u0e7f" for letter in source(LAYOUT).decode())
    assert json.loads(inputs({"a": "b"})["sheet"]) == {"a": "b"}
