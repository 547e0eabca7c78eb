"""The path of every family that ships, and of sentences she may write."""

from graphlib import TopologicalSorter

import pytest

from itc.catalogue.rules.path import path
from itc.catalogue.tables.order_of_work import RULES
from tests.catalogue.reference import families, operations, platforms, recipes
from tests.catalogue.test_path import EXPORT_JAPAN, PLAIN, STAGES, step_of, whole_order

PAIRS = {pair for rule in RULES for pair in rule.pairs()}


@pytest.mark.parametrize("family", sorted(families()))
class TestEveryFamily:
    def test_without_a_word_its_required_steps_span_the_five_stages(self, family: str) -> None:
        found = path(recipes()[family], {}, PLAIN)
        assert [step.line.seq for step in found.on] == [
            each.seq for each in recipes()[family] if not each.optional
        ]
        assert {step.line.stage for step in found.on} == STAGES

    def test_buyers_are_asked_before_anything_is_made_in_numbers(self, family: str) -> None:
        lines, on = recipes()[family], path(recipes()[family], {}, PLAIN).on
        asking = {step.line.seq for step in on if step.line.operation in ("concept-test", "price-test")}
        runs = {each.seq for each in lines if each.operation == "pilot-production-run"}
        assert len(asking) == 2
        assert {(asked, run) for asked in asking for run in runs} <= whole_order(lines)

    def test_its_order_is_the_order_of_the_trade(self, family: str) -> None:
        lines = recipes()[family]
        numbers: dict[str, list[int]] = {}
        for each in lines:
            numbers.setdefault(each.operation, []).append(each.seq)
        wanted = {
            (earlier, later)
            for first, then in PAIRS
            for earlier in numbers.get(first, ())
            for later in numbers.get(then, ())
        }
        assert len(wanted) > 5
        assert wanted <= whole_order(lines)

    def test_selling_to_japan_changes_the_path_and_says_why(self, family: str) -> None:
        found = path(recipes()[family], EXPORT_JAPAN, platforms()["export-ready"])
        assert "ญี่ปุ่น" in {step.said for step in found.on}
        for step in found.steps:
            if step.line.operation == "export-dossier":
                assert (step.on, step.said, step.stressed) == (True, "ญี่ปุ่น", True)

    def test_every_trigger_it_listens_to_switches_a_step_on_and_is_named(self, family: str) -> None:
        for trigger in {each for step in recipes()[family] for each in step.when}:
            if trigger.startswith("platform:"):
                continue
            steps = path(recipes()[family], {trigger: "คำนั้น"}, PLAIN).on
            assert (trigger, "คำนั้น") in {(step.switched_by, step.said) for step in steps}

    def test_no_platform_makes_it_absurdly_long(self, family: str) -> None:
        usual = len(path(recipes()[family], {}, PLAIN).on)
        for platform in platforms().values():
            extra = len(path(recipes()[family], {}, platform).on) - usual
            assert -2 <= extra <= 7, platform.code

    def test_all_switched_off_is_an_empty_path(self, family: str) -> None:
        every = {each.seq for each in recipes()[family]}
        assert path(recipes()[family], {}, PLAIN, switched_off=every).on == ()


def test_a_design_that_is_only_read_is_not_sent_by_post() -> None:
    assert {operations()[each]["presence"] for each in ("dfm-review", "label-design", "cad-modelling")} == {
        "remote"
    }


class TestTheRulesOfOrder:
    def test_they_name_operations_that_ship(self) -> None:
        assert {operation for pair in PAIRS for operation in pair} <= set(operations())

    def test_no_two_of_them_contradict_one_another(self) -> None:
        direct: dict[str, set[str]] = {}
        for first, then in PAIRS:
            direct.setdefault(then, set()).add(first)
        TopologicalSorter(direct).prepare()

    def test_each_of_them_is_met_by_some_recipe(self) -> None:
        together = [{each.operation for each in lines} for lines in recipes().values()]
        for rule in RULES:
            assert any(set(pair) <= found for pair in rule.pairs() for found in together), rule

    @pytest.mark.parametrize(
        ("family", "words", "first", "then"),
        [
            ("skin-cream", ("claim:spf",), "cosmetic-stability-test", "cosmetic-notification"),
            ("skin-cream", (), "cosmetic-stability-test", "home-use-test"),
            ("hair-care", (), "home-use-test", "pilot-production-run"),
            ("dried-fruit", ("word:แบรนด์",), "brand-story-content", "trademark-filing"),
            ("dried-fruit", (), "consumer-sensory-test", "pilot-production-run"),
            ("dried-fruit", ("market:export",), "physico-chemical-test", "export-dossier"),
        ],
    )
    def test_on_her_path_the_later_step_comes_later(
        self, family: str, words: tuple[str, ...], first: str, then: str
    ) -> None:
        on = [
            step.line.operation
            for step in path(recipes()[family], dict.fromkeys(words, "คำของเธอ"), PLAIN).on
        ]
        assert on.index(first) < on.index(then)


class TestHerSentences:
    def test_chocolate_on_dried_fruit_coats_it_between_drying_and_packing(self) -> None:
        plain = path(recipes()["dried-fruit"], {}, PLAIN)
        coated = path(recipes()["dried-fruit"], {"word:ช็อกโกแลต": "ช็อกโกแลต"}, PLAIN)
        drying, coating = step_of(coated, "hot-air-drying"), step_of(coated, "enrobing-coating")
        assert not step_of(plain, "enrobing-coating").on
        assert (coating.switched_by, coating.said) == ("word:ช็อกโกแลต", "ช็อกโกแลต")
        assert coating.after == (drying.line.seq,)
        assert step_of(coated, "vacuum-packing").after == (coating.line.seq,)
        assert step_of(plain, "vacuum-packing").after == (drying.line.seq,)

    @pytest.mark.parametrize("family", [code for code, sector in families().items() if sector == "food"])
    def test_organic_food_needs_the_certificate_before_the_word(self, family: str) -> None:
        found = path(recipes()[family], {"claim:organic": "ออร์แกนิก"}, PLAIN)
        switched = {step.line.operation for step in found.on if step.switched_by == "claim:organic"}
        listening = {each.operation for each in recipes()[family] if "claim:organic" in each.when}
        assert switched == listening
        assert not listening or "organic-certification" in listening

    def test_selling_online_brings_a_trial_there_in_most_families(self) -> None:
        said = {"channel:online": "ขายออนไลน์"}
        online = [
            family
            for family, lines in recipes().items()
            if any(
                step.line.operation == "online-sale-trial" and step.said == "ขายออนไลน์"
                for step in path(lines, said, PLAIN).on
            )
        ]
        assert len(online) >= 65

    def test_who_raises_a_product_she_sells_need_not_choose_it(self) -> None:
        found = path(recipes()["dried-fruit"], {}, platforms()["standard-up"])
        choice = step_of(found, "product-choice-scoring")
        assert (choice.on, choice.switched_by) == (False, "platform:standard-up")
        assert step_of(found, "legal-standard-check").after == ()

    def test_halal_is_not_asked_of_who_never_named_it(self) -> None:
        for family, lines in recipes().items():
            for step in path(lines, {}, platforms()["standard-up"]).on:
                assert step.line.operation != "halal-certification", family

    def test_the_same_question_has_the_same_answer(self) -> None:
        lines = recipes()["dried-fruit"]
        first = path(lines, EXPORT_JAPAN, platforms()["export-ready"], {9}, {3})
        assert first == path(list(lines), dict(EXPORT_JAPAN), platforms()["export-ready"], {9}, {3})
