"""The sample network serves every step of every recipe: recounted from the files, apart from the checks."""

from collections import Counter as Tally
from collections import defaultdict
from decimal import Decimal

import pytest

from tests.catalogue.reference import table

Provider = tuple[str, str, str]
"""Kind, code, and machine kind or operation."""


def parts(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


@pytest.fixture(scope="module")
def providers() -> dict[str, dict[Provider, str]]:
    """Who serves each operation, and the place of each."""
    found: dict[str, dict[Provider, str]] = defaultdict(dict)
    kinds = defaultdict(list)
    for row in table("operations"):
        if row["provider_kind"] == "machine":
            for kind in parts(row["provider"]):
                kinds[kind].append(row["code"])
    for row in table("sample_network"):
        for operation in kinds[row["machine_kind_code"]]:
            centre = row["centre_code"]
            found[operation]["machine", centre, row["machine_kind_code"]] = centre
    for row in table("experts"):
        for operation in parts(row["operations"]):
            found[operation]["person", row["code"], operation] = row["centre_code"] or row["province"]
    for row in table("sample_labs"):
        found[row["operation"]]["lab", row["lab_code"], row["operation"]] = row["lab_code"]
    for row in table("makers"):
        for operation in parts(row["operations"]):
            found[operation]["maker", row["code"], operation] = row["code"]
    for row in table("offices"):
        found[row["operation"]]["office", row["office_code"], row["operation"]] = row["office_code"]
    return found


@pytest.fixture(scope="module")
def booked_as() -> dict[str, str]:
    return {row["code"]: row["booked_as"] for row in table("operations")}


def test_every_step_has_two_places_or_an_office(
    providers: dict[str, dict[Provider, str]], booked_as: dict[str, str]
) -> None:
    steps = list(table("recipes"))
    alone = {
        step["operation"]
        for step in steps
        if len(set(providers[step["operation"]].values()))
        < (1 if booked_as[step["operation"]] == "filing" else 2)
    }

    assert len(steps) > 3000
    assert {step["optional"] for step in steps} == {"yes", "no"}
    assert alone == set()


def test_everybody_who_serves_a_step_has_a_price_is_free_or_is_to_be_quoted(
    providers: dict[str, dict[Provider, str]],
) -> None:
    said: dict[Provider, set[str]] = defaultdict(set)
    for row in table("prices"):
        key = row["provider_kind"], row["provider"], row["machine_kind"] or row["operation"]
        said[key].add(row["rule"])
        assert (row["rule"] == "price") == (Decimal(row["price_thb"] or 0) > 0), row["id"]
    asked = {each for step in table("recipes") for each in providers[step["operation"]]}

    assert len(asked) > 1000
    assert [each for each in asked if not said[each] & {"price", "free", "quote"}] == []
    assert Tally(rule for each in asked for rule in said[each]).keys() == {"price", "free", "quote"}


def test_every_centre_has_officers_engineers_and_machines() -> None:
    centres = {row["code"] for row in table("centres")}
    people = Tally((row["role"], row["centre_code"]) for row in table("experts"))

    assert all(people["officer", centre] and people["engineer", centre] for centre in centres)
    assert {row["centre_code"] for row in table("sample_network")} == centres
