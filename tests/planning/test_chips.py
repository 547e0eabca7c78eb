"""Chips that hold, and the one of each of her words that a page shows."""

import pytest
from django.utils.translation import override

from itc.catalogue.queries.knowledge import knowledge
from itc.catalogue.rules.chips import Chip
from itc.planning.queries.chips import chip_name
from itc.planning.rules.chips import holding, one_of_each

EXPORT = Chip("market:export", "market", "ส่งออก", 0, 6)
SAYS_EXPORT = Chip("word:ส่งออก", "word", "ส่งออก", 0, 6)
JAPAN = Chip("market:JP", "market", "ญี่ปุ่น", 6, 13, ("market:export",))
LARGE = Chip("amount:>100kg", "amount", "มากกว่า 100 กิโล", 14, 30)
READ = (EXPORT, SAYS_EXPORT, JAPAN, LARGE)


def test_a_chip_taken_away_takes_what_was_read_from_the_same_words() -> None:
    assert holding(READ, {"market:export"}, own_amount=False) == (JAPAN,)
    assert holding(READ, {"word:ส่งออก"}, own_amount=False) == (JAPAN,)


def test_other_words_stay() -> None:
    assert holding(READ, {"market:JP"}, own_amount=False) == (EXPORT, SAYS_EXPORT)
    assert holding(READ, {"claim:halal"}, own_amount=False) == (EXPORT, SAYS_EXPORT, JAPAN)


def test_a_size_read_from_words_holds_until_she_writes_over_it_or_takes_it_away() -> None:
    assert LARGE in holding(READ, (), own_amount=True)
    assert LARGE not in holding(READ, (), own_amount=False)
    assert LARGE not in holding(READ, {"amount"}, own_amount=True)


def test_a_page_shows_one_chip_for_each_of_her_words() -> None:
    said = [
        {"chip": chip.chip, "kind": chip.kind, "text": chip.text} for chip in (SAYS_EXPORT, EXPORT, JAPAN)
    ]
    added = {"chip": "claim:halal", "kind": "claim", "text": ""}
    assert [chip["chip"] for chip in one_of_each([*said, added])] == [
        "market:export",
        "market:JP",
        "claim:halal",
    ]


@pytest.mark.parametrize(
    ("chip", "name"),
    [
        ("amount:200kg", "How much: 200 kilograms"),
        ("amount:1000piece", "How much: 1,000 pieces"),
        ("amount:12.5l", "How much: 12.5 litres"),
        ("amount:>999kg", "How much: over a hundred"),
    ],
)
@pytest.mark.django_db
def test_an_amount_is_said_in_words(chip: str, name: str) -> None:
    with override("en"):
        assert chip_name(knowledge(), {"chip": chip, "kind": "amount", "text": "over a hundred"}) == name
