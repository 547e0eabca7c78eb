"""One form for what is indexed and what is asked."""

import time
import unicodedata

import pytest
from hypothesis import example, given

from itc.algorithms.search.normalise import aligned, grams, normalise
from tests.algorithms.search.samples import any_text, thai_text


@given(any_text | thai_text)
@example("ิ\u0301ิุ")
@example("Σίσυφος ΑΣ")
@example("\u1112\u1161\u11ab")
@example("เ\u200bเ")
@example("İ\u0307")
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(any_text | thai_text)
@example("เ\u200bเ")
@example(" \u200b ")
@example("\u1112\u1161\u11ab")
@example("ิ\u0301ิุ")
@example("เ่เ")
def test_the_aligned_form_is_the_normalised_form_with_rising_positions(text: str) -> None:
    letters, origins = aligned(text)
    assert letters == normalise(text)
    assert len(origins) == len(letters) + 1
    assert list(origins) == sorted(origins)
    assert all(0 <= origin <= len(text) for origin in origins)


@given(any_text | thai_text)
def test_nothing_invisible_or_unwritable_is_left(text: str) -> None:
    normalise(text).encode("utf-8")
    assert not {unicodedata.category(letter) for letter in normalise(text)} & {"Cc", "Cf", "Cs"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("น\u0e49\u0e4d\u0e32", "น้ำ"),  # tone, nikhahit, aa
        ("น\u0e4d\u0e49\u0e32", "น้ำ"),  # nikhahit, tone, aa
        ("น\u0e33\u0e49", "น้ำ"),  # sara am before its tone
        ("เเป้ง", "แป้ง"),
        ("ก\u0e48\u0e34ง", "กิ่ง"),  # tone before vowel
        ("ที\u0e48\u0e48", "ที่"),
        ("ที\u0e35\u0e48", "ที่"),
        ("๑๒ ตัน", "12 ตัน"),
        ("  Water\t\n PUMP\u00a0", "water pump"),
        ("ปั๊ม\u200bน้ำ\ufeff", "ปั๊มน้ำ"),
        ("e\u0301cole\0", "école"),
        ("ΑΣ", "ας"),
    ],
)
def test_ways_of_typing_a_word_become_one(typed: str, meant: str) -> None:
    assert normalise(typed) == normalise(meant)


@pytest.mark.parametrize("text", ["เครื่องสูบน้ำ", "ผู้ประกอบการ", "ສະບູ", "မြန်မာ", "工厂 设备", "🧼 soap"])
def test_well_written_text_stays_as_it_is(text: str) -> None:
    assert normalise(text) == text


def test_the_position_of_a_cluster_is_where_it_begins() -> None:
    letters, origins = aligned("ก  น\u0e33\u0e49")
    assert letters == "ก น้ำ"
    assert origins == (0, 1, 3, 3, 3, 6)


def test_ten_thousand_letters_take_no_time() -> None:
    long = "น\u0e33\u0e49เเ\u0e48\u0301 " * 1_500
    started = time.perf_counter()
    normalise(long)
    normalise("\u0301\u0e34\u0e48" * 3_500)
    normalise("\u0e48\u0e34\u0e38" * 3_500)
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize(
    ("text", "expected"), [("", []), ("ก", ["ก"]), ("กา", ["กา"]), ("กาแ", ["กาแ"]), ("soap", ["soa", "oap"])]
)
def test_grams_are_three_letters_and_a_short_text_is_its_own(text: str, expected: list[str]) -> None:
    assert grams(text) == expected
