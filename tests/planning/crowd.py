"""A crowd at the demo's network, in a process of its own: `python -m tests.planning.crowd WHAT…` prints JSON.

people N    so many people with a firm each: the cookie of her session, her firm
plans F…    for each firm a plan, all of which can be held at once: its token, the shape of its case
saved       what stands in the database, and every fault of it
settle      the same, then withdraws every case
"""

import json
import sys
from collections import Counter as Count
from collections import defaultdict
from itertools import pairwise
from typing import Any

import django

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402 - after setup
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from itc.accounts.models import User  # noqa: E402
from itc.audit.models import Event  # noqa: E402
from itc.cases.actions.ending import close_case  # noqa: E402
from itc.cases.models import Case, Closure, Slot, Step  # noqa: E402
from itc.cases.rules.planned import PlannedStep  # noqa: E402
from itc.firms.actions import enter_firm  # noqa: E402
from itc.planning.actions import ask  # noqa: E402
from itc.planning.models import Plan, new_token  # noqa: E402
from itc.planning.queries.accepted import accepted  # noqa: E402
from itc.planning.rules.question import Question  # noqa: E402
from itc.resources.models import Booking, Counter, LabOrder, Resource  # noqa: E402
from itc.resources.rules.holding import Hold, Order  # noqa: E402

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
KIND = "earliest"
QUESTION = Question("ข้าวกล้องงอก", "TH-51", family="rice-products")
MANY = 10
"""A plan that holds less proves little."""
Shape = tuple[int, int, int]
"""Of a case: its steps, its slots, those of them that are held."""


def people(count: int) -> list[tuple[str, int]]:
    """Enter people who are signed in, each with a firm; return the cookie and the firm of each."""
    return [_person(number) for number in range(count)]


def _person(number: int) -> tuple[str, int]:
    now = timezone.now()
    user = User.objects.create_user(
        name=f"Rival {number}", phone=f"+6680000{number:04}", phone_confirmed_at=now
    )
    firm = enter_firm(
        name=f"Firm {number}", number="", kind="sme", sector="manufacturing", province="TH-51",
        people=None, revenue_thb=None, by=user, now=now,
    )  # fmt: skip
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    assert session.session_key
    return session.session_key, firm.pk


def plans(count: int) -> list[tuple[str, Shape]]:
    """Return plans that are alike, but that each has machines, people and counters of its own."""
    now = timezone.now()
    plan = Plan.objects.get(pk=ask(question=QUESTION, now=now)["token"])
    steps = accepted(plan, KIND, now=now).steps
    held = sum(len(step.wanted) for step in steps if step.is_firm)
    assert held > MANY
    shape = (len(steps), sum(len(step.wanted) for step in steps), held)
    return [(_own(plan, steps, number), shape) for number in range(count)]


def _own(plan: Plan, steps: tuple[PlannedStep, ...], number: int) -> str:
    """Return the token of a plan like another one, on copies of all that it wants."""
    wishes = [wish for step in steps for wish in step.wanted]
    resources = Resource.objects.filter(code__in={wish.resource for wish in wishes if isinstance(wish, Hold)})
    counters = Counter.objects.filter(pk__in={wish.counter for wish in wishes if isinstance(wish, Order)})
    answer = json.dumps(plan.answer)
    for code in (*(row.code for row in resources), *(row.code for row in counters)):
        answer = answer.replace(f'"id": "{code}"', f'"id": "{code}-{number}"')
    for resource in resources:
        resource.pk, resource.code = None, f"{resource.code}-{number}"
    for counter in counters:
        counter.code = f"{counter.code}-{number}"
    Resource.objects.bulk_create(resources)
    Counter.objects.bulk_create(counters)
    copy = Plan.objects.get(pk=plan.pk)
    copy.pk, copy.answer = new_token(), json.loads(answer)
    copy.save(force_insert=True)
    return str(copy.pk)


def withdraw_all() -> None:
    """End every open case."""
    for case in Case.objects.open():
        close_case(case=case, why=Closure.Why.WITHDRAWN, by=case.made_by, now=timezone.now())


def _shapes(cases: list[Case]) -> dict[int, Shape]:
    steps = Count(Step.objects.filter(case__in=cases).values_list("case", flat=True))
    slots = Slot.objects.live().filter(step__case__in=cases).select_related("step", "booking", "order")
    rows, held = Count(slot.step.case_id for slot in slots), Count(_holders(list(slots)))
    return {case.pk: (steps[case.pk], rows[case.pk], held[case.pk]) for case in cases}


def _holders(slots: list[Slot]) -> list[int]:
    """Return the case of each slot that is held, by a live booking or order for the same thing and time."""
    return [
        slot.step.case_id
        for slot in slots
        if (
            slot.booking
            and slot.booking.released_at is None
            and (slot.booking.resource_id, slot.booking.held_from, slot.booking.held_to)
            == (slot.resource_id, slot.held_from, slot.held_to)
        )
        or (slot.order and slot.order.released_at is None and slot.order.counter_id == slot.counter_id)
    ]


@transaction.atomic
def saved() -> dict[str, Any]:
    """Return the open cases, (firm, code, shape) each, and the faults of the database."""
    cases = list(Case.objects.open())
    shapes = _shapes(cases)
    return {
        "cases": [(case.firm_id, case.code, shapes[case.pk]) for case in cases],
        "faults": [*_broken_pages(), *_overlaps(), *_strays(), *_unrecorded(cases)],
    }


def _broken_pages() -> list[str]:
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        said = cursor.execute("PRAGMA integrity_check").fetchall()
        dangling = cursor.execute("PRAGMA foreign_key_check").fetchall()
    return [str(row) for row in (*said, *dangling) if row != ("ok",)]


def _overlaps() -> list[str]:
    taken = defaultdict(list)
    for row in Booking.objects.live().order_by("held_from"):
        taken[row.resource_id].append(row)
    pairs = [pair for rows in taken.values() for pair in pairwise(rows)]
    return [f"{a} overlaps {b}" for a, b in pairs if a.held_to > b.held_from]


def _strays() -> list[str]:
    """Return what is held for no slot of an open case."""
    slots = Slot.objects.live().filter(step__case__in=Case.objects.open())
    bookings = Booking.objects.live().filter(purpose="case").exclude(slot__in=slots)
    orders = LabOrder.objects.filter(is_sample=False, released_at=None).exclude(slot__in=slots)
    return [f"nobody's: {row}" for row in (*bookings, *orders)]


def _unrecorded(cases: list[Case]) -> list[str]:
    """Return the cases whose opening stands in the record not once, and what is recorded of no case."""
    every = set(map(str, Case.objects.values_list("pk", flat=True)))
    told = Count(Event.objects.filter(verb="case.opened").values_list("on_key", flat=True))
    wrong = [case.code for case in cases if told[str(case.pk)] != 1]
    return [f"recorded {each}" for each in (*wrong, *(set(told) - every))]


def main(what: str, *words: str) -> Any:
    """Do what is asked for and return what it found."""
    match what:
        case "people":
            return people(int(words[0]))
        case "plans":
            return plans(int(words[0]))
        case "saved":
            return saved()
        case "settle":
            found = saved()
            withdraw_all()
            return found
    raise ValueError(what)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(*sys.argv[1:])))
