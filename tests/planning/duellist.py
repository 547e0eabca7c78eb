"""Half of a duel, in a process of its own: `python -m tests.planning.duellist`.

Each line of its input is an act, as JSON: what to do, with what, at which moment of the clock. Each line of
its output is how that ended: `done` and what came of it, the name of a refusal, or a fault.
"""

import datetime as dt
import json
import sys
import time
from collections.abc import Callable
from typing import Any

import django

django.setup()

from django.utils import timezone  # noqa: E402 - after setup

from itc.accounts.models import User  # noqa: E402
from itc.cases.actions.answering import answer_slot  # noqa: E402
from itc.cases.actions.ending import close_case, confirm_case, give_back, lapse_cases, withdraw_case  # noqa: E402
from itc.cases.actions.firming import firm_up  # noqa: E402
from itc.cases.actions.visits import close_visit, open_visits  # noqa: E402
from itc.cases.models import Case, Closure, Slot  # noqa: E402
from itc.consents.actions import erase, give  # noqa: E402
from itc.consents.models import BY_OFFICER  # noqa: E402
from itc.firms.actions import enter_firm  # noqa: E402
from itc.firms.models import Firm  # noqa: E402
from itc.lib import thai  # noqa: E402
from itc.lib.refusal import Refusal  # noqa: E402
from itc.machines.actions.outages import Report, end_outage, report_outage  # noqa: E402
from itc.machines.models import Outage  # noqa: E402
from itc.machines.queries.outages_falling import falling, span_of  # noqa: E402
from itc.network.models import Centre, Post  # noqa: E402
from itc.planning.actions import WalkIn, accept, accept_for, ask, change  # noqa: E402
from itc.planning.models import Plan  # noqa: E402
from itc.planning.queries.accepted import accepted  # noqa: E402
from itc.planning.queries.effects import Wish, effect  # noqa: E402
from itc.planning.rules.question import Question  # noqa: E402
from itc.resources.models import Resource  # noqa: E402

QUESTION = Question("ข้าวกล้องงอก", "TH-51", family="rice-products")
DAY = dt.timedelta(days=1)
WINDOW = 14
"""Days within which a centre holds at once."""
Act = Callable[[], Any]


def after(days: float) -> dt.datetime:
    """Return the moment so many days from now."""
    return timezone.now() + days * DAY


def person(key: int) -> User:
    return User.objects.get(pk=key)


def case_of(code: str) -> Case:
    return Case.objects.get(code=code)


def planned() -> dict[str, Any]:
    """Make a plan of which half is foreseen, and two officers of the centre that leads it."""
    Centre.objects.update(firm_window_days=WINDOW)
    plan = Plan.objects.get(pk=ask(question=QUESTION, now=timezone.now())["token"])
    lead = Centre.objects.get(pk=accepted(plan, "earliest", now=timezone.now()).lead_centre)
    officers = [
        User.objects.create_user(
            name=f"Officer {n}", email=f"duel-{n}@example.org", is_staff=True, email_confirmed_at=after(-9)
        )
        for n in (1, 2)
    ]
    for each in officers:
        Post.objects.create(
            person=each, role=Post.Role.OFFICER, centre=lead, valid_from=thai.local_day(after(-9))
        )
    return {"plan": plan.pk, "officers": [each.pk for each in officers]}


def firm(phone: str) -> dict[str, int]:
    """Enter somebody with a firm, who lets officers act for her."""
    now = timezone.now()
    owner = User.objects.create_user(name="Owner", phone=phone, phone_confirmed_at=now)
    give(person=owner, purpose=BY_OFFICER, by=owner, now=now)
    made = enter_firm(
        name=f"Firm {phone}", number="", kind="sme", sector="manufacturing", province="TH-51",
        people=None, revenue_thb=None, by=owner, now=now,
    )  # fmt: skip
    return {"owner": owner.pk, "firm": made.pk}


def steps(case: str) -> list[dict[str, Any]]:
    """Return the steps of a case that hold or foresee something: what a duel may be about."""
    found = case_of(case).steps.kept().filter(slots__ended_at=None, slots__isnull=False).distinct()
    return [
        {
            "seq": step.seq, "stage": step.stage, "day": thai.local_day(step.starts_at).isoformat(),
            "held": all(slot.is_held for slot in step.slots.all()),
            "in_days": (step.starts_at - timezone.now()) / DAY,
            "ends_in": (step.ends_at - timezone.now()) / DAY,
            "machine": any(slot.resource and slot.resource.kind == "machine" for slot in step.slots.all()),
            "slots": [slot.pk for slot in step.slots.all() if slot.resource_id],
        }
        for step in found
    ]  # fmt: skip


def changing(case: str, by: int, days: float = 0, **wished: Any) -> Act:
    """Look at what a wish changes, as her page shows it; return the doing of it."""
    move = {int(seq): dt.date.fromisoformat(day) for seq, day in wished.get("move", {}).items()}
    wish = Wish(not_before=move, dropped=frozenset(wished.get("drop", ())))
    shown = effect(case_of(case), wish, now=after(days)).shown
    return lambda: change(case=case_of(case), wish=wish, shown=shown, by=person(by), now=after(days))


def technician(case: str, seq: int) -> dict[str, int]:
    """Put somebody in a post where a step holds a machine; return her, and the machine."""
    slot = Slot.objects.live().filter(step__case__code=case, step__seq=seq, booking__isnull=False).first()
    assert slot
    assert slot.resource
    made, new = User.objects.get_or_create(
        name="Technician", email=f"at-{slot.resource.centre_id}@example.org"
    )
    if new:
        day = thai.local_day(after(-9))
        Post.objects.create(person=made, role="officer", centre=slot.resource.centre, valid_from=day)
    return {"by": made.pk, "unit": slot.resource.pk}


def breaking(case: str, unit: int, by: int) -> Act:
    """Look at what falls with a machine that breaks under a case; return the doing of it."""
    slots = Slot.objects.live().filter(resource=unit, step__case__code=case).order_by("held_from")
    report = Report(slots[0].held_from - DAY / 24, slots[0].held_to + DAY / 24, Outage.Why.BREAKDOWN)
    span = span_of(Resource.objects.get(pk=unit), report.start, report.end, now=timezone.now())
    shown = falling(span, now=timezone.now()).shown
    return lambda: report_outage(unit=unit, report=report, shown=shown, by=person(by), now=timezone.now()).pk


def asks(slot: int) -> None:
    """Let a slot be one that its centre is asked for."""
    Slot.objects.filter(pk=slot).update(must_ask=True)


def walking_in(plan: str, by: int, phone: str) -> str:
    who = WalkIn(f"Walk-in {phone}", phone, f"Shop {phone}", "", "sme")
    return accept_for(
        plan=Plan.objects.get(pk=plan), kind="earliest", walk_in=who, by=person(by), now=timezone.now()
    ).code


def accepting(plan: str, firm: int, by: int) -> str:
    row = Firm.objects.get(pk=firm)
    return accept(
        plan=Plan.objects.get(pk=plan), kind="earliest", firm=row, by=person(by), now=timezone.now()
    ).code


def settle() -> None:
    """End every open case and outage, so that all is free for the next round."""
    for outage in Outage.objects.standing(timezone.now()):
        end_outage(outage=outage.pk, by=outage.reported_by, now=timezone.now())
    for case in Case.objects.open():
        close_case(case=case, why=Closure.Why.WITHDRAWN, by=None, now=after(999))  # past all that was begun
    give_back(Slot.objects.live(), why="settled", by=None, now=timezone.now())


ACTS: dict[str, Callable[..., Any]] = {
    "planned": planned, "firm": firm, "steps": steps, "asks": asks, "settle": settle,
    "technician": technician,
    "walk in": walking_in, "accept": accepting,
    "confirm": lambda case, by: confirm_case(case=case_of(case), by=person(by), now=timezone.now()),
    "withdraw": lambda case, by: withdraw_case(case=case_of(case), by=person(by), now=timezone.now()),
    "lapse": lambda days: lapse_cases(now=after(days)),
    "firm up": lambda days: firm_up(now=after(days)),
    "open": lambda days: open_visits(now=after(days)),
    "erase": lambda by: erase(by=person(by), now=timezone.now()),
    "close": lambda case, stage, by, days: close_visit(
        case=case_of(case), stage=stage, by=person(by), now=after(days)
    ),
    "answer": lambda slot, yes, by: answer_slot(slot=slot, yes=yes, by=person(by), now=timezone.now()),
}  # fmt: skip


LOOKED: dict[str, Callable[..., Act]] = {"change": changing, "break": breaking}
"""What is looked at before it is done."""


def prepared(act: dict[str, Any]) -> Act:
    """Return an act ready to be done; a change is looked at before."""
    what = act.pop("do")
    if what in LOOKED:
        return LOOKED[what](**act)
    return lambda: ACTS[what](**act)


def ended(act: dict[str, Any], at: float) -> dict[str, Any]:
    """Do an act at a moment and return how it ended."""
    try:
        ready = prepared(act)
        time.sleep(max(0, at - time.time()))
        return {"end": "done", "out": ready()}
    except Refusal as refusal:
        return {"end": type(refusal).__name__}
    except Exception as error:  # noqa: BLE001 - a server error is what a duel looks for
        return {"end": f"FAULT {type(error).__name__}: {error}"}


if __name__ == "__main__":
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(ended(asked, asked.pop("at", 0)), default=lambda _row: None), flush=True)  # noqa: T201 - it is what it answers
