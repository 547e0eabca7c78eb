"""What she leaves out and the law asks for is said; what cannot be planned keeps all she typed."""

import datetime as dt

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from itc.planning.models import Plan
from tests.reference import STORY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("network")]
WARNING = "Left out, and yet the law asks for it"


@pytest.fixture
def plan(client: Client) -> Plan:
    client.post("/plans", {"idea": STORY, "province": "TH-51"})
    return Plan.objects.get()


def lawful(plan: Plan) -> list[int]:
    """Return the steps that a law asks for whatever the product is."""
    return [
        step["seq"]
        for step in plan.answer["path"]
        if step["on"]
        and any(each["compulsory"] == "yes" and not each["question"] for each in step["standards"])
    ]


def changed(client: Client, plan: Plan, **change: object) -> tuple[int, str]:
    answer = client.post(f"/en/plans/{plan.pk}/changes", change, follow=True)
    return answer.status_code, answer.content.decode()


def test_leaving_out_what_the_law_asks_for_is_said_and_other_steps_are_not(
    client: Client, plan: Plan
) -> None:
    needed = lawful(plan)
    free = next(step["seq"] for step in plan.answer["path"] if step["on"] and not step["standards"])
    assert needed
    assert WARNING in changed(client, plan, step_off=needed[0])[1]
    assert WARNING not in changed(client, plan, step_off=free)[1]


def test_a_first_day_beyond_the_calendars_keeps_what_was_typed(client: Client, plan: Plan) -> None:
    far = timezone.localdate() + dt.timedelta(days=1_200)
    status, html = changed(client, plan, amount="777", amount_unit="kg", start=far.isoformat())
    assert status == 422
    assert "Calendars are open for a year ahead" in html
    assert 'value="777"' in html
    assert f'value="{far.isoformat()}"' in html


def test_who_asks_too_often_keeps_what_was_typed_and_hears_when_to_try_again(
    client: Client, plan: Plan, settings: LazySettings
) -> None:
    settings.PUBLIC_LIMIT = 1
    client.post(f"/en/plans/{plan.pk}/changes", {"amount": "50"})
    answer = client.post(f"/en/plans/{plan.pk}/changes", {"amount": "777", "amount_unit": "kg"})
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert 'value="777"' in answer.content.decode()
    assert Plan.objects.count() <= 2


def test_with_every_step_left_out_there_is_no_plan(client: Client, plan: Plan) -> None:
    steps = [step["seq"] for step in plan.answer["path"]]
    asked = {"idea": STORY, "province": "TH-51", "steps_off": steps}
    answer = client.post("/api/v1/plans", asked, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (422, "nothing-left")
