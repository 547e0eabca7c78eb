"""What a case asks for, as a question that planning can lay: the one accepted, and every change since."""

from collections.abc import Set
from dataclasses import replace

from itc.cases.models import Case
from itc.catalogue.queries.knowledge import knowledge
from itc.planning.queries.answering import understood, way_of, without_unknown_chips
from itc.planning.rules.question import Question


def question_of(case: Case) -> Question:
    """Return what a case asks for, less the chips that the catalogue no longer has.

    Its kind of product is that of the case, should her words be read otherwise today.
    """
    return without_unknown_chips(replace(Question.from_json(case.asked), family=case.family_id))


def steps_on(question: Question) -> frozenset[int]:
    """Return the numbers of the steps on the path of a question. Refuses: UnknownFamily."""
    return frozenset(each.step.line.seq for each in way_of(knowledge(), understood(question)).on)


def with_steps(question: Question, wanted: Set[int]) -> Question:
    """Return the question whose path has just the wanted steps, as far as its recipe has them.

    Her own choices stay as long as they fit: what she put in or left out stays so for another amount too.
    """
    usual = steps_on(replace(question, steps_on=(), steps_off=()))
    return replace(
        question,
        steps_on=tuple(sorted({*question.steps_on, *wanted - usual} & set(wanted))),
        steps_off=tuple(sorted({*question.steps_off, *usual} - set(wanted))),
    )
