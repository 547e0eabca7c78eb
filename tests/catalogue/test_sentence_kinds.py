"""What is no idea for a product, by its signs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itc.catalogue.rules.sentence_kinds import KEYBOARD_ROWS, Kind, looks_like
from tests.catalogue.reference import table

SIGNS = [
    ("", Kind.EMPTY),
    ("   ", Kind.EMPTY),
    ("\x00\u200b", Kind.EMPTY),
    ("ก", Kind.TOO_SHORT),
    ("a", Kind.TOO_SHORT),
    ("7 ก", Kind.TOO_SHORT),
    ("12345", Kind.NO_LETTERS),
    ("๑๒๓", Kind.NO_LETTERS),
    ("😀😀", Kind.NO_LETTERS),
    ("?!...", Kind.NO_LETTERS),
    ("ຢາກເຮັດນ້ຳພິກ", Kind.OTHER_SCRIPT),
    ("ဆပ်ပြာလုပ်ချင်တယ်", Kind.OTHER_SCRIPT),
    ("我想做肥皂", Kind.OTHER_SCRIPT),
    ("ខ្ញុំចង់ធ្វើសាប៊ូ", Kind.OTHER_SCRIPT),
    ("мыло", Kind.OTHER_SCRIPT),
    ("asdfgh", Kind.NOISE),
    ("qwerty", Kind.NOISE),
    ("ฟหกด", Kind.NOISE),
    ("กกกกกก", Kind.NOISE),
    ("aaaaaa", Kind.NOISE),
    ("xkcdfgh", Kind.NOISE),
    ("asdf ghjk", Kind.NOISE),
    ("สวัสดีค่ะ", Kind.GREETING),
    ("สวัสดีครับ", Kind.GREETING),
    ("hello there!", Kind.GREETING),
    ("ทดสอบ", Kind.GREETING),
    ("ไปเชียงใหม่ยังไง", Kind.PLACE),
    ("ร้านอยู่ที่ไหน", Kind.PLACE),
    ("how do I get to Nan", Kind.PLACE),
    ("หางานทำ สมัครงาน", Kind.JOB),
    ("looking for a job", Kind.JOB),
    ("ตกงานอยู่ค่ะ", Kind.JOB),
    ("อยากกู้เงิน", Kind.LOAN),
    ("I need a loan", Kind.LOAN),
    ("เป็นหนี้เยอะมาก", Kind.LOAN),
    ("ไอ้เหี้ย", Kind.SWEARING),
    ("fuck you", Kind.SWEARING),
    ("ซ่อมมอเตอร์ไซค์", Kind.SERVICE),
    ("เปิดร้านซ่อมแอร์", Kind.SERVICE),
    ("สอนทำขนม", Kind.SERVICE),
    ("โปรโมทร้านค้าออนไลน์", Kind.SERVICE),
    ("รับจ้างตัดหญ้า ไร่ละ 500", Kind.SERVICE),
]

IDEAS = [
    "สบู่",
    "น้ำพริก",
    "อยากกู้เงินทำน้ำพริก",
    "สวัสดีค่ะ อยากทำสบู่",
    "ทำสบู่ ขายที่ไหนดี",
    "ตกงานอยากทำขนมขาย",
    "shiitake",
    "ควายแกะสลัก",
    "hi I want to make soap",
    "ส่งออกไปจีนยังไง",
    "ไอติม gelato",
    "Mobile app for job hunters",
    "CBD",
    "ขขม",
    "ไวน์我",
    "รับจ้างผลิตครีม",
    "รับจ้างตัดเย็บเสื้อ",
    "สอนทำสบู่อยู่ อยากผลิตขาย",
    "ชุดซ่อมยางรถ",
]


@pytest.mark.parametrize(("sentence", "kind"), SIGNS)
def test_a_sentence_that_is_no_idea_shows_its_sign(sentence: str, kind: Kind) -> None:
    assert looks_like(sentence) is kind


@pytest.mark.parametrize("sentence", IDEAS)
def test_an_idea_shows_none(sentence: str) -> None:
    assert looks_like(sentence) is Kind.IDEA


@pytest.mark.parametrize("row", KEYBOARD_ROWS)
def test_a_row_of_the_keyboard_is_noise(row: str) -> None:
    assert looks_like(row) is Kind.NOISE


def test_no_family_name_or_alias_looks_like_anything_else() -> None:
    columns = ("name_th", "name_en", "aliases_th", "aliases_en")
    names = [
        name for row in table("families") for column in columns for name in row[column].split("|") if name
    ]
    assert [name for name in names if looks_like(name) not in {Kind.IDEA, Kind.TOO_SHORT}] == []


@given(st.text())
def test_any_text_has_a_kind(sentence: str) -> None:
    assert looks_like(sentence) in Kind
