"""What stands in the database, counted again in plain SQL that knows nothing of the models."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection

Rows = list[tuple[Any, ...]]
Ask = Callable[[str], Rows]

LIVE = "cases_slot s JOIN cases_step t ON t.id = s.step_id JOIN cases_case c ON c.id = t.case_id"
OPEN = "NOT EXISTS (SELECT 1 FROM cases_closure e WHERE e.case_id = c.id)"
KEPT = f"""
    {LIVE} WHERE s.ended_at IS NULL AND t.dropped_at IS NULL AND ({OPEN} OR EXISTS
    (SELECT 1 FROM cases_closure e WHERE e.case_id = c.id AND e.at >= s.held_to))"""
NONE_OF = {
    "two have one time": """
        SELECT a.id, b.id FROM resources_booking a JOIN resources_booking b
        ON a.resource_id = b.resource_id AND a.id <> b.id AND a.held_from < b.held_to
        AND b.held_from < a.held_to
        WHERE a.purpose = 'case' AND a.released_at IS NULL AND b.released_at IS NULL""",
    "booked for no live case": f"""
        SELECT b.id FROM resources_booking b WHERE b.purpose = 'case' AND b.released_at IS NULL AND NOT EXISTS
        (SELECT 1 FROM {KEPT} AND s.booking_id = b.id)""",
    "ordered for no live case": f"""
        SELECT o.id FROM resources_laborder o WHERE NOT o.is_sample AND o.released_at IS NULL AND NOT EXISTS
        (SELECT 1 FROM {KEPT} AND s.order_id = o.id)""",
    "said to be held, and given back": f"""
        SELECT s.id FROM {LIVE} LEFT JOIN resources_booking b ON b.id = s.booking_id
        LEFT JOIN resources_laborder o ON o.id = s.order_id WHERE s.ended_at IS NULL
        AND (b.released_at IS NOT NULL OR o.released_at IS NOT NULL)""",
    "held otherwise than said": f"""
        SELECT s.id FROM {LIVE} JOIN resources_booking b ON b.id = s.booking_id WHERE s.ended_at IS NULL
        AND (b.resource_id <> s.resource_id OR b.held_from <> s.held_from OR b.held_to <> s.held_to
        OR b.use_from <> s.use_from OR b.use_to <> s.use_to)""",
    "ordered elsewhere than said": """
        SELECT s.id FROM cases_slot s JOIN resources_laborder o ON o.id = s.order_id
        WHERE s.counter_id <> o.counter_id""",
    "half held": f"""
        SELECT t.id FROM {LIVE} WHERE s.ended_at IS NULL AND {OPEN} GROUP BY t.id
        HAVING SUM(CASE WHEN s.booking_id IS NULL AND s.order_id IS NULL THEN 1 ELSE 0 END)
        NOT IN (0, COUNT(*))""",
    "called held, and foreseen": f"""
        SELECT t.id FROM {LIVE} WHERE s.ended_at IS NULL AND {OPEN} AND t.certainty = 'firm'
        AND s.booking_id IS NULL AND s.order_id IS NULL""",
    "called held, and nothing is": f"""
        SELECT t.id FROM cases_step t JOIN cases_case c ON c.id = t.case_id WHERE t.certainty = 'firm'
        AND t.dropped_at IS NULL AND {OPEN} AND EXISTS (SELECT 1 FROM cases_slot s WHERE s.step_id = t.id)
        AND NOT EXISTS (SELECT 1 FROM cases_slot s WHERE s.step_id = t.id AND s.ended_at IS NULL)
        AND NOT EXISTS (SELECT 1 FROM cases_miss m WHERE m.step_id = t.id AND m.made_good_at IS NULL)""",
    "left out, and not given back": f"""
        SELECT s.id FROM {LIVE} WHERE s.ended_at IS NULL AND t.dropped_at IS NOT NULL""",
    "ended, and not given back": f"""
        SELECT s.id FROM {LIVE} JOIN cases_closure e ON e.case_id = c.id
        WHERE s.ended_at IS NULL AND s.held_to > e.at""",
    "declined, and nobody is told": """
        SELECT s.id FROM cases_slot s WHERE s.ended_why = 'declined' AND (s.answered_at IS NULL
        OR NOT EXISTS (SELECT 1 FROM cases_miss m WHERE m.step_id = s.step_id))""",
    "two cases wait for one firm": f"""
        SELECT c.firm_id FROM cases_case c WHERE {OPEN} AND NOT EXISTS
        (SELECT 1 FROM cases_confirmation y WHERE y.case_id = c.id) GROUP BY c.firm_id HAVING COUNT(*) > 1""",
    "one plan is two cases of a firm": f"""
        SELECT c.firm_id, c.plan FROM cases_case c WHERE {OPEN} GROUP BY c.firm_id, c.plan
        HAVING COUNT(*) > 1""",
    "nobody acts for an open case": f"""
        SELECT c.id FROM cases_case c WHERE {OPEN} AND NOT EXISTS (SELECT 1 FROM firms_membership m
        WHERE m.firm_id = c.firm_id AND m.let_in_at IS NOT NULL AND m.ended_at IS NULL)""",
    "a stage is open after the end": """
        SELECT v.id FROM cases_visit v JOIN cases_closure e ON e.case_id = v.case_id
        WHERE v.closed_at IS NULL""",
}
"""By what is wrong with them: rows of which there must be none."""
RECORDED = {
    "case.opened": "SELECT COUNT(*) FROM cases_case",
    "case.confirmed": "SELECT COUNT(*) FROM cases_confirmation",
    "case.closed": "SELECT COUNT(*) FROM cases_closure",
    "case.answered": """
        SELECT (SELECT COUNT(*) FROM cases_slot WHERE answered_at IS NOT NULL)
        + (SELECT COUNT(*) FROM audit_event WHERE verb = 'case.answer-taken-back')""",
    "visit.opened": "SELECT COUNT(*) FROM cases_visit",
    "message.written": "SELECT COUNT(*) FROM cases_message",
}
"""By what is recorded: how often it was done."""
WHEN = "SELECT case_id, seq, after, starts_at, ready_at FROM cases_step WHERE dropped_at IS NULL"


def ask(words: str) -> Rows:
    """Return the rows that an SQL question has on the database of the process."""
    with connection.cursor() as cursor:
        cursor.execute(words)
        return list(cursor.fetchall())


def faults(ask: Ask = ask) -> list[str]:
    """Return all that is wrong in a database, whatever was done in it; `ask` answers an SQL question."""
    wrong = [f"{what}: {rows}" for what, question in NONE_OF.items() if (rows := ask(question))]
    events: dict[str, int] = dict(ask("SELECT verb, COUNT(*) FROM audit_event GROUP BY verb"))
    counts = ((verb, ask(question)[0][0]) for verb, question in RECORDED.items())
    wrong += [f"{verb}: {events.get(verb, 0)} for {n}" for verb, n in counts if events.get(verb, 0) != n]
    return [*wrong, *_too_soon(ask(WHEN))]


def _too_soon(rows: Rows) -> Iterator[str]:
    """Yield the steps that begin before what they wait for is ready."""
    cases: dict[int, dict[int, tuple[Any, ...]]] = defaultdict(dict)
    for case, seq, after, starts, ready in rows:
        cases[case][seq] = (json.loads(after) if isinstance(after, str) else after, starts, ready)
    for case, steps in cases.items():
        for seq, (after, starts, _) in steps.items():
            for late in (each for each in after if each in steps and steps[each][2] > starts):
                yield f"case {case}: {seq} begins before {late} is ready"
