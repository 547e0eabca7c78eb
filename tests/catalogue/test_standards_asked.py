"""Which standards ask for a step: by product, market, claim and operation, the most pressing first."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itc.catalogue.rules.standards_asked import LEGAL_CHECK, SHOWN, Asked, StandardRule, arrange, asked
from tests.catalogue.reference import families, recipes, standards, triggers

RULE = StandardRule(
    "s", "label", "", "ฉลาก", "label", "no", "", "", "", "", ("sector:food",), ("TH",), "sample"
)
EXPORT_JAPAN = ("market:JP", "market:export")


def codes(
    *rules: StandardRule,
    operation: str = "label",
    family: str = "jam",
    said: tuple[str, ...] = (),
    claims: tuple[tuple[str, tuple[str, ...]], ...] = (),
    tests: tuple[tuple[str, tuple[str, ...]], ...] = (),
) -> list[str]:
    found = asked(arrange(rules, tests, claims), operation, family=family, sector="food", triggers=said)
    return [each.standard.code for each in found]


def shipped(family: str, operation: str, *said: str) -> dict[str, Asked]:
    found = asked(standards(), operation, family=family, sector=families()[family], triggers=said)
    return {each.standard.code: each for each in found}


class TestScope:
    @pytest.mark.parametrize("scope", [("jam",), ("sector:food",), ("any",), ("soap", "jam")])
    def test_it_holds_for_the_family_its_sector_or_any(self, scope: tuple[str, ...]) -> None:
        assert codes(replace(RULE, applies_to=scope)) == ["s"]

    @pytest.mark.parametrize("scope", [("soap",), ("sector:cosmetic",), ("group:helmet",), ()])
    def test_it_holds_for_nothing_else(self, scope: tuple[str, ...]) -> None:
        assert codes(replace(RULE, applies_to=scope)) == []

    def test_it_asks_for_its_own_operation_only(self) -> None:
        assert codes(RULE, operation="licence") == []

    def test_it_asks_for_the_step_of_a_test_that_shows_it_too(self) -> None:
        assert codes(RULE, operation="lab", tests=(("lab", ("s", "gone")),)) == ["s"]

    def test_a_standard_without_an_operation_is_reached_by_its_tests(self) -> None:
        assert codes(replace(RULE, operation=None), operation="lab", tests=(("lab", ("s",)),)) == ["s"]

    def test_a_standard_named_by_its_operation_and_by_two_tests_stands_once(self) -> None:
        assert codes(RULE, tests=(("label", ("s",)), ("label", ("s",)))) == ["s"]


class TestMarkets:
    def test_thai_law_holds_for_who_exports_as_well(self) -> None:
        assert codes(RULE, said=EXPORT_JAPAN) == ["s"]

    def test_the_law_of_another_country_holds_only_for_who_sells_there(self) -> None:
        japan = replace(RULE, market=("JP",))
        assert codes(japan) == []
        assert codes(japan, said=("market:export",)) == []
        assert codes(japan, said=EXPORT_JAPAN) == ["s"]

    def test_halal_is_met_by_the_claim_or_at_the_step_of_its_certificate(self) -> None:
        halal = replace(RULE, market=("halal",))
        at_a_lab = {"operation": "lab", "tests": (("lab", ("s",)),)}
        assert codes(halal) == ["s"]
        assert codes(halal, **at_a_lab) == []  # type: ignore[arg-type]  # two named arguments of codes
        assert codes(halal, said=("claim:halal",), **at_a_lab) == ["s"]  # type: ignore[arg-type]  # as above


class TestClaims:
    CLAIM = (("organic", ("s",)),)
    AT_A_LAB = (("lab", ("s",)),)

    @pytest.mark.parametrize("compulsory", ["no", "depends"])
    def test_what_backs_a_claim_is_left_out_elsewhere_until_she_makes_it(self, compulsory: str) -> None:
        rule = replace(RULE, compulsory=compulsory)
        at = {"operation": "lab", "claims": self.CLAIM, "tests": self.AT_A_LAB}
        assert codes(rule, **at) == []  # type: ignore[arg-type]  # named arguments of codes
        assert codes(rule, said=("claim:organic",), **at) == ["s"]  # type: ignore[arg-type]  # as above

    def test_at_its_own_step_it_stands(self) -> None:
        assert codes(RULE, claims=self.CLAIM) == ["s"]

    def test_the_law_stands_whatever_claims_rest_on_it(self) -> None:
        law = replace(RULE, compulsory="yes")
        assert codes(law, operation="lab", claims=self.CLAIM, tests=self.AT_A_LAB) == ["s"]

    def test_a_mark_for_anything_says_nothing_at_the_legal_check(self) -> None:
        mark = replace(RULE, operation=LEGAL_CHECK, applies_to=("any",))
        assert codes(mark, operation=LEGAL_CHECK) == []
        assert codes(replace(mark, applies_to=("jam",)), operation=LEGAL_CHECK) == ["s"]

    def test_it_is_known_which_rest_on_her_claim(self) -> None:
        found = arrange([RULE], (), self.CLAIM)
        for said, claimed in ((("claim:organic",), True), ((), False)):
            (one,) = asked(found, "label", family="jam", sector="food", triggers=said)
            assert one.claimed is claimed


class TestOrder:
    def test_law_before_depends_before_voluntary(self) -> None:
        rules = [replace(RULE, code=code, compulsory=code) for code in ("no", "depends", "yes")]
        assert codes(*rules) == ["yes", "depends", "no"]

    def test_a_fact_before_a_question_of_the_same_force(self) -> None:
        question = replace(RULE, code="a", ask_first_th="เป็นของเล่นหรือไม่")
        assert codes(question, replace(RULE, code="z")) == ["z", "a"]

    def test_what_her_claim_rests_on_before_the_rest(self) -> None:
        rules = (replace(RULE, code="a"), replace(RULE, code="z"))
        assert codes(*rules, said=("claim:organic",), claims=(("organic", ("z",)),)) == ["z", "a"]

    def test_what_names_her_family_before_what_names_her_sector(self) -> None:
        assert codes(replace(RULE, code="a"), replace(RULE, code="z", applies_to=("jam",))) == ["z", "a"]

    @given(st.permutations(["a", "b", "c", "d"]))
    def test_the_order_of_the_table_does_not_matter(self, order: list[str]) -> None:
        assert codes(*(replace(RULE, code=code) for code in order)) == ["a", "b", "c", "d"]


class TestTheShippedStandards:
    def test_a_food_label_is_law_and_a_community_mark_is_not(self) -> None:
        label = shipped("dried-fruit", "label-design")["th-label-367"]
        mark = shipped("dried-fruit", "community-standard-application")["tcps-dried-fruit"]
        assert (label.compulsory, label.question) == (True, False)
        assert (mark.compulsory, mark.question) == (False, True)

    def test_japan_asks_for_its_import_rules_and_america_for_its_own(self) -> None:
        assert set(shipped("dried-fruit", "export-dossier")) == set()
        assert set(shipped("dried-fruit", "export-dossier", *EXPORT_JAPAN)) == {"jp-food-import"}
        assert "us-ffr" in shipped("dried-fruit", "export-dossier", "market:US", "market:export")

    def test_an_appliance_is_asked_what_it_is_before_a_rice_cookers_law_counts(self) -> None:
        found = shipped("electronic-device", "tisi-licence")
        assert (found["tis-rice-cooker"].compulsory, found["tis-rice-cooker"].question) == (True, True)

    def test_a_helmets_law_asks_nobody_since_no_family_makes_helmets(self) -> None:
        for family in families():
            assert "tis-helmet" not in shipped(family, "tisi-licence")

    def test_nearly_every_step_shows_all_that_asks_for_it(self) -> None:
        counts = [
            len(shipped(family, line.operation, *EXPORT_JAPAN))
            for family, lines in recipes().items()
            for line in lines
        ]
        assert sum(count > 0 for count in counts) > 500
        assert sum(count > SHOWN for count in counts) <= 10

    @given(st.sampled_from(sorted(families())), st.sets(st.sampled_from(triggers()), max_size=10))
    def test_saying_more_never_takes_a_law_away(self, family: str, said: set[str]) -> None:
        for line in recipes()[family]:
            laws = {code for code, each in shipped(family, line.operation).items() if each.compulsory}
            assert laws <= set(shipped(family, line.operation, *said))
