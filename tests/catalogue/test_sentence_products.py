"""Two products in one sentence, against one product with its parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itc.catalogue.rules.sentence_products import Match, split_products
from tests.catalogue.chip_words import families_in

TWO = [
    ("ทำสบู่กับน้ำพริกขาย", [("soap", "สบู่"), ("chili-paste", "น้ำพริก")]),
    ("อยากทำกาแฟดริปและคุกกี้", [("roasted-coffee", "กาแฟดริป"), ("bakery-cookies", "คุกกี้")]),
    ("ทำปลาร้ากับปลาแดดเดียว", [("fermented-fish", "ปลาร้า"), ("dried-seafood", "ปลาแดดเดียว")]),
    ("สบู่หรือแชมพูสมุนไพรดี", [("soap", "สบู่"), ("hair-care", "แชมพูสมุนไพร")]),
    ("แชมพู/สบู่/ครีม", [("hair-care", "แชมพู"), ("soap", "สบู่"), ("skin-cream", "ครีม")]),
    ("สบู่ + เทียนหอม", [("soap", "สบู่"), ("candle-incense", "เทียนหอม")]),
    ("สบู่ลายดอกไม้กับน้ำพริกขาย", [("soap", "สบู่"), ("chili-paste", "น้ำพริก")]),
    ("น้ำพริกใส่ขวด และทำคุกกี้ด้วย", [("chili-paste", "น้ำพริก"), ("bakery-cookies", "คุกกี้")]),
    ("ทำสบู่และทำน้ำผึ้งขาย", [("soap", "สบู่"), ("honey-syrup", "น้ำผึ้ง")]),
    ("herbal soap and scented candle", [("soap", "herbal soap"), ("candle-incense", "scented candle")]),
    ("kombucha, jam", [("fermented-drink", "kombucha"), ("jam-candied", "jam")]),
    ("ice cream or cookies", [("ice-cream", "ice cream"), ("bakery-cookies", "cookies")]),
]

ONE = [
    "ลำไยอบแห้งเคลือบช็อกโกแลต", "กระเป๋าสานผักตบชวาซับในผ้าไหม", "สบู่น้ำผึ้ง", "แก้วเซรามิกใส่กาแฟ", "เครื่องผ่าทุเรียน",
    "กล่องใส่ผลไม้", "กล่องพลาสติกใส่คุกกี้และสบู่", "กระเป๋าจากผักตบชวาและผ้าไหม", "สบู่ขมิ้นและน้ำผึ้ง", "ไอศกรีมกะทิ",
    "cookies filled with chocolate and jam", "herbal soap with honey", "ผ้าไหมและผ้าฝ้าย", "สบู่", "ขายที่ตลาด", "",
    "ครีมซองผสมน้ำผึ้งและขมิ้น", "คุกกี้ ไอศกรีมหน้าร้อน",
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "products"), TWO)
def test_two_heads_with_a_joiner_are_two_products(sentence: str, products: list[tuple[str, str]]) -> None:
    found = split_products(sentence, families_in(sentence))
    assert [(product.family, product.text.lower()) for product in found] == products
    assert all(sentence[product.start : product.end] == product.text for product in found)


@pytest.mark.parametrize("sentence", ONE)
def test_a_product_with_its_parts_is_one(sentence: str) -> None:
    assert split_products(sentence, families_in(sentence)) == ()


def test_a_family_named_twice_is_one_product() -> None:
    sentence = "สบู่และครีมและสบู่"
    assert [product.family for product in split_products(sentence, families_in(sentence))] == [
        "soap",
        "skin-cream",
    ]


def test_the_order_the_matches_are_given_in_does_not_matter() -> None:
    sentence = "ทำสบู่กับน้ำพริกขาย"
    matches = families_in(sentence)
    assert split_products(sentence, reversed(matches)) == split_products(sentence, matches)


@given(st.text(max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=5))
def test_any_text_and_any_matches_are_borne(sentence: str, spans: list[tuple[int, int]]) -> None:
    matches = [Match(str(i), min(span), max(span)) for i, span in enumerate(spans)]
    products = split_products(sentence, matches)
    assert len(products) != 1
    assert list(products) == sorted(products, key=lambda product: product.start)
