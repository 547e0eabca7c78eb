"""A small case without a planner: steps at a machine and a counter, a firm, and who keeps and serves it."""

import datetime as dt
from decimal import Decimal

from itc.accounts.models import User
from itc.cases.actions.opening import open_case
from itc.cases.models import Case
from itc.cases.rules.planned import Accepted, PlannedStep
from itc.catalogue.models import Family
from itc.firms.actions import enter_firm
from itc.firms.models import Firm
from itc.network.models import Centre, Post
from itc.planning.rules.question import Question
from itc.resources.rules.holding import Hold, Order

NOW = dt.datetime(2026, 12, 1, 2, 0, tzinfo=dt.UTC)  # a Tuesday, 09:00 in Bangkok
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def firm_of(person: User, name: str = "แม่คำลำไย", number: str = "", now: dt.datetime = NOW) -> Firm:
    return enter_firm(
        name=name, number=number, kind="sme", sector="manufacturing", province="TH-51", people=4,
        revenue_thb=Decimal(900_000), by=person, now=now,
    )  # fmt: skip


def planned(seq: int, *wanted: Hold | Order, firm: bool = True, **given: object) -> PlannedStep:
    start = NOW + seq * 3 * DAY
    plain = {
        "seq": seq, "after": (), "stage": "engineering", "operation": "drying", "name_th": f"ขั้นที่ {seq}",
        "name_en": f"Step {seq}", "booked_as": "resource", "presence": "owner", "certainty": "firm",
        "starts_at": start, "ends_at": start + 3 * HOUR, "ready_at": start + 3 * HOUR,
        "cost_thb": Decimal(600), "centre": "IEAT-NRIE", "place_th": "ศูนย์ลำพูน", "place_en": "Lamphun centre",
    }  # fmt: skip
    return PlannedStep(**plain | given, wanted=wanted, is_firm=firm)  # type: ignore[arg-type]  # as filled in


def hold(code: str, seq: int) -> Hold:
    start = NOW + seq * 3 * DAY
    return Hold(code, start, start + 3 * HOUR, start, start + 3 * HOUR)


def accepted(*steps: PlannedStep, plan: str = "plan-1", lead: str = "IEAT-NRIE") -> Accepted:
    asked = Question(idea="ลำไยอบแห้ง", province="TH-51").as_json()
    return Accepted(plan, "earliest", "ลำไยอบแห้ง", "dried-fruit", lead, asked, steps)


def case_of(firm: Firm, by: User, *steps: PlannedStep, plan: str = "plan-1", now: dt.datetime = NOW) -> Case:
    return open_case(firm=firm, accepted=accepted(*steps, plan=plan), by=by, now=now)


def family() -> Family:
    return Family.objects.get_or_create(
        code="dried-fruit", defaults={"name_th": "ผลไม้อบแห้ง", "name_en": "Dried fruit", "source": "test"}
    )[0]


def in_post(name: str, centre: Centre) -> User:
    """Return an officer of a centre."""
    person = User.objects.create_user(name=name, email=f"{name.lower()}@example.org")
    Post.objects.create(person=person, role=Post.Role.OFFICER, centre=centre, valid_from="2026-01-01")
    return person
