"""Rewriting the steps of a case: what is given back, what is held, what only costs otherwise."""

from dataclasses import replace
from decimal import Decimal

import pytest

from itc.accounts.models import User
from itc.audit.models import Event
from itc.cases.actions.changing import change_case
from itc.cases.actions.ending import withdraw_case
from itc.cases.errors import CaseClosed, UnknownCase
from itc.cases.models import Case, Slot
from itc.cases.rules.planned import Rewritten
from itc.cases.timeline import of_changes
from itc.resources.errors import NotAllFree
from itc.resources.models import Booking
from tests.cases import world
from tests.cases.world import DAY, NOW

AFTER = {2: (), 5: (2,), 20: (5,)}


def rewritten(case: Case, **given: object) -> Rewritten:
    return Rewritten(**{"asked": case.asked | {"amount": "5"}, "after": {}} | given)


def put_in(seq: int = 5) -> Rewritten:
    step = world.planned(seq, world.hold("U1", seq), after=(2,))
    return Rewritten(asked={"amount": "5"}, after=AFTER, added=(step,))


def live(case: Case) -> set[int]:
    held = Slot.objects.live().filter(step__case=case, booking__isnull=False)
    return set(held.values_list("booking", flat=True))


def test_a_step_put_in_is_held_and_waited_for(case: Case, owner: User) -> None:
    before = live(case)
    change_case(case=case, change=put_in(), by=owner, now=NOW)
    assert {step.seq: tuple(step.after) for step in case.steps.kept()} == AFTER
    assert len(live(case) - before) == 1
    assert before < live(case)
    assert Case.objects.get(pk=case.pk).asked == {"amount": "5"}
    assert Event.objects.get(verb="case.changed").details["added"] == [5]


def test_a_step_that_was_left_out_comes_back_in_its_row(case: Case, owner: User) -> None:
    change_case(case=case, change=put_in(), by=owner, now=NOW)
    row = case.steps.get(seq=5)
    change_case(case=case, change=rewritten(case, dropped=frozenset({5})), by=owner, now=NOW)
    row.refresh_from_db()
    assert (row.dropped_at, row.dropped_by) == (NOW, owner)
    assert not Slot.objects.live().filter(step=row).exists()
    was = row.revision
    change_case(case=case, change=put_in(), by=owner, now=NOW + DAY)
    row.refresh_from_db()
    assert (row.dropped_at, row.dropped_by) == (None, None)
    assert row.revision > was
    assert Slot.objects.live().get(step=row).is_held


def test_a_new_price_leaves_what_is_held(case: Case, owner: User) -> None:
    before = live(case)
    change_case(case=case, change=rewritten(case, prices={2: Decimal(750), 20: None}), by=owner, now=NOW)
    assert live(case) == before
    assert [step.cost_thb for step in case.steps.order_by("seq")] == [Decimal(750), None]


def test_nothing_is_written_where_something_is_not_free(case: Case, owner: User, dryer: object) -> None:
    hold = world.hold("U1", 5)
    booked = Slot.objects.get(step__case=case, booking__isnull=False).booking
    assert booked is not None
    Booking.objects.create(
        resource=booked.resource, held_from=hold.held_from, held_to=hold.held_to,
        use_from=hold.use_from, use_to=hold.use_to, purpose="rival",
    )  # fmt: skip
    asked, before = Case.objects.get(pk=case.pk).asked, live(case)
    with pytest.raises(NotAllFree):
        change_case(case=case, change=replace(put_in(), dropped=frozenset({2})), by=owner, now=NOW)
    assert Case.objects.get(pk=case.pk).asked == asked
    assert live(case) == before
    assert not case.steps.filter(seq=5).exists()
    assert case.steps.kept().filter(seq=2).exists()


def test_who_may_not_change_it_is_told_there_is_none(case: Case, owner: User, stranger: User) -> None:
    with pytest.raises(UnknownCase):
        change_case(case=case, change=put_in(), by=stranger, now=NOW)
    change_case(case=case, change=put_in(), by=owner, now=NOW)
    withdraw_case(case=case, by=owner, now=NOW)
    with pytest.raises(CaseClosed):
        change_case(case=case, change=put_in(8), by=owner, now=NOW)


def test_what_changed_is_told_on_the_case(case: Case, owner: User) -> None:
    change_case(case=case, change=put_in(), by=owner, now=NOW)
    change_case(case=case, change=rewritten(case, dropped=frozenset({20})), by=owner, now=NOW)
    lines = {str(line.words): line.by for line in of_changes(case, owner)}
    assert len(lines) == 2
    assert set(lines.values()) == {"แม่คำ"}
    assert any(case.steps.get(seq=20).name in words for words in lines)
