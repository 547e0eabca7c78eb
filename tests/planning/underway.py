"""Cases under way on the sample network, changed, and what must hold whatever was changed."""

import datetime as dt

from django.db import connection

from itc.accounts.models import User
from itc.cases.models import Case, Slot
from itc.firms.actions import enter_firm
from itc.firms.models import Firm
from itc.planning.actions import accept, ask, change
from itc.planning.models import Plan
from itc.planning.queries.asked_of_cases import asked_of, steps_on
from itc.planning.queries.effects import Effect, Wish, effect
from itc.planning.rules.question import Question
from itc.resources.models import Booking, LabOrder

Times = tuple[dt.datetime, dt.datetime, dt.datetime]


def case_of(idea: str, owner: User, now: dt.datetime, province: str = "TH-51") -> Case:
    """Return the case of the earliest plan of an idea, accepted."""
    token = ask(question=Question(idea=idea, province=province), now=now)["token"]
    firm = enter_firm(
        name=f"แม่คำ {Firm.objects.count()}", number="", kind="sme", sector="manufacturing",
        province=province, people=None, revenue_thb=None, by=owner, now=now,
    )  # fmt: skip
    return accept(plan=Plan.objects.get(pk=token), kind="earliest", firm=firm, by=owner, now=now)


def snapshot(case: Case) -> dict[int, Times]:
    """Return when the steps of a case are, by number."""
    return {step.seq: (step.starts_at, step.ends_at, step.ready_at) for step in case.steps.kept()}


def done(case: Case, wish: Wish, owner: User, now: dt.datetime) -> Effect:
    """Do what a wish changes, as it is shown first."""
    case = Case.objects.get(pk=case.pk)
    found = effect(case, wish, now=now)
    change(case=case, wish=wish, shown=found.shown, by=owner, now=now)
    return found


def others() -> set[tuple[object, ...]]:
    """Return all that is held by others, read past the models, which take their time."""
    times = "held_from, held_to, use_from, use_to, released_at"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, {times} FROM {Booking._meta.db_table} WHERE purpose <> 'case'")
        found = set(cursor.fetchall())
        cursor.execute(f"SELECT id, drop_off_on, released_at FROM {LabOrder._meta.db_table} WHERE is_sample")
        return found | set(cursor.fetchall())


def sound(case: Case) -> None:
    """Whatever was changed: nothing begins before what it waits for, and held is what is shown."""
    steps = {step.seq: step for step in case.steps.kept()}
    for step in steps.values():
        for seq in step.after:
            assert seq not in steps or steps[seq].ready_at <= step.starts_at
    live = Slot.objects.live()
    assert {slot.booking_id for slot in live if slot.booking_id} == set(
        Booking.objects.live().filter(purpose="case").values_list("pk", flat=True)
    )
    assert {slot.order_id for slot in live if slot.order_id} == set(
        LabOrder.objects.filter(is_sample=False, released_at=None).values_list("pk", flat=True)
    )
    for slot in live:
        if slot.booking:
            assert (slot.booking.held_from, slot.booking.held_to) == (slot.held_from, slot.held_to)
    for step in steps.values():
        if step.certainty == "firm":
            assert all(slot.is_held for slot in live if slot.step_id == step.pk)
    assert steps_on(asked_of(Case.objects.get(pk=case.pk))) == steps.keys()
