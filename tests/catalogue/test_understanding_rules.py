"""The pure part: what a sentence is about, and the score on a few made-up families, without an encoder."""

from collections.abc import Sequence

import numpy as np
import pytest

from itc.algorithms.search.meaning import SIZE, Vectors
from itc.catalogue.rules.chips import Lexicon, Reading, Word
from itc.catalogue.rules.sentence import Sentence
from itc.catalogue.rules.sentence_kinds import Kind
from itc.catalogue.rules.understanding import NOT_PRODUCTS, UNKNOWN, Families
from itc.catalogue.rules.understanding_head import core

LEXICON = Lexicon([
    Word("ญี่ปุ่น", "th", "longest", "market:JP", "market"),
    Word("ออนไลน์", "th", "longest", "channel:online", "channel"),
])  # fmt: skip
NAMES = {
    "soap": ("สบู่สมุนไพร", "Herbal soap", "สบู่", "soap"),
    "bag": ("กระเป๋าสาน", "Woven bag"),
    "cloth": ("ผ้าไหม", "Silk cloth", "silk"),
    "knife": ("มีดพร้า", "Knife", "มีด"),
}
FAMILIES = Families(NAMES, {})


def about(text: str) -> tuple[str, str]:
    sentence = Sentence.of(text)
    found = core(sentence, LEXICON.read(text), ())
    return found.head, found.whole


def first(text: str) -> str:
    return FAMILIES.rank(text, LEXICON.read(text), None).matches[0].code


@pytest.mark.parametrize(
    ("text", "head", "whole"),
    [
        ("อยากทำลำไยอบแห้งขายออนไลน์", "ลำไยอบแห้ง", "ลำไยอบแห้ง"),
        ("มีมะม่วงเยอะอยากทำมะม่วงกวน", "มะม่วงกวน", "มีมะม่วงเยอะ มะม่วงกวน"),
        ("เทียนหอมจากขี้ผึ้ง", "เทียนหอม", "เทียนหอมจากขี้ผึ้ง"),
        ("I want to make candles from beeswax", "candles", "candles from beeswax"),
        ("ขายเทียนหอม", "เทียนหอม", "เทียนหอม"),
        ("เทียนหอมอยากขายออนไลน์", "เทียนหอม", "เทียนหอม"),
        ("ทำ", "ทำ", "ทำ"),
        ("จาก", "จาก", "จาก"),
        ("", "", ""),
    ],
)
def test_the_head_stands_after_making_and_before_a_part(text: str, head: str, whole: str) -> None:
    assert about(text) == (head, whole)


def test_a_name_is_never_cut() -> None:
    sentence = Sentence.of("ขนมใส่ไส้ห่อใบตอง")
    found = core(sentence, Reading((), None), [(0, 9)])
    assert found.head == "ขนมใส่ไส้"


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("กระเป๋าสานซับในผ้าไหม", "bag"),
        ("ผ้าไหมใส่กระเป๋าสาน", "cloth"),
        ("อยากทำสบู่ผ้าไหม", "soap"),
        ("silk soap", "soap"),
        ("soaps with silk", "soap"),
        ("สบูสมุนไพ", "soap"),
    ],
)
def test_the_name_at_the_head_wins(text: str, family: str) -> None:
    assert first(text) == family


def test_a_short_name_must_stand_alone() -> None:
    assert FAMILIES.rank("มีดี", Reading((), None), None).matches[0].words == ()
    assert FAMILIES.rank("มีด", Reading((), None), None).matches[0].words == ("มีด",)


def test_words_are_the_names_she_wrote_or_the_letters_she_shares() -> None:
    ranking = FAMILIES.rank("สบู่ ลาย กระเป๋าสา", Reading((), None), None)
    words = {match.code: match.words for match in ranking.matches}
    assert words["soap"] == ("สบู่",)
    assert words["bag"] == ("กระเป๋าสา",)
    assert words["cloth"] == ()


def test_scores_fall_and_stay_between_0_and_1() -> None:
    for text in ("สบู่", "สบู่ สบู่ กระเป๋าสาน", "ก", ""):
        scores = [match.score for match in FAMILIES.rank(text, Reading((), None), None).matches]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)


def test_what_is_no_product_is_one_more_family() -> None:
    for phrase, kind in NOT_PRODUCTS.items():
        assert FAMILIES.rank(phrase, Reading((), None), None).instead == kind


def test_letters_that_make_no_words_are_noise_and_unknown_words_unknown() -> None:
    assert FAMILIES.rank("qqzz xxkk", Reading((), None), None).instead is Kind.NOISE
    assert FAMILIES.rank("กระดานหก", Reading((), None), None).instead in {UNKNOWN, Kind.NOISE}


def test_with_no_family_nothing_is_meant() -> None:
    ranking = Families({}, {}).rank("สบู่", Reading((), None), None)
    assert ranking.matches == ()
    assert ranking.instead


def test_meaning_is_asked_where_there_are_vectors() -> None:
    """A made-up encoder: whatever speaks of cutting is near to the knife."""

    def encode(texts: Sequence[str]) -> Vectors:
        rows = np.zeros((len(texts), SIZE), dtype=np.int8)
        for row, text in zip(rows, texts, strict=True):
            row[1 if "cut" in text or "มีด" in text else 0] = 100
        return rows

    texts = [text for names in NAMES.values() for text in names] + list(NOT_PRODUCTS)
    vectors = {text: vector.tobytes() for text, vector in zip(texts, encode(texts), strict=True)}
    best = Families(NAMES, vectors).rank("a thing that cuts", Reading((), None), encode).matches[0]
    assert best.code == "knife"


def test_two_products_of_one_sentence() -> None:
    ranking = FAMILIES.rank("ทำสบู่กับกระเป๋าสานขาย", Reading((), None), None)
    assert [(match.code, match.words) for match in ranking.products] == [
        ("soap", ("สบู่",)),
        ("bag", ("กระเป๋าสาน",)),
    ]
    assert FAMILIES.rank("สบู่", Reading((), None), None).products == ()
