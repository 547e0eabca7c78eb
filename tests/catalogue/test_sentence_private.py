"""What is kept of a sentence that was not understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itc.catalogue.rules.sentence_private import MAX_KEPT, strip_private

TAKEN_OUT = [
    ("นายสมชาย ใจดี อยากทำน้ำพริก โทร 081-234-5678", "นาย … อยากทำน้ำพริก โทร …"),
    ("นางสาวสมหญิง มีสุข ต้องการขายสบู่", "นางสาว … ต้องการขายสบู่"),
    ("ชื่อสมหญิงอยากทำสบู่", "ชื่อ …อยากทำสบู่"),
    ("ร้านป้าแดงขายน้ำพริก", "ร้าน …ขายน้ำพริก"),
    ("หจก.รุ่งเรือง ทำถัง", "หจก. … ทำถัง"),
    ("บริษัท สยามฟู้ด จำกัด ต้องการเครื่อง", "บริษัท … ต้องการเครื่อง"),
    ("my name is John Smith and I want soap", "my name is … and i want soap"),
    ("Mr. John Doe wants soap", "mr … wants soap"),
    ("ติดต่อ a.b@c.co.th เรื่องสบู่", "ติดต่อ … เรื่องสบู่"),
    ("ดู https://example.com/a?b=1 แล้วอยากทำ", "ดู … แล้วอยากทำ"),
    ("เว็บ myshop.com ขายสบู่", "เว็บ … ขายสบู่"),
    ("line: abc_def อยากทำ", "… อยากทำ"),
    ("ไลน์ไอดี nong99 อยากทำ", "… อยากทำ"),
    ("แอด @nongsoap นะ", "แอด … นะ"),
    ("๑๒๓/๔๕ หมู่ ๖", "… หมู่ …"),
    ("ทำสบู่200ก้อน", "ทำสบู่…ก้อน"),
    ("เลข 1-2345-67890-12-3 ครับ", "เลข … ครับ"),
    ("CO2 extract", "… extract"),
    ("ไอ้เหี้ยสบู่", "ไอ้…สบู่"),
]

KEPT = ["อยากทำขนมนางเล็ด", "เห็ดนางฟ้าแปรรูป", "สบู่คุณภาพดี", "ขายร้านอาหาร", "premium soap", "ไลน์ผลิตสบู่"]


@pytest.mark.parametrize(("sentence", "kept"), TAKEN_OUT)
def test_what_is_private_is_taken_out(sentence: str, kept: str) -> None:
    assert strip_private(sentence) == kept


@pytest.mark.parametrize("sentence", KEPT)
def test_words_that_only_look_like_a_name_stay(sentence: str) -> None:
    assert strip_private(sentence) == sentence


@given(st.text(alphabet=st.characters(categories=["Nd", "L", "Zs", "Po"]), max_size=1200))
def test_no_digit_is_left_and_the_text_is_short(sentence: str) -> None:
    kept = strip_private(sentence)
    assert not any(letter.isdecimal() for letter in kept)
    assert len(kept) <= MAX_KEPT


@given(st.from_regex(r"[a-z]{1,8}@[a-z]{1,8}\.[a-z]{2,3}", fullmatch=True))
def test_no_address_is_left(address: str) -> None:
    assert strip_private(f"ติดต่อ {address} นะ") == "ติดต่อ … นะ"
