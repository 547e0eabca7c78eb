"""The purposes as their file says them: one version a day, and what the shipped file holds."""

import datetime as dt

import pytest

from itc.consents.models import BY_OFFICER, Purpose
from tests.db.tables.small import faults, with_cells, with_row

FILE = "consent_purposes.csv"


def test_two_versions_on_one_day_are_told() -> None:
    assert faults(with_row(FILE, version="2", valid_from="2026-06-01")) == [
        f"{FILE}:3: valid_from: it begins while version 1 is still in force — "
        "end that version on the day before"
    ]
    after = {"version": "2", "valid_from": "2026-06-01"}
    ended = with_cells((FILE, 2, "valid_to", "2026-05-31"))
    assert faults(ended) == []
    assert faults(with_row(FILE, **after, code="other")) == []


@pytest.mark.usefixtures("reference")
def test_what_is_asked_is_few_and_every_word_is_marked_a_sample() -> None:
    asked = Purpose.objects.on(dt.date(2026, 12, 1))
    assert [each.code for each in asked] == [BY_OFFICER]
    assert {each.status for each in asked} == {"sample"}
    assert all("ยกเลิก" in each.words_th and "take this back" in each.words_en for each in asked)
