"""The path of one idea: recipe, platform, standards and her choices put together."""

from decimal import Decimal
from typing import Any

import pytest

from itc.catalogue.queries.knowledge import Knowledge
from itc.catalogue.queries.paths import FamilyPath, StepOnPath, path_for
from itc.catalogue.queries.rows import FamilyRow, OperationRow, PlatformRow, RecipeLine
from itc.catalogue.rules.amounts import Amount
from tests.catalogue.reference import operations, platforms, recipes, standards, table, value

SAID = {"market:JP": "ญี่ปุ่น", "market:export": "ญี่ปุ่น", "word:เคลือบ": "เคลือบ", "word:ช็อกโกแลต": "ช็อกโกแลต"}


@pytest.fixture(scope="module")
def known() -> Knowledge:
    """Return the shipped catalogue without a database."""
    families = {row["code"]: value(FamilyRow, row) for row in table("families")}
    sourced: dict[str, Any] = {"source": "own knowledge", "status": "sample"}
    return Knowledge(
        version=(),
        families=families,
        operations={code: value(OperationRow, row) for code, row in operations().items()},
        lines={
            family: tuple(RecipeLine(**vars(line), **sourced) for line in lines)
            for family, lines in recipes().items()
        },
        platforms={code: PlatformRow(**vars(rule), **sourced) for code, rule in platforms().items()},
        chip_words=(),
        standards={},
        tests={},
        claims={},
        machine_kinds={},
        asking=standards(),
    )


def step(found: FamilyPath, operation: str) -> StepOnPath:
    return next(each for each in found.steps if each.operation.code == operation)


def test_her_sentence_becomes_steps_with_reasons_and_standards(known: Knowledge) -> None:
    found = path_for(known, "dried-fruit", SAID)
    assert (found.family.code, found.platform.code) == ("dried-fruit", "export-ready")
    assert found.proposal.said == ("ญี่ปุ่น",)
    assert step(found, "enrobing-coating").step.said == "เคลือบ"
    dossier = step(found, "export-dossier")
    assert dossier.step.on
    assert [each.standard.code for each in dossier.asked] == ["jp-food-import"]


def test_the_platform_she_took_holds_and_the_proposal_is_still_told(known: Knowledge) -> None:
    found = path_for(known, "dried-fruit", SAID, platform="green-circular")
    assert (found.platform.code, found.proposal.code) == ("green-circular", "export-ready")
    assert step(found, "carbon-footprint").step.switched_by == "platform:green-circular"


def test_a_platform_that_is_gone_gives_way_to_the_proposed(known: Knowledge) -> None:
    assert path_for(known, "dried-fruit", SAID, platform="gone") == path_for(known, "dried-fruit", SAID)


def test_more_than_the_centre_can_make_brings_the_hand_over_and_names_the_amount(known: Knowledge) -> None:
    small, large = (
        path_for(known, "dried-fruit", {}, amount=Amount(Decimal(value), "kg")) for value in ("100", "200.0")
    )
    assert not step(small, "process-transfer").step.on
    assert (step(large, "process-transfer").step.on, step(large, "process-transfer").step.said) == (
        True,
        "200 kg",
    )


def test_her_own_words_for_the_amount_go_before_ours(known: Knowledge) -> None:
    said = {"amount:>100kg": "มากกว่า 100 กิโล"}
    found = path_for(known, "dried-fruit", said, amount=Amount(Decimal(200), "kg"))
    assert step(found, "process-transfer").step.said == "มากกว่า 100 กิโล"


def test_her_choices_reach_the_path(known: Knowledge) -> None:
    found = path_for(known, "dried-fruit", {}, switched_on={6}, switched_off={1})
    assert step(found, "enrobing-coating").step.on
    assert step(found, "product-choice-scoring") not in found.on


def test_a_step_she_may_have_behind_her_is_offered_as_known(known: Knowledge) -> None:
    found = path_for(known, "dried-fruit", {})
    assert step(found, "product-choice-scoring").known
    assert not step(found, "fda-food-licence").known


def test_leaving_out_what_the_law_asks_warns_and_leaving_out_a_talk_does_not(known: Knowledge) -> None:
    found = path_for(known, "dried-fruit", {}, switched_off={18, 34})
    assert step(found, "fda-food-licence").warn
    assert not step(found, "concept-test").warn


def test_a_family_nobody_knows_is_a_mistake_of_the_caller(known: Knowledge) -> None:
    with pytest.raises(KeyError):
        path_for(known, "durian-rocket", {})


@pytest.mark.parametrize("family", sorted(recipes()))
def test_every_family_shows_all_its_steps_each_with_its_operation(known: Knowledge, family: str) -> None:
    found = path_for(known, family, SAID)
    assert sorted(each.step.line.seq for each in found.steps) == [line.seq for line in recipes()[family]]
    assert all(each.operation.code == each.step.line.operation for each in found.steps)
    assert [each for each in found.steps if each.step.on] == list(found.on)
    assert "ญี่ปุ่น" in {each.step.said for each in found.on}
