"""From a question to its plan: understand, lay the path, write the letter, plan, check."""

import datetime as dt
import logging
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from itc.algorithms.scheduling import problem as letter
from itc.algorithms.scheduling.checker import check
from itc.catalogue.queries.knowledge import Knowledge, knowledge
from itc.catalogue.queries.paths import FamilyPath, path_for
from itc.catalogue.queries.understanding import Understanding, understand
from itc.catalogue.rules.amounts import Amount
from itc.lib import thai
from itc.network.queries import lead_centre
from itc.planning.errors import (
    NoDayLeft,
    NothingLeft,
    PlanNotSound,
    StartTooFar,
    UnknownChip,
    UnknownFamily,
    UnknownProvince,
    UnknownRegion,
)
from itc.planning.queries.chips import unknown_chips
from itc.planning.queries.letters import letter_of
from itc.planning.queries.network import Grounds, grounds
from itc.planning.queries.offers import Asker, Counsel, Offer
from itc.planning.queries.solving import Answers, key_of, solver
from itc.planning.rules.chips import holding, keeps_amount
from itc.planning.rules.question import MOST_DAYS_AHEAD, Question
from itc.resources.queries.supply import Supply, supply

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as far as words go: what was read, and what holds after her own choices."""

    question: Question
    reading: Understanding
    family: str | None
    triggers: Mapping[str, str]
    amount: Amount | None


@dataclass(frozen=True, slots=True)
class Laid:
    """What plans of a question are made from; `barred` are steps her region leaves to nobody."""

    understood: Understood
    path: FamilyPath
    lead_centre: str | None
    problem: letter.Problem
    offers: Mapping[int, tuple[Offer, ...]]
    barred: frozenset[int]
    known: Knowledge
    supply: Supply
    grounds: Grounds
    now: dt.datetime


@dataclass(frozen=True, slots=True)
class Planned(Laid):
    """The plans of a question and what they are made from."""

    answers: Answers


def understood(question: Question, reading: Understanding | None = None) -> Understood:
    """Return what a question says: what was read from her words, and her own choices over it.

    `reading` is what was read from the same words just before.
    Raises UnknownFamily and UnknownChip where she chose what is not there.
    """
    known = knowledge()
    if question.family is not None and question.family not in known.families:
        raise UnknownFamily
    for chip in unknown_chips(known, question.chips_on):
        raise UnknownChip(chip)
    reading = reading or understand(question.idea)
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
    """Return the earliest, cheapest and nearest plan of an understood question.

    Raises UnknownFamily, UnknownProvince, UnknownRegion, NoDayLeft, StartTooFar, NothingLeft, PlannersBusy;
    PlanNotSound where the checker faults the planner.
    """
    laid = lay(asked, now=now)
    key = key_of(laid.problem, version=laid.supply.version, day=thai.local_day(now))
    answers = solver.answers(laid.problem, key)
    if faults := [fault for answer in answers for fault in check(laid.problem, answer.plan)]:
        log.error("unsound plan of %s: %s", asked.family, faults)
        raise PlanNotSound
    return Planned(**{each.name: getattr(laid, each.name) for each in fields(laid)}, answers=answers)


def lay(asked: Understood, *, now: dt.datetime) -> Laid:
    """Return what plans of an understood question are made from.

    Raises UnknownFamily, UnknownProvince, UnknownRegion, NoDayLeft, StartTooFar, NothingLeft.
    """
    known, today, question = knowledge(), thai.local_day(now), asked.question
    stock = supply(today)
    family = _askable(asked, known, stock, today)
    leading = lead_centre(question.province, on=today)
    lead_code = leading.code if leading else None
    way = way_of(known, asked)
    if not way.on:
        raise NothingLeft
    ground = grounds(stock, today)
    asker = Asker(family, question.province, lead_code, asked.amount, question.region)
    counsel = Counsel(known, stock, ground, asker)
    lines = [each.step.line for each in way.on]
    offers = {line.seq: counsel.offers(line) for line in lines}
    barred = frozenset(line.seq for line in lines if question.region and counsel.barred(line))
    problem = letter_of(way, offers, ground, question, now)
    return Laid(asked, way, lead_code, problem, offers, barred, known, stock, ground, now)


def _askable(asked: Understood, known: Knowledge, stock: Supply, today: dt.date) -> str:
    """Return the family of a question that can be planned, or refuse."""
    question, family = asked.question, asked.family
    if family is None or family not in known.families:
        raise UnknownFamily
    if question.start and question.start > today + dt.timedelta(days=MOST_DAYS_AHEAD):
        raise StartTooFar
    home = stock.places.get(question.province)
    if home is None or home.province != home.code:
        raise UnknownProvince
    if question.region is not None and question.region not in {each.region for each in stock.places.values()}:
        raise UnknownRegion
    if set(question.days_off) >= set(range(7)):
        raise NoDayLeft
    return family


def way_of(known: Knowledge, asked: Understood) -> FamilyPath:
    """Return the path of an understood question, whose family must be known."""
    return path_for(
        known,
        asked.family or "",
        asked.triggers,
        platform=asked.question.platform or "",
        amount=asked.amount,
        switched_on=asked.question.steps_on,
        switched_off=asked.question.steps_off,
    )
