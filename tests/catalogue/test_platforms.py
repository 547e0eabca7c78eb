"""Which platform is proposed, and the words of hers behind it."""

from dataclasses import replace

import pytest

from itc.catalogue.rules.platforms import PlatformRule, Proposal, propose
from tests.catalogue.reference import families, operations, platforms, split, table

FIRST = PlatformRule("first", "", "", "", "", (), (), 1, True, (), "ชิ้นแรก", "first", (), ())
GREEN = replace(FIRST, code="green", rank=7, is_default=False, reason_th="เขียว", reason_en="green")


def code_for(triggers: dict[str, str], family: str = "dried-fruit") -> str:
    return propose(platforms().values(), triggers, families()[family], family).code


class TestConditions:
    def test_nothing_said_proposes_the_default_without_words(self) -> None:
        assert propose([GREEN, FIRST], {}, "food", "jam") == Proposal("first", (), "ชิ้นแรก", "first")

    def test_one_trigger_is_enough_and_her_words_are_named(self) -> None:
        green = replace(GREEN, proposed_by=("claim:eco", "claim:carbon"))
        proposal = propose([FIRST, green], {"claim:carbon": "ลดคาร์บอน"}, "food", "jam")
        assert proposal == Proposal("green", ("ลดคาร์บอน",), "เขียว", "green")

    def test_parts_joined_must_all_hold(self) -> None:
        green = replace(GREEN, proposed_by=("claim:eco+material:rice,material:maize",))
        assert propose([FIRST, green], {"claim:eco": "รักษ์โลก"}, "food", "jam").code == "first"
        said = {"material:maize": "ข้าวโพด", "claim:eco": "รักษ์โลก"}
        assert propose([FIRST, green], said, "food", "jam").said == ("รักษ์โลก", "ข้าวโพด")

    def test_the_same_words_are_named_once(self) -> None:
        green = replace(GREEN, proposed_by=("market:JP+market:export",))
        said = {"market:JP": "ญี่ปุ่น", "market:export": "ญี่ปุ่น"}
        assert propose([FIRST, green], said, "food", "jam").said == ("ญี่ปุ่น",)

    @pytest.mark.parametrize(("condition", "proposed"), [("sector:food", "green"), ("family:soap", "first")])
    def test_the_product_itself_may_speak_and_has_no_words(self, condition: str, proposed: str) -> None:
        proposal = propose([FIRST, replace(GREEN, proposed_by=(condition,))], {}, "food", "jam")
        assert (proposal.code, proposal.said) == (proposed, ())

    def test_the_lower_rank_is_asked_first_in_whatever_order_they_come(self) -> None:
        early = replace(GREEN, code="early", rank=2, proposed_by=("claim:eco",))
        late = replace(GREEN, proposed_by=("claim:eco",))
        for order in ([late, early, FIRST], [early, FIRST, late]):
            assert propose(order, {"claim:eco": "รักษ์โลก"}, "food", "jam").code == "early"


class TestTheShippedPlatforms:
    @pytest.mark.parametrize(
        ("said", "code"),
        [
            ({}, "new-to-market"),
            ({"market:export": "ส่งออก"}, "export-ready"),
            ({"market:JP": "ญี่ปุ่น", "market:export": "ญี่ปุ่น", "material:longan": "ลำไย"}, "export-ready"),
            ({"platform:new-to-market": "เพิ่งเริ่ม", "market:export": "ส่งออก"}, "new-to-market"),
            ({"platform:research-to-market": "งานวิจัย"}, "research-to-market"),
            ({"platform:standard-up": "ขอ อย."}, "standard-up"),
            ({"claim:low-carbon": "คาร์บอนต่ำ"}, "green-circular"),
            ({"material:longan": "ลำไย"}, "farm-to-brand"),
        ],
    )
    def test_her_words_lead_to_it(self, said: dict[str, str], code: str) -> None:
        assert code_for(said) == code

    def test_a_farm_crop_in_soap_does_not_make_the_soap_farm_produce(self) -> None:
        assert code_for({"material:mangosteen": "มังคุด"}, "soap") == "new-to-market"

    @pytest.mark.parametrize("family", sorted(families()))
    def test_every_family_has_a_proposal_with_a_reason(self, family: str) -> None:
        proposal = propose(platforms().values(), {}, families()[family], family)
        assert proposal.code in platforms()
        assert proposal.reason_th
        assert proposal.reason_en

    def test_there_is_one_default_and_no_two_share_a_rank(self) -> None:
        rules = platforms().values()
        assert [each.code for each in rules if each.is_default] == ["new-to-market"]
        assert len({each.rank for each in rules}) == len(rules)

    @pytest.mark.parametrize("code", sorted(platforms()))
    def test_it_names_only_what_there_is(self, code: str) -> None:
        rule = platforms()[code]
        gated = {operation for gate in rule.gates for operation in gate.split(">")}
        assert {*rule.emphasis_operations, *rule.drops, *gated} <= set(operations())
        assert len(set(rule.stages)) == 5

    def test_every_condition_can_come_true(self) -> None:
        chips = {row["chip"] for row in table("chips")}
        chips |= {implied for row in table("chips") for implied in split(row["implies"])}
        facts = (
            chips
            | {f"family:{code}" for code in families()}
            | {f"sector:{each}" for each in families().values()}
        )
        for rule in platforms().values():
            for condition in rule.proposed_by:
                for part in condition.split("+"):
                    assert set(part.split(",")) <= facts, (rule.code, part)
