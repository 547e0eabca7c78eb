"""Words in unsegmented sentences, and what two texts share."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itc.algorithms.search.normalise import normalise
from itc.algorithms.search.pieces import common_pieces, longest_matches
from tests.algorithms.search.samples import any_text, thai_text

WORDS = ("สบู่", "น้ำพริก", "น้ำ", "พริก", "ปั๊มน้ำ", "pump", "Water Pump", "สี", "กาแฟ", "กาแฟสด")


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("ทำสบู่กับน้ำพริกขาย", ["สบู่", "น้ำพริก"]),
        ("ปั๊มน้ำพริก", ["ปั๊มน้ำ", "พริก"]),
        ("กาแฟสดและกาแฟ", ["กาแฟสด", "กาแฟ"]),
        ("ห้องสี่เหลี่ยมทาสีแล้ว", ["สี"]),
        ("pumpkin, PUMP and heatpump", ["pump"]),
        ("ซื้อwater  pumpมือสอง", ["Water Pump"]),
        ("", []),
    ],
)
def test_the_longest_words_of_a_sentence_are_found(sentence: str, found: list[str]) -> None:
    assert [word for _, _, word in longest_matches(sentence, WORDS)] == found


def test_positions_are_those_of_the_sentence_as_typed() -> None:
    sentence = "ทำ น\u0e33\u0e49พริก \u200b กับ เเป้ง"
    cut = [sentence[start:end] for start, end, _ in longest_matches(sentence, ["น้ำพริก", "แป้ง"])]
    assert cut == ["น\u0e33\u0e49พริก", "เเป้ง"]


def test_of_two_as_long_the_left_one_stays() -> None:
    assert longest_matches("กขคงจ", ["ขคง", "กขค", "คงจ"]) == [(0, 3, "กขค")]


def test_the_first_of_words_written_alike_is_reported() -> None:
    assert longest_matches("แป้ง", ["เเป้ง", "แป้ง", ""]) == [(0, 4, "เเป้ง")]


@given(any_text | thai_text, st.lists(thai_text, max_size=6))
def test_matches_are_in_order_apart_and_are_the_words(sentence: str, words: list[str]) -> None:
    matches = longest_matches(sentence, words)
    end_before = 0
    for start, end, word in matches:
        assert end_before <= start < end <= len(sentence)
        assert normalise(sentence[start:end]) == normalise(word)
        end_before = end


def test_thousands_of_words_are_quick() -> None:
    words = tuple(f"คำ{number}ยาว" for number in range(2_500))
    longest_matches("", words)
    started = time.perf_counter()
    assert longest_matches("ซื้อคำ1234ยาวกับคำ7ยาว" * 10, words)
    assert time.perf_counter() - started < 0.2


@pytest.mark.parametrize(
    ("query", "text", "pieces"),
    [
        ("น้ำปาหมัก", "น้ำปลาหมักเกลือ", ("น้ำ", "หมัก")),
        ("อยากซื้อเครื่องคั่ว", "เครื่องคั่วกาแฟ", ("เครื่องคั่ว",)),
        ("Bamboo Trays", "bamboo tables", ("Bamboo",)),
        ("เครื่อง Fermenter", "fermented fish", ("Fermente",)),
        ("heatpump", "pump", ()),
        ("ก ข", "ก ข", ("ก ข",)),
        ("กาแฟ กาแฟ", "ร้านกาแฟ", ("กาแฟ",)),
        ("", "กาแฟ", ()),
    ],
)
def test_shared_pieces_are_long_whole_and_as_typed(query: str, text: str, pieces: tuple[str, ...]) -> None:
    assert common_pieces(query, normalise(text)) == pieces


@given(any_text | thai_text, any_text | thai_text)
def test_shared_pieces_are_in_both(query: str, text: str) -> None:
    for piece in common_pieces(query, normalise(text)):
        assert piece in query
        assert normalise(piece) in normalise(text)
