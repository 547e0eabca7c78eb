"""The letter to the planner: her path, the offers for it, where she lives and what she wishes."""

import datetime as dt
from collections.abc import Mapping

from itc.algorithms.scheduling import problem as letter
from itc.catalogue.queries.paths import FamilyPath, StepOnPath
from itc.lib import thai
from itc.lib.minutes import minute_at, minute_of
from itc.planning.queries.network import Grounds, days_off
from itc.planning.queries.offers import Offer
from itc.planning.rules.question import Question

HALF_DAY = 4 * 60
"""Minutes of a visit that is not cut in two; an estimate of ours."""


def letter_of(
    way: FamilyPath,
    offers: Mapping[int, tuple[Offer, ...]],
    ground: Grounds,
    question: Question,
    now: dt.datetime,
) -> letter.Problem:
    """Return the letter of a question asked at a moment; nothing is held before her first day, or today."""
    today = thai.local_day(now)
    steps = tuple(
        letter.Step(
            seq=each.step.line.seq,
            booked_as=letter.BookedAs(each.operation.booked_as),
            usual_minutes=round(each.step.line.hours * 60),
            after=each.step.after,
            run=_run(each, offers[each.step.line.seq], ground.network),
            presence=letter.Presence(each.operation.presence),
            wait_days=each.step.line.wait_days,
            options=tuple(offer.option for offer in offers[each.step.line.seq]),
        )
        for each in way.on
    )
    owner = letter.Owner(
        home=ground.places[question.province],
        legs=ground.legs,
        away=days_off(tuple(sorted(set(question.days_off))), today),
    )
    start = max(question.start or today, today)
    return letter.Problem(ground.network, steps, owner, now=minute_at(now), earliest=minute_of(start))


def _run(each: StepOnPath, offers: tuple[Offer, ...], network: letter.Network) -> letter.Run:
    """Return whether work may pause over night: not a visit of half a day, where its place is open so long.

    She would stay the night, or come twice, for two hours' work.
    """
    run = letter.Run(each.operation.run)
    works = [offer.option for offer in offers if isinstance(offer.option, letter.WorkOption)]
    if run is letter.Run.THROUGH or each.operation.presence != letter.Presence.OWNER or not works:
        return run
    held = max(work.setup + work.use + work.cleaning for work in works)
    room = min(network.calendar_of(resource).longest for work in works for resource in work.held)
    return letter.Run.THROUGH if held <= min(HALF_DAY, room) else run
