"""Any changes of any case, one after another, leave it sound, and nobody else's time is touched."""

import datetime as dt
from collections import Counter
from decimal import Decimal
from random import Random

import pytest
from django.utils import timezone

from itc.accounts.models import User
from itc.cases.models import Case
from itc.catalogue.queries.knowledge import knowledge
from itc.catalogue.rules.amounts import Amount
from itc.lib import thai
from itc.lib.refusal import Refusal
from itc.planning.errors import ChangedMeanwhile, PlanNotSound
from itc.planning.queries.effects import Effect, Wish
from tests.planning.underway import Times, case_of, done, others, snapshot, sound

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("network")]
IDEAS = (
    "ลำไยอบแห้ง 100 กก.", "สบู่สมุนไพรไพล", "น้ำพริกเผา 50 กก. ส่งออกญี่ปุ่น", "เซรั่มบำรุงผิว 20 ลิตร", "ข้าวแต๋น",
)  # fmt: skip
SORTS = ("move", "drop", "add", "amount")
DAY = dt.timedelta(days=1)


def any_wish(sort: str, case: Case, chance: Random, now: dt.datetime) -> Wish:
    """Return one thing of a sort to be changed, whether or not it can be."""
    steps = {step.seq: step for step in case.steps.kept()}
    seq = chance.choice(sorted(steps))
    if sort == "move":
        day = thai.local_day(steps[seq].starts_at) + chance.randint(-5, 30) * DAY
        return Wish(not_before={seq: max(day, thai.local_day(now))})
    if sort == "drop":
        return Wish(dropped=frozenset({seq}))
    off = {line.seq for line in knowledge().lines[case.family_id]} - steps.keys()
    if sort == "add" and off:
        return Wish(added=frozenset({chance.choice(sorted(off))}))
    amount = Decimal(chance.choice((5, 20, 50, 100, 200, 400)))
    return Wish(amount=Amount(amount, chance.choice(("kg", "kg", "l", "piece"))))


def tried(case: Case, wish: Wish, owner: User, now: dt.datetime) -> Effect | None:
    """Do what is wished and look at all that must hold then; None where it is refused, and nothing done."""
    was, elsewhere = snapshot(case), others()
    try:
        found = done(case, wish, owner, now)
    except (PlanNotSound, ChangedMeanwhile):
        raise
    except Refusal:
        assert snapshot(case) == was
        return None
    assert others() == elsewhere
    sound(case)
    same_but(found, was, snapshot(case))
    return found


def same_but(found: Effect, was: dict[int, Times], now: dict[int, Times]) -> None:
    """What was shown is what was done."""
    left_out = {each.seq for each in found.changes if each.after is None}
    put_in = {each.seq for each in found.changes if each.before is None}
    moved = {each.seq for each in found.changes if each.before and each.after and each.moved}
    assert now.keys() == was.keys() - left_out | put_in
    assert {seq for seq in was.keys() & now.keys() if was[seq] != now[seq]} <= moved


def walked(idea: str, owner: User, seed: int, rounds: int) -> Counter[str]:
    """Change a case in each sort once a round, as days go by; return how many of each could be done."""
    chance, now, counted = Random(seed), timezone.now(), Counter[str]()
    case = case_of(idea, owner, now)
    for _ in range(rounds):
        for sort in chance.sample(SORTS, len(SORTS)):
            wish, was = any_wish(sort, case, chance, now), snapshot(case).keys()
            if tried(case, wish, owner, now) is None:
                continue
            counted[sort] += 1
            if wish.dropped and tried(case, Wish(added=wish.dropped), owner, now):
                assert snapshot(case).keys() == was
                counted["put back"] += 1
        now += chance.randint(1, 6) * DAY
    return counted


def test_any_changes_leave_a_case_sound(owner: User) -> None:
    counted = sum((walked(idea, owner, 7, rounds=1) for idea in IDEAS[:3]), Counter[str]())
    assert {*SORTS, "put back"} == counted.keys()


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("idea", IDEAS)
def test_very_many_changes_leave_a_case_sound(owner: User, idea: str, seed: int) -> None:
    assert walked(idea, owner, seed, rounds=4).total() > 6
