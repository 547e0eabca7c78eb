"""Words of the regions are read as the standard word, and point back to what she wrote."""

import pytest

from itc.catalogue.rules.sentence import Sentence
from itc.catalogue.rules.sentence_dialect import STANDARD, in_standard_words, standard


@pytest.mark.parametrize(
    ("spoken", "read"),
    [("เฮ็ดบักม่วงกวน", "ทำมะม่วงกวน"), ("บะม่วงดอง", "มะม่วงดอง"), ("มะม่วงดอง", "มะม่วงดอง"), ("soap", "soap")],
)
def test_a_spoken_word_is_read_as_the_standard_one(spoken: str, read: str) -> None:
    assert standard(spoken) == standard(read) == read


def test_reading_twice_changes_nothing() -> None:
    assert {word: standard(standard(word)) for word in STANDARD} == {
        word: standard(word) for word in STANDARD
    }


def test_every_letter_points_into_what_she_wrote() -> None:
    text = "อยากเฮ็ดบักม่วงกวน"
    read = in_standard_words(Sentence.of(text))
    start = read.letters.index("มะม่วง")
    assert text[slice(*read.span(start, start + len("มะม่วง")))].startswith("บัก")
    assert len(read.origins) == len(read.letters) + 1
    assert list(read.origins) == sorted(read.origins)
