"""The letter to the planner: her path, the offers for it, where she lives and what she wishes."""

import datetime as dt
from collections.abc import Mapping

from itc.algorithms.scheduling import problem as letter
from itc.catalogue.queries.paths import FamilyPath
from itc.lib import thai
from itc.lib.minutes import minute_at, minute_of
from itc.planning.queries.network import Grounds, days_off
from itc.planning.queries.offers import Offer
from itc.planning.rules.question import Question


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
            run=letter.Run(each.operation.run),
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
