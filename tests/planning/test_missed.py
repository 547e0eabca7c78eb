"""A step that could not have its time is led to another one, also when that time is over."""

import datetime as dt

import pytest
from django.test import Client

from itc.accounts.models import User
from itc.cases.actions.answering import answer_slot
from itc.cases.actions.ending import confirm_case
from itc.cases.actions.firming import firm_up
from itc.cases.models import Case, Miss, Slot, Step
from itc.lib import thai
from itc.machines.actions.turns import tick
from itc.machines.rules.turns import GRACE, State
from itc.network.models import Post
from itc.planning.queries.effects import Wish
from itc.resources.models import Booking
from tests.cases.recount import faults
from tests.planning.underway import case_of, done, sound

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("network")]
DAY = dt.timedelta(days=1)


@pytest.fixture
def case(owner: User, officer: User, now: dt.datetime) -> Case:
    case = case_of("สบู่สมุนไพรไพล", owner, now)
    Post.objects.create(
        person=officer, role=Post.Role.OFFICER, centre=case.lead_centre, valid_from=thai.local_day(now)
    )
    confirm_case(case=case, by=officer, now=now)
    return case


def missed(case: Case, now: dt.datetime) -> Step:
    """Return a foreseen step whose time went to somebody else before it could be held."""
    slot = (
        Slot.objects.live().filter(step__case=case, booking=None, resource__isnull=False).latest("held_from")
    )
    assert slot.resource
    Booking.objects.create(
        resource=slot.resource, held_from=slot.held_from, held_to=slot.held_to, use_from=slot.use_from,
        use_to=slot.use_to, purpose="rival",
    )  # fmt: skip
    firm_up(now=slot.held_from - 10 * DAY)
    assert Miss.objects.filter(step=slot.step, made_good_at=None).exists()
    return slot.step


def declined(case: Case, officer: User, now: dt.datetime) -> Step:
    """Return a step that was held, and that its provider said no to."""
    slot = Slot.objects.live().filter(step__case=case, booking__isnull=False).latest("held_from")
    Slot.objects.filter(pk=slot.pk).update(must_ask=True)
    assert slot.resource
    Post.objects.create(
        person=officer, role=Post.Role.OFFICER, centre=slot.resource.centre, valid_from=thai.local_day(now)
    )
    answer_slot(slot=slot.pk, yes=False, by=officer, now=now)
    return slot.step


@pytest.mark.parametrize("days", [-0.1, 1, 30])
@pytest.mark.parametrize("how", ["missed", "declined"])
def test_another_time_is_found_soon_before_it_and_after_it_is_over(
    client: Client, case: Case, owner: User, officer: User, now: dt.datetime, how: str, days: float
) -> None:
    step = missed(case, now) if how == "missed" else declined(case, officer, now)
    then = step.starts_at + days * DAY
    found = done(case, Wish({step.seq: thai.local_day(then)}), owner, then)
    assert step.seq in {each.seq for each in found.changes}
    step.refresh_from_db()
    assert step.starts_at > then
    assert not Miss.objects.filter(step=step, made_good_at=None).exists()
    sound(case)
    assert faults() == []


def test_it_may_be_left_out_as_well(case: Case, owner: User, now: dt.datetime) -> None:
    step = missed(case, now)
    done(case, Wish(dropped=frozenset({step.seq})), owner, step.starts_at + DAY)
    assert faults() == []


def test_another_time_is_found_for_who_did_not_come(
    client: Client, case: Case, owner: User, officer: User, now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    slot = Slot.objects.filter(step__case=case, booking__isnull=False).earliest("use_from")
    step, late = slot.step, slot.use_from + GRACE
    Post.objects.create(
        person=officer, role=Post.Role.OPERATOR, centre=step.centre, valid_from=thai.local_day(now)
    )
    tick(slot=slot.pk, state=State.ABSENT, by=officer, now=late)
    monkeypatch.setattr("django.utils.timezone.now", lambda: late)
    client.force_login(owner)
    page = client.get(f"/cases/{case.code}/steps/{step.seq}?day={thai.local_day(late)}")
    assert 'name="shown"' in page.content.decode()
    done(case, Wish({step.seq: thai.local_day(late)}), owner, late)
    step.refresh_from_db()
    assert step.starts_at > late
    assert not Miss.objects.filter(step=step, made_good_at=None).exists()
    sound(case)
    assert faults() == []
