"""What falls away under a case: a machine breaks, somebody is on leave, and others are helped before."""

from dataclasses import dataclass, replace

from itc.algorithms.scheduling.problem import Counter, Problem, Resource
from itc.algorithms.scheduling.repair import free_of
from itc.algorithms.scheduling.spans import Spans
from itc.cases.models import Slot
from itc.lib.minutes import minute_at, minute_of
from itc.planning.queries.answering import Laid
from itc.planning.queries.repairing import minutes_of
from itc.resources.rules.holding import Hold, Order


@dataclass(frozen=True, slots=True)
class Upset:
    """Steps of a case that lost what they stood on, by number, and what else is another than it is kept.

    `given_back` are slots that count as free, of any case; `taken` is time that counts as held. `at_once` are
    resources, by key, that ask for no notice: who runs them does the planning.
    """

    fallen: frozenset[int]
    given_back: tuple[Slot, ...] = ()
    taken: tuple[Hold | Order, ...] = ()
    at_once: frozenset[int] = frozenset()


def upset(laid: Laid, by: Upset | None) -> Laid:
    """Return what a case is planned from as it is once things have fallen."""
    if by is None:
        return laid
    held = [(slot.resource_id, minutes_of(slot)) for slot in by.given_back if slot.resource_id]
    problem = free_of(laid.problem, held, [])
    network = problem.network
    resources = _resources(laid, problem, by)
    return replace(
        laid,
        problem=replace(
            problem, network=replace(network, resources=resources, counters=_counters(laid, problem, by))
        ),
    )


def _resources(laid: Laid, problem: Problem, by: Upset) -> dict[int, Resource]:
    found = dict(problem.network.resources)
    for key in by.at_once & found.keys():
        found[key] = replace(found[key], notice_min=0)
    keys = {unit.code: unit.id for unit in laid.supply.units.values()}
    for each in by.taken:
        if isinstance(each, Hold) and each.resource in keys:
            known, held = found[keys[each.resource]], (minute_at(each.held_from), minute_at(each.held_to))
            found[known.id] = replace(known, busy=Spans.merged([*known.busy.pairs(), held]))
    return found


def _counters(laid: Laid, problem: Problem, by: Upset) -> dict[int, Counter]:
    found, offset = dict(problem.network.counters), problem.network.tz_offset_min
    for each in by.taken:
        if isinstance(each, Order) and each.counter in laid.grounds.counters:
            counter = laid.grounds.counters[each.counter]
            found[counter] = found[counter].with_order(minute_of(each.drop_off_on), offset)
    return found
