"""A provider who said no proposes other times of the same unit; the firm takes one with a press."""

import datetime as dt
import re

import pytest
from django.test import Client

from itc.accounts.models import User
from itc.cases.actions.answering import answer_slot
from itc.cases.link_errors import TimeGone
from itc.cases.models import Case, Proposal, Slot
from itc.network.models import Post
from itc.notices.models import Notice
from itc.planning.actions.proposing import take
from itc.resources.models import Booking, Resource
from tests.planning.underway import case_of, others, sound

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("network")]


@pytest.fixture
def slot(owner: User, stranger: User, now: dt.datetime) -> Slot:
    """A slot of a machine that its centre, where the stranger is an operator, has said no to."""
    case = case_of("ลำไยอบแห้ง 100 กก.", owner, now)
    held = Slot.objects.filter(step__case=case, booking__isnull=False, resource__kind="machine")
    found = held.order_by("held_from", "pk")[0]
    Slot.objects.filter(pk=found.pk).update(must_ask=True)
    Resource.objects.filter(pk=found.resource_id).update(approval="ask")
    assert found.resource
    Post.objects.create(person=stranger, role="operator", centre=found.resource.centre, valid_from=now.date())
    return answer_slot(slot=found.pk, yes=False, words="ซ่อม", by=stranger, now=now)


def proposed(client: Client, slot: Slot, provider: User, pick: slice = slice(3)) -> list[Proposal]:
    """Propose times by the page; return them."""
    client.force_login(provider)
    html = client.get(f"/asked/{slot.pk}/propose").content.decode()
    times = re.findall(r'name="time" value="([^"]+)"', html)
    assert client.post(f"/asked/{slot.pk}/propose", {"time": times[pick]}).status_code == 302
    return list(Proposal.objects.filter(slot=slot))


def test_a_time_that_was_proposed_is_taken_with_a_press_and_not_asked_again(
    client: Client, slot: Slot, owner: User, stranger: User
) -> None:
    strangers = others()
    made = proposed(client, slot, stranger)
    assert len(made) == len({each.starts_at.date() for each in made}) == 3
    assert Notice.objects.get(person=owner, kind="slot.proposed")
    client.force_login(owner)
    step, code = slot.step, slot.step.case.code
    html = client.get(f"/cases/{code}/steps/{step.seq}").content.decode()
    assert html.count("/proposals/") == 3
    assert client.post(f"/cases/{code}/proposals/{made[1].pk}").status_code == 302
    step.refresh_from_db()
    assert (step.starts_at, step.ends_at) == (made[1].starts_at, made[1].ends_at)
    new = Slot.objects.live().get(step=step, resource=slot.resource)
    assert (new.must_ask, new.answered_by, new.is_held) == (True, stranger, True)
    assert Notice.objects.get(person=stranger, kind="slot.taken")
    assert Notice.objects.filter(person=stranger, kind="slot.asked", key=f"{new.pk}").count() == 0
    sound(slot.step.case)
    assert others() == strangers
    client.post(f"/cases/{code}/proposals/{made[2].pk}")
    step.refresh_from_db()
    assert step.starts_at == made[1].starts_at, "one is enough"
    assert f"/proposals/{made[2].pk}" not in client.get(f"/cases/{code}/steps/{step.seq}").content.decode()


def test_what_went_to_somebody_else_meanwhile_is_not_taken(
    client: Client, slot: Slot, owner: User, stranger: User, now: dt.datetime
) -> None:
    (made,) = proposed(client, slot, stranger, slice(1))
    times = {"held_from": made.starts_at, "held_to": made.ends_at}
    used = {"use_from": made.starts_at, "use_to": made.ends_at}
    Booking.objects.create(resource_id=slot.resource_id, purpose="other", **times, **used)
    with pytest.raises(TimeGone):
        take(case=Case.objects.get(pk=slot.step.case_id), proposal=made.pk, by=owner, now=now)
    assert Proposal.objects.get().taken_at is None


def test_nobody_else_proposes_or_takes(
    client: Client, slot: Slot, owner: User, stranger: User, ministry: User
) -> None:
    (made,) = proposed(client, slot, stranger, slice(1))
    for person in (owner, ministry):
        client.force_login(person)
        assert client.get(f"/asked/{slot.pk}/propose").status_code == 404
    for person in (stranger, ministry):
        client.force_login(person)
        assert client.post(f"/cases/{slot.step.case.code}/proposals/{made.pk}").status_code == 404
    assert Proposal.objects.get().taken_at is None


def test_what_the_page_did_not_offer_is_not_proposed(client: Client, slot: Slot, stranger: User) -> None:
    client.force_login(stranger)
    sent = {"time": ["2026-12-24T00:00:00+00:00", "x"]}
    assert client.post(f"/asked/{slot.pk}/propose", sent).status_code == 422
    assert not Proposal.objects.exists()
