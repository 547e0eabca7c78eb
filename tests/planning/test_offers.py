"""Who may serve a step, where, and for how much: on a network small enough to count by hand."""

from decimal import Decimal

import pytest

from itc.algorithms.scheduling import problem as letter
from itc.catalogue.rules.amounts import Amount
from itc.planning.queries.offers import OPENING_MINUTES, Offer
from itc.resources.rules.prices import Tariff
from tests.planning.offering import (
    DRIER,
    PLACES,
    counsel,
    lab,
    line,
    machine,
    machine_kind,
    office,
    operation,
    person,
    priced,
)

INTAKE = operation("intake", "resource", "officer")
STUDY = operation("study", "resource", "expert")
DRYING = operation("drying", "resource", "machine")
CUTTING = operation("cutting", "resource", "machine", run="split")
TASTING = operation("tasting", "counter", "lab")
LICENCE = operation("licence", "filing", "agency")
MAKING = operation("making", "choice", "maker")
OFFICERS = [person(1, "DIP-00"), person(2, "DIP-01"), person(3, "DIP-01")]


def people(offers: tuple[Offer, ...]) -> list[int | None]:
    return [option.person for option in work(offers)]


def machines(offers: tuple[Offer, ...]) -> list[int | None]:
    return [option.machine for option in work(offers)]


def work(offers: tuple[Offer, ...]) -> list[letter.WorkOption]:
    return [each.option for each in offers if isinstance(each.option, letter.WorkOption)]


def costs(offers: tuple[Offer, ...]) -> list[int | None]:
    return [each.option.cost for each in offers]


def kilos(value: int) -> Amount:
    return Amount(Decimal(value), "kg")


def test_an_officer_step_is_served_by_the_officers_of_her_lead_centre() -> None:
    has = {"units": OFFICERS, "people_for": {"intake": (1, 2, 3)}}
    assert people(counsel(INTAKE, **has).offers(line("intake"))) == [2, 3]
    assert people(counsel(INTAKE, lead="DIP-00", **has).offers(line("intake"))) == [1]


@pytest.mark.parametrize("lead", ["DIP-02", None])
def test_any_officer_serves_where_her_lead_centre_has_none(lead: str | None) -> None:
    has = {"units": OFFICERS, "people_for": {"intake": (1, 2, 3)}}
    assert people(counsel(INTAKE, lead=lead, **has).offers(line("intake"))) == [1, 2, 3]


def test_an_expert_may_come_from_anywhere() -> None:
    experts = [person(1, "DIP-00", "expert"), person(2, "DIP-01", "expert"), person(3, "TH-50", "expert")]
    offers = counsel(STUDY, units=experts, people_for={"study": (1, 2, 3)}).offers(line("study"))
    assert people(offers) == [1, 2, 3]
    assert [option.place for option in work(offers)] == [PLACES.index(each.place) for each in experts]


def test_a_person_is_paid_by_the_hour_of_the_step() -> None:
    has = {"units": [person(1, "DIP-00", "expert")], "people_for": {"study": (1,)}}
    tariffs = {("person", "U1", "study"): priced(300)}
    assert costs(counsel(STUDY, tariffs=tariffs, **has).offers(line("study", hours=2.5))) == [75_000]


TWO_DRIERS = {
    "units": [
        machine(1, "DIP-00"),
        machine(2, "DIP-01"),
        person(3, "DIP-01", "engineer"),
        person(4, "DIP-02"),
    ],
    "machines_for": {"drying": (1, 2)},
}


def test_an_operator_sits_at_the_machines_own_centre() -> None:
    needed = machine_kind(operator_needed="yes")
    trained = {("DIP-01", DRIER): (3,), ("DIP-02", DRIER): (4,)}
    offers = counsel(DRYING, kind=needed, operators_of=trained, **TWO_DRIERS).offers(line("drying"))
    assert [(option.machine, option.person) for option in work(offers)] == [(2, 3)]
    assert [unit.place for unit in offers[0].units] == ["DIP-01", "DIP-01"]
    assert work(offers)[0].place == PLACES.index("DIP-01")


def test_a_machine_that_needs_no_operator_holds_nobody() -> None:
    trained = {("DIP-01", DRIER): (3,)}
    offers = counsel(DRYING, operators_of=trained, **TWO_DRIERS).offers(line("drying"))
    assert [(option.machine, option.person) for option in work(offers)] == [(1, None), (2, None)]


def test_a_machine_costs_what_its_own_centre_asks() -> None:
    tariffs = {("machine", "DIP-00", DRIER): priced(100), ("machine", "DIP-01", DRIER): priced(40)}
    offers = counsel(DRYING, tariffs=tariffs, **TWO_DRIERS).offers(line("drying", hours=2))
    assert costs(offers) == [20_000, 8_000]


@pytest.mark.parametrize(("unit", "satang"), [("batch", 180_000), ("hour", 3 * 4 * 60_000)])
def test_every_batch_of_a_machine_is_paid_for(unit: str, satang: int) -> None:
    has = {"units": [machine(1, "DIP-00", 50)], "machines_for": {"drying": (1,)}}
    tariffs = {("machine", "DIP-00", DRIER): priced(600, unit)}
    way = counsel(DRYING, tariffs=tariffs, amount=kilos(120), **has)
    assert costs(way.offers(line("drying", per="batch"))) == [satang]


def test_a_price_to_be_quoted_is_none_and_a_free_one_is_nought() -> None:
    tariffs = {
        ("machine", "DIP-00", DRIER): (Tariff("hour", "quote", None),),
        ("machine", "DIP-01", DRIER): (Tariff("hour", "free", None),),
    }
    assert costs(counsel(DRYING, tariffs=tariffs, **TWO_DRIERS).offers(line("drying"))) == [None, 0]


def test_without_a_price_row_the_price_is_to_be_quoted() -> None:
    assert costs(counsel(DRYING, **TWO_DRIERS).offers(line("drying"))) == [None, None]


def test_a_lab_takes_its_own_price_at_its_own_counter() -> None:
    labs = {"tasting": (lab("LB01"), lab("LB02"), lab("LB03"))}
    tariffs = {
        ("lab", "LB01", "tasting"): priced(900, "test"),
        ("lab", "LB02", "tasting"): priced(450, "test"),
    }
    offers = counsel(TASTING, labs_for=labs, tariffs=tariffs).offers(line("tasting"))
    assert [each.option for each in offers] == [
        letter.CounterOption(counter=0, cost=90_000),
        letter.CounterOption(counter=1, cost=45_000),
        letter.CounterOption(counter=2, cost=None),
    ]
    assert [each.lab and each.lab.lab_code for each in offers] == ["LB01", "LB02", "LB03"]


FILED = {
    "units": [*OFFICERS, person(4, "DIP-01", "expert")],
    "advisers_for": {"licence": (1, 2, 3, 4)},
    "offices_for": {"licence": (office("FDA", days=30), office("PHO", "dried-fruit", days=12))},
}


def test_a_filing_is_prepared_at_her_lead_centre_and_waits_for_its_office() -> None:
    tariffs = {("office", "PHO", "licence"): priced(500, "session"), ("office", "FDA", "licence"): priced(9)}
    offers = counsel(LICENCE, tariffs=tariffs, **FILED).offers(line("licence", hours=3))
    assert people(offers) == [2, 3]
    assert {(option.use, option.expected_days) for option in work(offers)} == {(180, 12)}
    assert {each.office.code for each in offers if each.office} == {"PHO/licence"}
    assert set(costs(offers)) == {50_000}


def test_a_filing_that_an_expert_prepares_goes_to_the_expert() -> None:
    offices = {"licence": (office("FDA", prepared_by="expert"),)}
    assert people(counsel(LICENCE, **FILED | {"offices_for": offices}).offers(line("licence"))) == [4]


def test_a_filing_is_prepared_by_any_adviser_where_nobody_has_the_role() -> None:
    offices = {"licence": (office("FDA", prepared_by="lawyer"),)}
    assert people(counsel(LICENCE, **FILED | {"offices_for": offices}).offers(line("licence"))) == [2, 3, 4]


def test_a_filing_that_no_office_takes_has_no_offer() -> None:
    offices = {"licence": (office("FDA", "soap"),)}
    assert counsel(LICENCE, **FILED | {"offices_for": offices}).offers(line("licence")) == ()


def test_a_maker_is_never_an_offer() -> None:
    has = {"units": OFFICERS, "people_for": {"making": (1,)}, "machines_for": {"making": (1,)}}
    assert counsel(MAKING, **has).offers(line("making")) == ()


def test_a_machine_too_small_for_her_amount_gives_way_to_one_that_makes_it_all() -> None:
    has = {"units": [machine(1, "DIP-00", 1), machine(2, "DIP-01", 100)], "machines_for": {"drying": (1, 2)}}
    batch = line("drying", per="batch")
    assert machines(counsel(DRYING, amount=kilos(80), **has).offers(batch)) == [2]
    assert machines(counsel(DRYING, amount=kilos(5), **has).offers(batch)) == [1, 2]


def test_a_machine_that_does_not_count_her_product_works_as_long_as_the_recipe_says() -> None:
    drums = [machine(1, "DIP-00", 1), machine(2, "DIP-01", capacity=0)]
    has = {"units": drums, "machines_for": {"drying": (1, 2)}}
    offers = counsel(DRYING, amount=kilos(80), **has).offers(line("drying", hours=3, per="batch"))
    assert [(each.machine, each.use) for each in work(offers)] == [(2, 180)]


def test_where_none_makes_it_all_those_that_make_most_stay() -> None:
    drums = [machine(1, "DIP-00", 5), machine(2, "DIP-01", 20), machine(3, "DIP-02", 20)]
    has = {"units": drums, "machines_for": {"drying": (1, 2, 3)}}
    offers = counsel(DRYING, amount=kilos(5000), **has).offers(line("drying", per="batch"))
    assert machines(offers) == [2, 3]
    assert {each.work.capped for each in offers if each.work} == {True}


def shape(kind_given: dict[str, object], hours: int, kilo: int, **unit: object) -> list[tuple[int, int]]:
    """Return (blocks, minutes of each) of the only drier, 100 kg in so many hours, for so many kilos."""
    has = {
        "units": [machine(1, "DIP-00", hours=hours, **unit)],
        "machines_for": {"drying": (1,), "cutting": (1,)},
    }
    way = counsel(DRYING, CUTTING, kind=machine_kind(**kind_given), amount=kilos(kilo), **has)
    return [(each.runs, each.use) for each in work(way.offers(line("drying", per="batch")))]


def test_each_batch_is_a_block_of_its_own() -> None:
    assert shape({}, 4, 250) == [(3, 240)]


def test_split_work_is_one_block_however_many_runs() -> None:
    has = {"units": [machine(1, "DIP-00")], "machines_for": {"cutting": (1,)}}
    (only,) = work(counsel(CUTTING, amount=kilos(250), **has).offers(line("cutting", per="batch")))
    assert (only.runs, only.use) == (1, 3 * 240)


def test_a_batch_longer_than_an_opening_needs_a_machine_that_runs_over_night() -> None:
    assert shape({}, 12, 100) == []
    assert shape({}, 12, 100, overnight=True) == [(1, 720)]


def test_set_up_and_cleaning_count_against_the_opening() -> None:
    assert shape({"setup_min": 60, "cleaning_min": 60}, 6, 100) == [(1, 360)]
    assert shape({"setup_min": 60, "cleaning_min": 61}, 6, 100) == []


def test_steady_work_longer_than_an_opening_goes_on_another_day() -> None:
    rate = {"amount_per": "hour", "setup_min": 60, "cleaning_min": 60}
    ((days, each),) = shape(rate, 10, 1000)
    assert (days, each) == (2, 300)
    assert each <= OPENING_MINUTES - 120


def test_steady_work_does_not_go_on_where_cleaning_takes_the_whole_day() -> None:
    assert shape({"amount_per": "hour", "setup_min": 240, "cleaning_min": 181}, 10, 1000) == []
    assert shape({"amount_per": "hour", "setup_min": 240, "cleaning_min": 180}, 10, 1000) == [(10, 60)]


def test_the_kind_of_machine_says_how_long_it_is_set_up_and_cleaned() -> None:
    kind = machine_kind(setup_min=20, cleaning_min=35)
    (one, two) = work(counsel(DRYING, kind=kind, **TWO_DRIERS).offers(line("drying")))
    assert {(each.setup, each.cleaning) for each in (one, two)} == {(20, 35)}
