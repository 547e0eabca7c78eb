"""A plan as early as the first, that spares her money and the road where a step has time to spare.

Next-fit gives every step to whoever is ready a quarter of an hour sooner, three provinces away, though what
follows waits for something else. Here each step may be as late as what follows it began in the first plan,
and takes the option that asks least. That may take an hour from a later step; where it ends later, the first
plan stands.
"""

from itc.algorithms.scheduling.ledger import Ledger
from itc.algorithms.scheduling.plan import Plan
from itc.algorithms.scheduling.planner import Candidate, first_feasible, fitting, km_with, plan_with
from itc.algorithms.scheduling.problem import Problem, Step


def spare(problem: Problem, first: Plan, *, satang_per_km: int) -> Plan:
    """Return a plan of the same letter that meets as much, finishes no later and asks no more, or the first.

    `satang_per_km` weighs her road against prices; what is to be quoted comes after any price.
    """

    def whole(plan: Plan) -> tuple[int, int, int]:
        return len(plan.unmet), plan.finish, plan.cost + plan.km * satang_per_km

    return min(first, _plan_by(problem, _latest(problem, first), satang_per_km), key=whole)


def _plan_by(problem: Problem, by: dict[int, int], satang_per_km: int) -> Plan:
    """Return the plan in which each step asks least among what is ready by its minute."""

    def choose(step: Step, problem: Problem, ledger: Ledger, ready: int) -> Candidate | None:
        def asks(each: Candidate) -> tuple[bool, int, int]:
            road = km_with(each, step, problem, ledger) * satang_per_km
            return each.option.cost is None, (each.option.cost or 0) + road, each.ready

        in_time = fitting(step, problem, ledger, ready, by=by[step.seq])
        return min(in_time, key=asks) if in_time else first_feasible(step, problem, ledger, ready)

    return plan_with(problem, choose)


def _latest(problem: Problem, first: Plan) -> dict[int, int]:
    """Return the minute each step must be ready by, so that what follows can begin as in the first plan."""
    begun = {step.seq: step.held_from for step in first.steps}
    latest = dict.fromkeys(begun, first.finish)
    for step in problem.steps:
        for seq in step.after:
            latest[seq] = min(latest[seq], begun[step.seq])
    return latest
