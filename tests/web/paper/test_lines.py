"""Thai lines end between words: not before the last consonant, not inside a word that typst would cut."""

import json
import re

import pytest
import typst

from itc.web.paper.lines import JOINER, WHOLE, kept_whole
from itc.web.paper.press import fonts

NARROW = b"""#set text(font: "Sarabun", lang: "th")
#block(width: 0.1pt, for letter in json(bytes(sys.inputs.text)).clusters() [#letter#metadata(letter)<letter>])
#context [#metadata(query(<letter>).map(each => (each.value, each.location().position().y / 1pt)))<all>]"""


def lines(text: str) -> list[str]:
    """Return the pieces of a text that typst would put on lines of their own, were they this narrow."""
    inputs = {"text": json.dumps(text)}
    asked = typst.query(NARROW, "<all>", field="value", one=True, font_paths=fonts(), sys_inputs=inputs)
    found: list[str] = []
    before = None
    for letter, height in json.loads(asked):
        if height != before:
            found.append("")
        found[-1] += letter
        before = height
    return [piece.replace(JOINER, "") for piece in found]


@pytest.mark.parametrize("text", ["โซเดียมบนฉลาก", "แปรรูป", "เคลือบช็อกโกแลต", "อัดรีดพลาสติก", "ฮาลาล"])
def test_a_last_consonant_is_not_cut_off(text: str) -> None:
    """typst alone cuts it off; once it no longer does, this fails and `lines.py` may become smaller."""
    assert len(lines(text)[-1]) == 1
    assert all(len(piece) > 1 for piece in lines(kept_whole(text)))


@pytest.mark.parametrize("word", WHOLE)
def test_a_word_of_ours_stays_whole(word: str) -> None:
    assert word in "|".join(lines(kept_whole(f"มี{word}และ")))


def test_between_words_a_line_may_still_end() -> None:
    assert len(lines(kept_whole("ตรวจประเมินช่องว่างสุขลักษณะสถานที่ผลิตอาหารในภาชนะบรรจุ"))) > 6


def test_only_joiners_are_put_in_and_only_into_thai() -> None:
    text = "Dried fruit 2,000 ฿ #read(“x”) ผลไม้อบแห้ง (อย.) ๑๒ กก. ณ จังหวัดลำพูน"
    kept = kept_whole(text)
    assert kept.replace(JOINER, "") == text
    assert JOINER in kept
    assert not re.search(rf"[ -~]{JOINER}|{JOINER}[ -~]", kept)
    assert kept_whole("Dried fruit") == "Dried fruit"
