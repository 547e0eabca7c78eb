"""Rules on recipes and the chips that switch their steps on."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter
from itertools import product

from django.utils.translation import gettext as _

from itc.catalogue.models import Stage
from itc.catalogue.tables.order_of_work import RULES, Rule
from itc.db.tables import Data, Fault, Row, did_you_mean

Steps = Mapping[int, Row]
"""The steps of one family by number."""


def _by_family(data: Data) -> dict[str, dict[int, Row]]:
    found: dict[str, dict[int, Row]] = defaultdict(dict)
    for row in data["recipes.csv"]:
        if row["family"] and row["seq"] is not None:
            found[row["family"]].setdefault(row["seq"], row)
    return dict(found)


def every_family_passes_every_stage(data: Data) -> Iterator[Fault]:
    """Each family has a required step in each of the five stages."""
    recipes = _by_family(data)
    for family in data["families.csv"]:
        if family["code"] is None:
            continue
        steps = recipes.get(family["code"], {}).values()
        passed = {row["stage"] for row in steps if row["optional"] is not True}
        missing = [stage for stage in Stage.values if stage not in passed]
        if missing and None not in passed:  # a faulty cell might be the stage that is missed
            what = _("no required step in the stage %(stages)s") % {"stages": ", ".join(missing)}
            yield family.fault("code", what, _("add one for this family in recipes.csv, with optional = no"))


def steps_wait_for_earlier_ones(data: Data) -> Iterator[Fault]:
    """`after` names steps of the same family with smaller numbers; a cycle is told by its steps."""
    for steps in _by_family(data).values():
        cycle = _cycle(steps)
        for seq, row in steps.items():
            for before in map(int, row["after"]):
                fault = _misplaced(row, seq, before, steps, cycle)
                if fault is not None:
                    yield fault


def _misplaced(row: Row, seq: int, before: int, steps: Steps, cycle: tuple[int, ...]) -> Fault | None:
    if before not in steps:
        what = _("there is no step %(seq)d in this family") % {"seq": before}
        return row.fault("after", what, did_you_mean(str(before), map(str, steps)))
    if before < seq:
        return None
    if before in cycle and seq in cycle:
        what = _("the steps %(steps)s wait for one another") % {"steps": " → ".join(map(str, cycle))}
    else:
        what = _("step %(seq)d waits for step %(before)d, which comes later") % {"seq": seq, "before": before}
    return row.fault("after", what, _("name steps with a number below %(seq)d only") % {"seq": seq})


def _cycle(steps: Steps) -> tuple[int, ...]:
    """Return the steps of one cycle, first and last the same; empty where there is none."""
    graph = {seq: [int(before) for before in row["after"]] for seq, row in steps.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return tuple(reversed(error.args[1]))
    return ()


def required_steps_wait_for_a_required_one(data: Data) -> Iterator[Fault]:
    """A required step does not hang on optional ones alone: left out, they would let it start at once."""
    for steps in _by_family(data).values():
        for row in steps.values():
            before = [steps[int(seq)]["optional"] for seq in row["after"] if int(seq) in steps]
            if row["optional"] is False and before and all(before):
                what = _("a required step that waits for optional steps only")
                yield row.fault("after", what, _("add a required step before it to the list"))


def steps_keep_the_order_of_the_trade(data: Data) -> Iterator[Fault]:
    """Of two steps that a rule puts in order, the later waits for the earlier, at any remove."""
    for steps in _by_family(data).values():
        before = _all_before(steps)
        by_operation: dict[str, list[int]] = defaultdict(list)
        for seq, row in steps.items():
            by_operation[row["operation"]].append(seq)
        for rule in RULES:
            for first, then in rule.pairs():
                for earlier, later in product(by_operation.get(first, ()), by_operation.get(then, ())):
                    if before and earlier not in before[later]:
                        yield _too_early(steps[later], steps[earlier], rule)


def _too_early(row: Row, earlier: Row, rule: Rule) -> Fault:
    names = {"later": row["operation"], "earlier": earlier["operation"], "why": rule.why}
    what = _("%(later)s does not wait for %(earlier)s: %(why)s") % names
    cure = _("add step %(seq)d, or a step that waits for it; number the steps anew where it comes later")
    return row.fault("after", what, cure % {"seq": earlier["seq"]})


def _all_before(steps: Steps) -> dict[int, set[int]]:
    """Return what each step waits for, at any remove; nothing at all where steps run in a circle."""
    graph = {seq: [int(before) for before in row["after"]] for seq, row in steps.items()}
    found: dict[int, set[int]] = {}
    try:
        for seq in TopologicalSorter(graph).static_order():
            direct = graph.get(seq, [])
            found[seq] = set(direct).union(*(found[before] for before in direct))
    except CycleError:
        return {}
    return found


def optional_steps_have_a_trigger(data: Data) -> Iterator[Fault]:
    """Exactly the optional steps have `when`, and each trigger is a chip that words can give."""
    chips = _chips(data)
    for row in data["recipes.csv"]:
        if row["optional"] is True and not row["when"]:
            what = _("an optional step that nothing switches on")
            yield row.fault("when", what, _("name a chip of chips.csv, as market:export"))
        if row["optional"] is False and row["when"]:
            what = _("a required step with a trigger")
            yield row.fault("when", what, _("empty the cell, or write optional = yes"))
        for chip in row["when"]:
            if chip not in chips:
                what = _("no word of chips.csv gives the chip %(chip)r") % {"chip": chip}
                yield row.fault("when", what, did_you_mean(chip, chips))


def implied_chips_exist(data: Data) -> Iterator[Fault]:
    """A chip that another implies is given by a word of its own too, so that a page can name it."""
    given = {row["chip"] for row in data["chips.csv"] if row["chip"]}
    for row in data["chips.csv"]:
        for chip in row["implies"]:
            if chip not in given:
                what = _("no word of chips.csv gives the chip %(chip)r") % {"chip": chip}
                yield row.fault("implies", what, did_you_mean(chip, given))


def _chips(data: Data) -> frozenset[str]:
    rows = data["chips.csv"]
    return frozenset(chip for row in rows for chip in (row["chip"], *row["implies"]) if chip)


def hours_and_waits_are_usual(data: Data) -> Iterator[Fault]:
    """Hours and waiting days lie inside the range that the operation itself gives."""
    operations = data.by_key("operations.csv")
    for row in data["recipes.csv"]:
        operation = operations.get(row["operation"])
        if operation is None:
            continue
        if row["hours"] is not None and row["hours"] <= 0:
            yield row.fault("hours", _("a step of no time"), _("write more than 0 hours"))
            continue
        for column, limits in (("hours", "typical_hours"), ("wait_days", "turnaround_days")):
            yield from _outside(row, column, operation, limits)


def _outside(row: Row, column: str, operation: Row, limits: str) -> Iterator[Fault]:
    value, text = row[column], operation[limits]
    if value is None or text is None:
        return
    low, high = Decimal(text.split("-")[0]), Decimal(text.split("-")[-1])
    if not low <= value <= high:
        what = _("%(value)s is outside %(limits)s of the operation") % {"value": value, "limits": text}
        names = {"limits": limits, "line": operation.line}
        yield row.fault(column, what, _("mend it, or %(limits)s in line %(line)d of operations.csv") % names)
