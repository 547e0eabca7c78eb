"""What a case asks for, as a question that planning can lay: the one accepted, and every change since."""

from collections.abc import Set
from dataclasses import replace
from typing import Any

from itc.cases.models import Case
from itc.catalogue.queries.knowledge import knowledge
from itc.planning.queries.answering import Understood, understood, way_of, without_unknown_chips
from itc.planning.rules.question import Question


def asked_of(case: Case) -> Understood:
    """Return what a case asks for, less the chips that the catalogue no longer has.

    Its kind of product is that of the case, should her words be read otherwise today.
    """
    return understood(without_unknown_chips(replace(Question.from_json(case.asked), family=case.family_id)))


def but(asked: Understood, **changes: Any) -> Understood:
    """Return what is asked with other choices in its question; her words stay, and are not read again."""
    return understood(replace(asked.question, **changes), asked.reading)


def steps_on(asked: Understood) -> frozenset[int]:
    """Return the numbers of the steps on the path of what is asked."""
    return frozenset(each.step.line.seq for each in way_of(knowledge(), asked).on)


def with_steps(asked: Understood, wanted: Set[int]) -> Understood:
    """Return what is asked with just the wanted steps on its path, as far as its recipe has them.

    Her own choices stay as long as they fit: what she put in or left out stays so for another amount too.
    """
    question = asked.question
    usual = steps_on(but(asked, steps_on=(), steps_off=()))
    return but(
        asked,
        steps_on=tuple(sorted({*question.steps_on, *wanted - usual} & wanted)),
        steps_off=tuple(sorted({*question.steps_off, *usual} - wanted)),
    )
