"""A second centre, far from the first."""

import pytest

from itc.network.models import Centre, Province


@pytest.fixture
def chonburi(lamphun: Centre) -> Centre:
    province = Province.objects.create(
        code="TH-20", name_th="ชลบุรี", name_en="Chon Buri", region="Eastern", region_6="East",
        lat=13.36, lon=100.98, source="test",
    )  # fmt: skip
    return Centre.objects.create(
        code="DIP-09", operator_type="dip_centre", name_th="ศูนย์ชลบุรี", name_en="Chon Buri centre",
        province=province, lat=13.36, lon=100.98, source="test",
        confidence_is_itc="high", confidence_location="high",
    )  # fmt: skip
