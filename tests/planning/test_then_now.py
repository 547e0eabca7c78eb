"""An old link says what its plan came to then, and what the same question comes to now."""

import datetime as dt

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from itc.planning.actions import ask
from itc.planning.models import Plan
from itc.planning.queries.then_now import is_old, then_and_now
from itc.planning.rules.question import PLAN_COST, Question
from itc.resources.models import Booking, Resource

pytestmark = [pytest.mark.django_db, pytest.mark.both]
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


def test_the_page_of_an_old_link_shows_both_and_one_of_today_does_not(client: Client, plan: Plan) -> None:
    assert "ครั้งนั้นและวันนี้" not in client.get(f"/plans/{plan.pk}").content.decode()
    Plan.objects.filter(pk=plan.pk).update(made_at=plan.made_at - 3 * DAY)
    page = client.get(f"/plans/{plan.pk}").content.decode()
    assert "ครั้งนั้นและวันนี้" in page
    assert "ยังใช้ได้" in page


def test_an_old_link_that_no_longer_holds_shows_the_figures_side_by_side(client: Client, plan: Plan) -> None:
    answer = plan.answer
    answer["plans"][0]["travel_km"] = 7
    Plan.objects.filter(pk=plan.pk).update(answer=answer, made_at=plan.made_at - 3 * DAY)
    page = client.get(f"/plans/{plan.pk}").content.decode()
    assert "<td>7 กม.</td>" in page
    assert "วางแผนใหม่จากวันนี้" in page


def test_an_old_link_costs_a_plan_and_shows_its_own_where_that_is_too_much(
    client: Client, plan: Plan, settings: LazySettings
) -> None:
    settings.PUBLIC_LIMIT = PLAN_COST
    Plan.objects.filter(pk=plan.pk).update(made_at=plan.made_at - 3 * DAY)
    first, second = (client.get(f"/plans/{plan.pk}") for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 200)
    assert "ครั้งนั้นและวันนี้" in first.content.decode()
    assert "ครั้งนั้นและวันนี้" not in second.content.decode()
