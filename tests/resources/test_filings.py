"""Where a filing goes."""

import pytest

from itc.resources.rules.filings import Office, office_for


def office(code: str, *, reach: str = "national", applies_to: str = "any", days: int = 30) -> Office:
    return Office(code, code, code, reach, applies_to, days, days, days, "officer")


FDA = office("FDA")
PROVINCE = office("PHO", reach="province of the firm", applies_to="makers outside Bangkok")
LIVESTOCK = office("DLD", applies_to="animal-feed|pet-food", days=142)
PLANTS = office("DOA", applies_to="soil-fertiliser", days=180)


@pytest.mark.parametrize(
    ("offices", "family", "province", "code"),
    [
        ((FDA, PROVINCE), "dried-fruit", "TH-51", "PHO"),
        ((FDA, PROVINCE), "dried-fruit", "TH-10", "FDA"),
        ((LIVESTOCK, PLANTS), "pet-food", "TH-51", "DLD"),
        ((LIVESTOCK, PLANTS), "soil-fertiliser", "TH-51", "DOA"),
        ((FDA, LIVESTOCK), "pet-food", "TH-51", "DLD"),
        ((office("QUICK", days=7), office("SLOW", days=10)), "soap", "TH-51", "SLOW"),
    ],
)
def test_the_office_fits_product_and_province(
    offices: tuple[Office, ...], family: str, province: str, code: str
) -> None:
    found = office_for(offices, family=family, province=province)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("offices", [(), (LIVESTOCK,), (office("DOA", applies_to="plant products"),)])
def test_where_no_office_takes_it_there_is_none(offices: tuple[Office, ...]) -> None:
    assert office_for(offices, family="soap", province="TH-51") is None
