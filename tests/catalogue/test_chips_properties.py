"""What holds of the reading of any text, and how long it takes."""

import statistics
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itc.algorithms.search.normalise import aligned
from itc.catalogue.rules.chips import Reading
from itc.catalogue.rules.sentence import MAX_LETTERS
from tests.catalogue.chip_words import lexicon
from tests.catalogue.reference import table
from tests.catalogue.test_amounts_read import AMOUNTS
from tests.catalogue.test_chips import MARKETS, OTHERS

PIECES = [
    "ล้าน",
    "ส่งออก",
    "ญี่ปุ่น",
    "ขาย",
    "ไม่",
    "ไม่ใส่",
    "ออร์แกนิก",
    "ลำไย",
    "อบแห้ง",
    "ทอ",
    "ซอง",
    "เดือนละ",
    "200",
    "๒๐๐",
    "1,000.5",
    "กก.",
    "ชิ้น",
    "ครึ่ง",
    "สองร้อย",
    " ",
    "-",
    "x",
    "บาท",
    "export",
    "for",
    "not",
    "Japan",
    "kg",
    "per month",
    "์",
    "เ",
    "ำ",
    "\u200b",
    "\x00",
    "😀",
    "ລາວ",
    "日本",
    "İ",
    "ﬃ",
    "กับ",
    "สไตล์",
    "ประมาณ",
    "ไม่เกิน",
]
TEXTS = st.one_of(st.text(max_size=120), st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
SENTENCES = [row[0] for row in (*MARKETS, *OTHERS, *AMOUNTS)]
NAMED_TWICE = {"ขายใน shopee กับ lazada", "ซอง 30 กรัม x 1000 ซอง"}  # taking out the first leaves the second
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def _spans(reading: Reading) -> list[tuple[str, int, int]]:
    amount = [reading.amount] if reading.amount else []
    return [(part.text, part.start, part.end) for part in (*reading.chips, *amount)]


@settings(max_examples=400)
@given(TEXTS)
def test_any_text_is_read_and_each_span_is_its_words(text: str) -> None:
    for words, start, end in _spans(lexicon().read(text)):
        assert 0 <= start < end <= len(text)
        assert text[start:end] == words


@settings(max_examples=400)
@given(TEXTS)
def test_chips_of_words_never_overlap_unless_they_share_their_words(text: str) -> None:
    spans = {(chip.start, chip.end) for chip in lexicon().read(text).chips if chip.kind != "amount"}
    ordered = sorted(spans)
    assert all(first[1] <= second[0] for first, second in pairwise(ordered))


@settings(max_examples=300)
@given(TEXTS)
def test_thai_digits_read_as_arabic_ones(text: str) -> None:
    arabic, thai = lexicon().read(text), lexicon().read(text.translate(THAI))
    assert _spans(thai) == [(words.translate(THAI), start, end) for words, start, end in _spans(arabic)]
    assert (arabic.amount and arabic.amount.high) == (thai.amount and thai.amount.high)


@settings(max_examples=300)
@given(TEXTS)
def test_an_amount_has_its_ends_in_order_and_a_trial_lot(text: str) -> None:
    amount = lexicon().read(text).amount
    if amount is not None:
        assert 0 <= amount.low <= amount.high
        assert amount.lot() > 0


@pytest.mark.parametrize("sentence", sorted({*SENTENCES} - NAMED_TWICE))
def test_taking_the_words_of_a_chip_out_takes_the_chip_out(sentence: str) -> None:
    for chip in lexicon().read(sentence).chips:
        without = f"{sentence[: chip.start]} ~ {sentence[chip.end :]}"
        assert chip.chip not in {other.chip for other in lexicon().read(without).chips}


def test_what_comes_after_the_first_letters_is_not_read() -> None:
    assert lexicon().read("ก " * MAX_LETTERS + "ส่งออก").chips == ()


def _milliseconds(text: str) -> float:
    """Return the processor time of one reading from scratch."""
    aligned.cache_clear()
    before = time.process_time()
    lexicon().read(text)
    return 1_000 * (time.process_time() - before)


def test_a_sentence_is_read_in_a_millisecond() -> None:
    best = [min(_milliseconds(sentence) for _ in range(3)) for sentence in SENTENCES]
    assert statistics.median(best) < 1


@pytest.mark.parametrize(
    "piece",
    ["ลำไยอบแห้งส่งออกญี่ปุ่น 200 กก. ", "9", "ร้อย", "ไม่", "a", "ก", "1 ", "ส่ง", "not ", "ญี่ปุ่น", "เ", "์", "200กก.-"],
)
def test_ten_thousand_letters_are_read_in_fifty_milliseconds(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    assert min(_milliseconds(text) for _ in range(3)) < 50


def test_every_trigger_of_a_recipe_can_be_read() -> None:
    """Each word of the table is read by itself, or stands for a chip that another word is read as."""
    readable = set()
    for row in table("chips"):
        readable |= lexicon().read(f"ขาย {row['word']} เดือนละ 900 กก.").codes
    triggers = {trigger for row in table("recipes") for trigger in row["when"].split("|") if trigger}
    assert {trigger for trigger in triggers if not trigger.startswith("platform:")} - readable == set()
