"""An old link says what its plan came to then, and what the same question comes to now."""

import datetime as dt

import pytest
from django.utils import timezone

from itc.planning.actions import ask
from itc.planning.models import Plan
from itc.planning.queries.then_now import is_old, then_and_now
from itc.planning.rules.question import Question
from itc.resources.models import Booking, Resource

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def plan(network: dt.datetime) -> Plan:
    token = ask(question=Question(idea="สบู่น้ำผึ้ง", province="TH-51"), now=timezone.now())["token"]
    return Plan.objects.get(pk=token)


def test_a_plan_of_today_on_the_same_data_is_not_old(plan: Plan) -> None:
    assert not is_old(plan, plan.made_at)
    assert then_and_now(plan, plan.made_at).same


def test_a_plan_of_yesterday_is_old(plan: Plan) -> None:
    assert is_old(plan, plan.made_at + DAY)


def test_what_was_taken_since_then_shows(plan: Plan) -> None:
    first = min(plan.answer["plans"][0]["steps"], key=lambda step: str(step["starts_at"]))
    officer = Resource.objects.get(code=first["resources"][0]["id"])
    start = dt.datetime.fromisoformat(first["starts_at"])
    end = start + 14 * DAY
    officer.bookings.all().delete()
    Booking.objects.create(
        resource=officer,
        held_from=start,
        held_to=end,
        use_from=start,
        use_to=end,
        purpose="leave",
    )
    assert is_old(plan, plan.made_at)
    both = then_and_now(plan, plan.made_at)
    assert both.now is not None
    assert both.now.finish > both.then.finish
    assert not both.same


def test_a_question_that_is_refused_today_says_why(plan: Plan) -> None:
    plan.asked = plan.asked | {"province": "TH-00"}
    both = then_and_now(plan, plan.made_at)
    assert both.now is None
    assert both.refused
    assert not both.same
