"""Bad days of the network: a centre that closes, a machine that is gone, a queue without an end."""

import datetime as dt
from typing import Any

import pytest

from itc.lib import thai
from itc.resources.models import Booking, LabOrder, Price, Resource
from tests.planning.answers import Answer, ask, best, held, moment

pytestmark = [pytest.mark.django_db, pytest.mark.both]
SOAP = "สบู่น้ำผึ้ง"
DAY = dt.timedelta(days=1)


def block(resources: Any, start: dt.datetime, end: dt.datetime) -> None:
    """Hold all of these from a moment to another, in place of what held them."""
    Booking.objects.filter(resource__in=resources, held_to__gt=start, held_from__lt=end).delete()
    Booking.objects.bulk_create(
        Booking(resource=each, held_from=start, held_to=end, use_from=start, use_to=end, purpose="outage")
        for each in resources
    )


def used(body: Answer) -> set[str]:
    return {code for plan in body["plans"] for step in plan["steps"] for code, _ in held(step)}


def centres(body: Answer) -> set[str]:
    return {step["centre"]["code"] for plan in body["plans"] for step in plan["steps"] if step["centre"]}


def test_a_centre_that_closes_tomorrow_is_left_out_while_it_is_closed(network: dt.datetime) -> None:
    before = ask(network, idea=SOAP)
    assert "DIP-01" in centres(before)
    block(Resource.objects.filter(centre="DIP-01"), network, network + 120 * DAY)
    after = ask(network, idea=SOAP)
    while_closed = {
        step["centre"]["code"]
        for plan in after["plans"]
        for step in plan["steps"]
        if step["centre"] and held(step) and moment(step["starts_at"]) < network + 120 * DAY
    }
    assert "DIP-01" not in while_closed
    assert best(after)["unmet"] == []


def test_a_machine_that_is_gone_is_replaced_by_another(network: dt.datetime) -> None:
    before = ask(network, idea=SOAP)
    line = next(code for code in sorted(used(before)) if "co-soap-line" in code)
    Booking.objects.filter(resource__code=line).delete()
    Resource.objects.get(code=line).delete()
    after = ask(network, idea=SOAP)
    assert line not in used(after)
    assert any("co-soap-line" in code for code in used(after))
    assert best(after)["unmet"] == []


def test_when_the_last_machine_is_gone_the_step_is_named_and_the_rest_is_planned(
    network: dt.datetime,
) -> None:
    lines = Resource.objects.filter(machine_kind="co-soap-line")
    Booking.objects.filter(resource__in=lines).delete()
    lines.delete()
    plan = best(ask(network, idea=SOAP))
    assert [(each["operation"], each["reason"]) for each in plan["unmet"]] == [("soap-making", "no_provider")]
    step = next(step for step in plan["steps"] if step["operation"] == "soap-making")
    assert (step["cost_thb"], step["centre"], step["resources"]) == (None, None, [])
    assert plan["cost_complete"] is False


def test_no_free_hour_as_far_as_calendars_reach_says_so(network: dt.datetime) -> None:
    block(Resource.objects.filter(machine_kind="co-soap-line"), network, network + 900 * DAY)
    (unmet,) = best(ask(network, idea=SOAP))["unmet"]
    assert unmet["reason"] == "no_free_time"
    assert "as far as calendars reach" in unmet["reason_en"]


def test_a_lab_without_a_free_week_gives_way_to_another(network: dt.datetime) -> None:
    step = next(step for step in best(ask(network, idea=SOAP))["steps"] if step["booked_as"] == "counter")
    code = step["resources"][0]["id"]
    monday = thai.local_day(network) - dt.timedelta(days=thai.local_day(network).weekday())
    LabOrder.objects.bulk_create(
        LabOrder(counter_id=code, drop_off_on=monday + dt.timedelta(days=7 * week + 2))
        for week in range(90)
        for _ in range(50)
    )
    after = best(ask(network, idea=SOAP))
    assert code not in {each["id"] for step in after["steps"] for each in step["resources"]}
    assert after["unmet"] == []


def test_a_provider_without_a_price_is_to_be_quoted_and_never_free(network: dt.datetime) -> None:
    Price.objects.filter(machine_kind="co-soap-line").delete()
    plan = best(ask(network, idea=SOAP))
    step = next(step for step in plan["steps"] if step["operation"] == "soap-making")
    assert step["cost_thb"] is None
    assert plan["cost_complete"] is False
