"""From a question to its plan: understand, lay the path, write the letter, plan, check."""

import datetime as dt
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace

from itc.algorithms.scheduling import problem as letter
from itc.algorithms.scheduling.checker import check
from itc.algorithms.scheduling.plan import Plan
from itc.algorithms.scheduling.planner import plan
from itc.algorithms.scheduling.sparing import spare
from itc.catalogue.queries.knowledge import Knowledge, knowledge
from itc.catalogue.queries.paths import FamilyPath, path_for
from itc.catalogue.queries.understanding import Understanding, understand
from itc.catalogue.rules.amounts import Amount
from itc.lib import thai
from itc.network.queries import lead_centre
from itc.planning.errors import (
    NothingLeft,
    PlanNotSound,
    StartTooFar,
    UnknownChip,
    UnknownFamily,
    UnknownProvince,
)
from itc.planning.queries.chips import unknown_chips
from itc.planning.queries.network import Grounds, grounds, minute_at, minute_of
from itc.planning.queries.offers import Asker, Counsel, Offer
from itc.planning.rules.chips import holding, keeps_amount
from itc.planning.rules.question import MOST_DAYS_AHEAD, Question
from itc.resources.queries.supply import Supply, supply

log = logging.getLogger(__name__)

SATANG_PER_KM = 400
"""What a kilometre of hers weighs against prices: 4 baht, an estimate of ours (docs/adr/0005)."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as far as words go: what was read, and what holds after her own choices."""

    question: Question
    reading: Understanding
    family: str | None
    triggers: Mapping[str, str]
    amount: Amount | None


@dataclass(frozen=True, slots=True)
class Planned:
    """The earliest plan of a question, with all it was made from."""

    understood: Understood
    path: FamilyPath
    lead_centre: str | None
    problem: letter.Problem
    plan: Plan
    offers: Mapping[int, tuple[Offer, ...]]
    known: Knowledge
    supply: Supply
    grounds: Grounds
    now: dt.datetime


def understood(question: Question) -> Understood:
    """Return what a question says: what was read from her words, and her own choices over it.

    Raises UnknownFamily and UnknownChip where she chose what is not there.
    """
    known = knowledge()
    if question.family is not None and question.family not in known.families:
        raise UnknownFamily
    for chip in unknown_chips(known, question.chips_on):
        raise UnknownChip(chip)
    reading = understand(question.idea)
    on = holding(reading.chips, question.chips_off, own_amount=question.amount is None)
    implied = {each: chip.text for chip in on for each in chip.implies if each not in question.chips_off}
    triggers = dict.fromkeys(question.chips_on, "") | implied | {chip.chip: chip.text for chip in on}
    family = question.family or (reading.family.code if reading.family else None)
    return Understood(question, reading, family, triggers, _amount(question, reading))


def without_unknown_chips(question: Question) -> Question:
    """Return a question less the chips to be added that the catalogue does not have, or no longer."""
    unknown = unknown_chips(knowledge(), question.chips_on)
    return replace(question, chips_on=tuple(chip for chip in question.chips_on if chip not in unknown))


def _amount(question: Question, reading: Understanding) -> Amount | None:
    """Return the amount of a lot: hers from the page, else the one read from her words, else none."""
    if question.amount is not None:
        return Amount(question.amount, question.amount_unit or "kg")
    if reading.amount is None or not keeps_amount(question.chips_off):
        return None
    return Amount(reading.amount.lot, reading.amount.unit)


def planned(asked: Understood, *, now: dt.datetime) -> Planned:
    """Return the earliest plan of an understood question.

    Raises UnknownFamily, UnknownProvince, StartTooFar and NothingLeft; PlanNotSound where the checker faults
    the planner.
    """
    known, today, question = knowledge(), thai.local_day(now), asked.question
    family = asked.family
    if family is None or family not in known.families:
        raise UnknownFamily
    if question.start and question.start > today + dt.timedelta(days=MOST_DAYS_AHEAD):
        raise StartTooFar
    stock = supply(today)
    home = stock.places.get(question.province)
    if home is None or home.province != home.code:
        raise UnknownProvince
    ground = grounds(stock, today)
    leading = lead_centre(question.province, on=today)
    lead_code = leading.code if leading else None
    way = _way(known, asked)
    if not way.on:
        raise NothingLeft
    counsel = Counsel(known, stock, ground, Asker(family, question.province, lead_code, asked.amount))
    offers = {each.step.line.seq: counsel.offers(each.step.line) for each in way.on}
    problem = _letter(way, offers, ground, question, now)
    reply = spare(problem, plan(problem), satang_per_km=SATANG_PER_KM)
    if faults := check(problem, reply):
        log.error("unsound plan of %s: %s", asked.family, faults)
        raise PlanNotSound
    return Planned(asked, way, lead_code, problem, reply, offers, known, stock, ground, now)


def _way(known: Knowledge, asked: Understood) -> FamilyPath:
    return path_for(
        known,
        asked.family or "",
        asked.triggers,
        platform=asked.question.platform or "",
        amount=asked.amount,
        switched_on=asked.question.steps_on,
        switched_off=asked.question.steps_off,
    )


def _letter(
    way: FamilyPath,
    offers: Mapping[int, tuple[Offer, ...]],
    ground: Grounds,
    question: Question,
    now: dt.datetime,
) -> letter.Problem:
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
    return letter.Problem(
        network=ground.network,
        steps=steps,
        owner=letter.Owner(home=ground.places[question.province], legs=ground.legs),
        now=minute_at(now),
        earliest=minute_of(max(question.start or today, today)),
    )
