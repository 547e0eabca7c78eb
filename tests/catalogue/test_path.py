"""Paths over all 90 recipes and whatever she says and chooses: the order of the recipe is never lost."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from graphlib import CycleError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itc.catalogue.rules.path import CHOICE, Line, Path, PathStep, path
from itc.catalogue.rules.platforms import PlatformRule
from tests.catalogue.reference import families, platforms, recipes, triggers

PLAIN = PlatformRule("plain", "", "", "", "", (), (), 9, False, (), "", "", (), ())
EXPORT_JAPAN = {"market:JP": "ญี่ปุ่น", "market:export": "ญี่ปุ่น"}
STAGES = {"products", "engineering", "manufacturing", "certification", "markets"}


def line(seq: int, *after: int, operation: str = "", **over: object) -> Line:
    base = Line(
        seq=seq,
        operation=operation or f"op-{seq}",
        kind="person",
        stage="products",
        hours=Decimal(1),
        per="once",
        after=after,
        optional=False,
        when=(),
        why_th="",
        why_en="",
        parameter_hint="",
        wait_days=0,
        skip_if_known=False,
    )
    return replace(base, **over)  # type: ignore[arg-type]  # the tests name fields of Line


def step_of(found: Path, operation: str) -> PathStep:
    return next(step for step in found.steps if step.line.operation == operation)


def afters(found: Path) -> dict[int, tuple[int, ...]]:
    return {step.line.seq: step.after for step in found.on}


def closure(direct: dict[int, set[int]]) -> set[tuple[int, int]]:
    """Return all pairs (earlier, later), adding edges until nothing changes: slow and plain."""
    pairs = {(first, then) for then, firsts in direct.items() for first in firsts}
    while True:
        more = {(a, d) for a, b in pairs for c, d in pairs if b == c} - pairs
        if not more:
            return pairs
        pairs |= more


def whole_order(lines: Iterable[Line]) -> set[tuple[int, int]]:
    return closure({each.seq: set(each.after) for each in lines})


@st.composite
def asked_paths(draw: st.DrawFn) -> tuple[str, str, Path]:
    family = draw(st.sampled_from(sorted(families())))
    platform = draw(st.sampled_from(sorted(platforms())))
    said = dict.fromkeys(draw(st.lists(st.sampled_from(triggers()), max_size=8)), "คำของเธอ")
    seqs = st.sets(st.sampled_from([each.seq for each in recipes()[family]]))
    return family, platform, path(recipes()[family], said, platforms()[platform], draw(seqs), draw(seqs))


@st.composite
def small_recipes(draw: st.DrawFn) -> list[Line]:
    """Recipes of any shape the tables could hold, not only those they hold."""
    count = draw(st.integers(1, 9))
    return [
        line(
            seq,
            *draw(st.sets(st.integers(1, seq - 1), max_size=4) if seq > 1 else st.just(set())),
            operation=draw(st.sampled_from("abcde")),
            optional=draw(st.booleans()),
        )
        for seq in range(1, count + 1)
    ]


class TestTheOrderIsNeverLost:
    @given(small_recipes(), st.sets(st.integers(1, 9)), st.sets(st.integers(1, 9)))
    def test_two_steps_that_stay_follow_one_another_exactly_as_in_the_whole_recipe(
        self, lines: list[Line], on: set[int], off: set[int]
    ) -> None:
        found = path(lines, {}, PLAIN, on, off)
        kept = {step.line.seq for step in found.on}
        expected = {(a, b) for a, b in whole_order(lines) if a in kept and b in kept}
        assert closure({seq: set(after) for seq, after in afters(found).items()}) == expected

    @given(asked_paths())
    def test_and_so_they_do_in_every_family_for_every_choice(self, asked: tuple[str, str, Path]) -> None:
        family, platform, found = asked
        kept = {step.line.seq for step in found.on}
        recipe = {(a, b) for a, b in whole_order(recipes()[family]) if a in kept and b in kept}
        mine = closure({seq: set(after) for seq, after in afters(found).items()})
        assert recipe <= mine
        assert bool(mine - recipe) <= bool(platforms()[platform].gates), "only a gate may add to the order"

    @given(asked_paths())
    def test_every_step_comes_after_all_that_it_waits_for(self, asked: tuple[str, str, Path]) -> None:
        done: set[int] = set()
        for step in asked[2].on:
            assert done.issuperset(step.after)
            done.add(step.line.seq)

    @given(asked_paths())
    def test_every_line_of_the_recipe_is_there_once_with_its_own_number(
        self, asked: tuple[str, str, Path]
    ) -> None:
        family, _, found = asked
        assert sorted(step.line.seq for step in found.steps) == [each.seq for each in recipes()[family]]

    @given(asked_paths())
    def test_nothing_is_waited_for_twice_over(self, asked: tuple[str, str, Path]) -> None:
        pairs = closure({seq: set(after) for seq, after in afters(asked[2]).items()})
        for step in asked[2].on:
            assert not {(a, b) for a in step.after for b in step.after if (a, b) in pairs}

    @given(small_recipes(), st.lists(st.sampled_from(["a>b", "b>a", "c>a", "a>d", "d>b", "e>e"]), max_size=4))
    def test_gates_make_no_cycle_and_lose_nothing_of_the_recipe(
        self, lines: list[Line], gates: list[str]
    ) -> None:
        found = path(lines, {}, replace(PLAIN, gates=tuple(gates)))
        pairs = closure({seq: set(after) for seq, after in afters(found).items()})
        kept = {step.line.seq for step in found.on}
        assert {(a, b) for a, b in whole_order(lines) if a in kept and b in kept} <= pairs
        assert not [a for a, b in pairs if a == b]

    def test_who_waited_for_a_step_left_out_waits_for_what_that_step_waited_for(self) -> None:
        found = path([line(1), line(2, 1), line(3, 2), line(4, 3)], {}, PLAIN, switched_off={2, 3})
        assert afters(found) == {1: (), 4: (1,)}

    def test_a_step_with_all_before_it_left_out_can_start_at_once(self) -> None:
        assert afters(path([line(1), line(2, 1)], {}, PLAIN, switched_off={1})) == {2: ()}

    def test_a_recipe_that_runs_in_a_circle_is_refused(self) -> None:
        with pytest.raises(CycleError):
            path([line(1, 2), line(2, 1)], {}, PLAIN)

    def test_the_lines_may_come_in_any_order(self) -> None:
        lines = [line(1), line(2, 1), line(3, 2, optional=True, when=("word:x",))]
        assert path(lines[::-1], {"word:x": "x"}, PLAIN) == path(lines, {"word:x": "x"}, PLAIN)


class TestWhatSwitchesAStep:
    LINES = (line(1), line(2, 1, optional=True, when=("claim:organic", "market:export")))

    def test_nothing_said_leaves_an_optional_step_off(self) -> None:
        step = path(self.LINES, {"market:JP": "ญี่ปุ่น"}, PLAIN).steps[1]
        assert (step.on, step.switched_by, step.said) == (False, None, "")

    def test_her_word_switches_it_on_and_is_named(self) -> None:
        step = path(self.LINES, {"market:export": "ส่งออก"}, PLAIN).steps[1]
        assert (step.on, step.switched_by, step.said) == (True, "market:export", "ส่งออก")

    def test_of_two_reasons_the_one_the_recipe_names_first_is_told(self) -> None:
        said = {"market:export": "ส่งออก", "claim:organic": "อินทรีย์"}
        assert path(self.LINES, said, PLAIN).steps[1].said == "อินทรีย์"

    def test_her_own_choice_switches_it_on(self) -> None:
        step = path(self.LINES, {}, PLAIN, switched_on={2}).steps[1]
        assert (step.on, step.switched_by) == (True, CHOICE)

    def test_choosing_what_her_words_chose_already_keeps_her_words_as_the_reason(self) -> None:
        step = path(self.LINES, {"market:export": "ส่งออก"}, PLAIN, switched_on={2}).steps[1]
        assert step.switched_by == "market:export"

    def test_she_can_switch_off_what_her_words_switched_on(self) -> None:
        step = path(self.LINES, {"market:export": "ส่งออก"}, PLAIN, switched_off={2}).steps[1]
        assert (step.on, step.switched_by, step.said) == (False, None, "")

    def test_she_can_switch_a_required_step_off_and_it_says_so(self) -> None:
        step = path(self.LINES, {}, PLAIN, switched_off={1}).steps[0]
        assert (step.on, step.switched_by) == (False, CHOICE)

    def test_off_wins_where_a_number_is_in_both_choices(self) -> None:
        assert not path(self.LINES, {}, PLAIN, switched_on={2}, switched_off={2}).steps[1].on

    def test_a_number_no_line_has_changes_nothing(self) -> None:
        assert path(self.LINES, {}, PLAIN, switched_on={99}, switched_off={0}) == path(self.LINES, {}, PLAIN)


class TestWhatAPlatformDoes:
    GREEN = replace(PLAIN, code="green", emphasis_operations=("a", "b"), drops=("d",), gates=("c>b",))

    def test_a_step_that_names_it_is_switched_on_by_it(self) -> None:
        found = path([line(1, optional=True, when=("platform:green",))], {}, self.GREEN)
        assert (found.steps[0].on, found.steps[0].switched_by) == (True, "platform:green")

    def test_its_own_words_are_named_where_it_was_read_from_some(self) -> None:
        lines = [line(1, optional=True, when=("platform:green",))]
        assert path(lines, {"platform:green": "ของเหลือ"}, self.GREEN).steps[0].said == "ของเหลือ"

    def test_the_words_of_another_platform_do_nothing_once_she_took_this_one(self) -> None:
        lines = [line(1, optional=True, when=("platform:other",))]
        assert not path(lines, {"platform:other": "งานวิจัย"}, self.GREEN).on

    def test_an_optional_step_it_stresses_is_on(self) -> None:
        step = path([line(1, operation="a", optional=True, when=("word:x",))], {}, self.GREEN).steps[0]
        assert (step.on, step.stressed, step.switched_by) == (True, True, "platform:green")

    @pytest.mark.parametrize(
        "over", [{"kind": "machine", "when": ("word:x",)}, {"when": ("claim:halal", "market:MY")}]
    )
    def test_but_a_machine_or_an_answer_to_a_claim_is_only_stressed(self, over: dict[str, object]) -> None:
        step = path([line(1, operation="a", optional=True, **over)], {}, self.GREEN).steps[0]
        assert (step.on, step.stressed, step.switched_by) == (False, True, None)

    def test_what_it_drops_is_off_and_says_who_dropped_it(self) -> None:
        step = path([line(1, operation="d")], {}, self.GREEN).steps[0]
        assert (step.on, step.switched_by) == (False, "platform:green")

    def test_what_it_drops_she_can_take_back(self) -> None:
        step = path([line(1, operation="d")], {}, self.GREEN, switched_on={1}).steps[0]
        assert (step.on, step.switched_by) == (True, None)

    def test_her_word_does_not_bring_back_what_it_drops(self) -> None:
        lines = [line(1, operation="d", optional=True, when=("word:x",))]
        assert not path(lines, {"word:x": "x"}, self.GREEN).on

    def test_a_gate_lets_an_earlier_line_wait_for_a_later_one(self) -> None:
        found = path([line(1), line(2, 1, operation="b"), line(3, 1, operation="c")], {}, self.GREEN)
        assert [step.line.seq for step in found.on] == [1, 3, 2]
        assert afters(found)[2] == (3,)

    def test_a_gate_against_the_recipe_is_let_go(self) -> None:
        found = path([line(1, operation="b"), line(2, 1, operation="c")], {}, self.GREEN)
        assert afters(found) == {1: (), 2: (1,)}

    def test_a_gate_whose_first_step_is_off_holds_nothing_back(self) -> None:
        lines = [line(1), line(2, operation="b"), line(3, 1, operation="c")]
        assert afters(path(lines, {}, self.GREEN, switched_off={3}))[2] == ()
