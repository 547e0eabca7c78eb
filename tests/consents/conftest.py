"""The one purpose there is, as its file says it."""

import datetime as dt

import pytest

from itc.consents.models import BY_OFFICER, Purpose


@pytest.fixture
def purpose(db: None) -> Purpose:
    return Purpose.objects.create(
        code=BY_OFFICER, version=1, name_th="ให้เจ้าหน้าที่ทำแทน", name_en="An officer acts for me",
        words_th="เจ้าหน้าที่ทำแทนฉันได้", words_en="An officer may act for me.", valid_from=dt.date(2026, 1, 1),
        source="test",
    )  # fmt: skip
