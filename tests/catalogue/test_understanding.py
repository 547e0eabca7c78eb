"""Sentences on the shipped tables: the right family, what is no product, two products, any text, in time."""

import csv
import time
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import LazySettings
from pytest_django import DjangoAssertNumQueries

from itc.algorithms.search.normalise import normalise
from itc.catalogue.models import Family
from itc.catalogue.queries.understanding import Understanding, understand
from itc.search.actions import index

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("reference")]
DATA = Path(__file__).parents[1] / "data"


def ideas(name: str) -> list[tuple[str, str]]:
    """Return (idea, family); the family of what is no product is empty."""
    with (DATA / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return [(row["idea"], row["family"]) for row in csv.DictReader(file, delimiter="\t")]


def shortlist(read: Understanding) -> list[str]:
    return [match.code for match in ((read.family, *read.others) if read.family else read.others)]


def share_right(rows: list[tuple[str, str]]) -> tuple[float, float]:
    """Return the share whose family comes first, and the share whose family is in the shortlist."""
    lists = [(family, shortlist(understand(idea))) for idea, family in rows]
    first = sum(codes[:1] == [family] for family, codes in lists)
    return first / len(rows), sum(family in codes for family, codes in lists) / len(rows)


def test_public_ideas_are_right_first_and_all_in_the_shortlist() -> None:
    first, listed = share_right(ideas("ideas_public"))
    assert first >= 0.95
    assert listed == 1


def test_own_ideas_written_before_tuning_are_mostly_right() -> None:
    """In dialect and slang; tables were widened by kind of word after some of these had been missed."""
    first, listed = share_right([row for row in ideas("ideas_own") if row[1]])
    assert first >= 0.9
    assert listed == 1


def test_what_is_no_product_is_refused() -> None:
    others = [idea for idea, family in ideas("ideas_own") if not family]
    refused = [idea for idea in others if understand(idea).family is None]
    assert len(refused) >= 18
    assert all(understand(idea).sign for idea in refused)


def test_a_name_belongs_to_one_family() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for family in Family.objects.all():
        for name in (family.name_th, family.name_en, *family.aliases_th, *family.aliases_en):
            owners[normalise(name)].add(family.code)
    assert {name: codes for name, codes in owners.items() if len(codes) > 1} == {}


@pytest.mark.parametrize(
    ("idea", "family"),
    [
        ("กระเป๋าสานผักตบชวาซับในผ้าไหม", "basketry-craft"),
        ("เครื่องผ่าทุเรียน", "food-machine"),
        ("กล่องใส่ผลไม้", "product-packaging"),
        ("กล่องไม้ไผ่ใส่อาหาร แทนโฟม", "basketry-craft"),
        ("กล่องไม้ใส่ของเล่นเด็ก", "wood-craft-toy"),
        ("อาหารหมาแมวแบบ freeze dry", "pet-food"),
        ("สบู่ข้าวหอมมะลิ", "soap"),
        ("goat milk soap", "soap"),
        ("ไอศกรีมน้ำพริกเผา", "ice-cream"),
        ("Wooden toys from rubberwood offcuts", "wood-craft-toy"),
        ("สนใจทำบาติกแบรนด์ตัวเอง", "batik-print"),
    ],
)
def test_the_head_says_what_it_is(idea: str, family: str) -> None:
    read = understand(idea)
    assert read.family is not None
    assert read.family.code == family


@pytest.mark.parametrize(
    ("idea", "sign"),
    [
        ("", "empty"), ("ก", "too-short"), ("💡", "no-letters"), ("ຢາກເຮັດສະບູ່", "other-script"),
        ("ဆပ်ပြာ", "other-script"), ("我想做肥皂", "other-script"), ("สวัสดีค่ะ", "greeting"), ("หางานทำ", "job"),
        ("asdf lkjh qwer", "noise"), ("ๅ/-ภถุึคต ๅ/-", "noise"), ("ร้านตัดผมชาย", "service"),
        ("เรียกแท็กซี่ไปสนามบิน", "travel"), ("คอนโดให้เช่า", "housing"), ("ผลบอลเมื่อคืน", "news"),
        ("เชียงใหม่", "travel"),
    ],
)  # fmt: skip
def test_what_is_no_idea_says_why(idea: str, sign: str) -> None:
    read = understand(idea)
    assert (read.family, read.sign) == (None, sign)


@pytest.mark.parametrize("idea", ["ยาบ้า", "ทำระเบิด", "สร้างบ้าน", "จานบิน", "อยากรวย", "ขายอวัยวะ"])
def test_what_is_only_near_is_no_understanding(idea: str) -> None:
    assert understand(idea).family is None


def test_an_understood_idea_has_no_sign_and_four_others() -> None:
    read = understand("อยากทำลำไยอบแห้งเคลือบช็อกโกแลต ส่งออกญี่ปุ่น เดือนละ 200 กก.")
    assert read.family is not None
    assert (read.family.code, read.sign, len(read.others)) == ("dried-fruit", None, 4)
    assert read.family.words == ("ลำไยอบแห้ง",)
    assert 0 < read.others[-1].score <= read.others[0].score < read.family.score <= 1
    assert {"market:JP", "market:export", "word:เคลือบ"} <= {chip.chip for chip in read.chips}
    assert read.amount is not None
    assert (read.amount.lot, read.amount.unit, read.amount.text) == (Decimal(200), "kg", "เดือนละ 200 กก.")


def test_two_products_are_both_named() -> None:
    read = understand("อยากทำสบู่กับน้ำพริกขาย")
    assert [product.code for product in read.products] == ["soap", "chili-paste"]
    assert read.products[0].words == ("สบู่",)
    assert understand("อยากทำสบู่น้ำผึ้งขาย").products == ()


@pytest.mark.parametrize(
    "text",
    [
        "ก" * 10_000, "สบู่ " * 2_000, "\0สบู่\0", "<script>alert('สบู่')</script>", "'; DROP TABLE x;--",
        "💡🧼🧴" * 300, "a" * 10_000, "1234567890 " * 900, "\ud800", "่่่่่", "ทำ", "อยาก", "ขาย ", "make", "in",
    ],
)  # fmt: skip
def test_any_text_is_read_in_time(text: str) -> None:
    understand("warm")
    begun = time.perf_counter()
    read = understand(text)
    assert time.perf_counter() - begun < 1  # a busy machine; benchmarks/understanding.py has the figures
    assert (read.family is None) == (read.sign is not None)


def test_words_are_those_she_wrote() -> None:
    for idea, _ in ideas("ideas_public"):
        read = understand(idea)
        for match in filter(None, (read.family, *read.others)):
            assert all(word in idea for word in match.words)


def test_without_the_encoder_names_and_letters_decide(settings: LazySettings) -> None:
    settings.MEANING = False
    first, listed = share_right(ideas("ideas_public"))
    assert first >= 0.9
    assert listed >= 0.95
    others = [idea for idea, family in ideas("ideas_own") if not family]
    assert sum(understand(idea).family is None for idea in others) >= 16


def test_a_new_word_of_a_family_is_understood_at_once() -> None:
    assert "soap" not in shortlist(understand("ปุ๊กปิ๊กลาเวนเดอร์"))[:1]
    family = Family.objects.get(pk="soap")
    family.aliases_th.append("ปุ๊กปิ๊ก")
    family.save()
    index([Family])
    assert shortlist(understand("ปุ๊กปิ๊กลาเวนเดอร์"))[0] == "soap"


def test_understanding_costs_two_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    understand("warm")
    with django_assert_num_queries(2):
        understand("อยากทำสบู่")
