"""Each step of a plan stands once on the line, by its day, with all that explains it behind its fold."""

import copy
import datetime as dt
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from itc.planning.actions import ask
from itc.planning.models import Plan
from itc.planning.queries.kept import named
from itc.planning.queries.steps import other_stations, planned_stations
from itc.planning.rules.question import Question
from itc.web.line import Step
from tests.reference import STORY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("network")]
Json = dict[str, Any]


@pytest.fixture
def plan(network: dt.datetime) -> Plan:
    body = ask(question=Question(idea=STORY, province="TH-51"), now=timezone.now())
    return Plan.objects.get(pk=body["token"])


def laid(answer: Json, best: Json | None = None) -> list[Step]:
    """Return the dated steps in English, station by station."""
    with override("en"):
        stations = planned_stations(answer, best or answer["plans"][0])
    return [step for station in stations for step in station.steps]


def test_every_step_of_the_plan_stands_once_and_every_other_may_be_put_in(plan: Plan) -> None:
    path = plan.answer["path"]
    numbers = [step.switch.value for step in laid(plan.answer) if step.switch]
    assert sorted(map(int, numbers)) == sorted(step["seq"] for step in path if step["on"])
    others = [step.switch for station in other_stations(plan.answer) for step in station.steps]
    assert sorted(int(each.value) for each in others if each) == sorted(
        step["seq"] for step in path if not step["on"]
    )
    assert {each.name for each in others if each} == {"step_on"}


def test_inside_a_station_steps_stand_by_their_day(plan: Plan) -> None:
    for station in planned_stations(plan.answer, plan.answer["plans"][0]):
        days = [step.starts_at for step in station.steps]
        assert days == sorted(days, key=str)


@pytest.mark.parametrize(("days", "said"), [(0, False), (4, False), (5, True), (30, True)])
def test_a_step_that_waits_long_for_its_turn_says_since_when(
    plan: Plan, client: Client, days: int, said: bool
) -> None:
    best = plan.answer["plans"][0]
    late = next(step for step in best["steps"] if step["after"] and not step["unmet"])
    for step in best["steps"]:
        if step["seq"] in late["after"]:
            step["ready_at"] = "2027-02-01T15:00:00+07:00"
    late["starts_at"] = (
        f"2027-{2 if days < 28 else 3:02}-{(1 + days) if days < 28 else days - 27:02}T09:00:00+07:00"
    )
    late["ends_at"] = late["ready_at"] = late["starts_at"]
    (found,) = (step for step in laid(plan.answer) if step.switch and step.switch.value == str(late["seq"]))
    assert found.could_begin == (dt.date(2027, 2, 1) if said else None)
    plan.save()
    words = "What goes before is done on 1 Feb 2027"
    assert (words in client.get(f"/en/plans/{plan.pk}").content.decode()) is said


def test_the_first_step_waits_for_nothing(plan: Plan) -> None:
    first = next(step for step in plan.answer["plans"][0]["steps"] if not step["after"])
    (found,) = (step for step in laid(plan.answer) if step.switch and step.switch.value == str(first["seq"]))
    assert found.could_begin is None


def test_a_step_says_machine_or_role_place_and_price(plan: Plan) -> None:
    steps = {str(step.title): step for step in laid(plan.answer)}
    drying = steps["Hot-air drying"]
    assert drying.price is not None
    assert drying.price > 0
    assert str(drying.resources[0]).startswith("Hot-air tray dryer")
    assert drying.place
    assert drying.presence == "owner"
    filing = next(step for step in steps.values() if step.certainty == "expected" and step.place)
    assert filing.price is None
    assert filing.resources, "who prepares it, by role"


def test_what_is_under_way_when_a_step_begins_runs_beside_it(plan: Plan) -> None:
    best = plan.answer["plans"][0]
    for step in laid(plan.answer):
        slot = next(each for each in best["steps"] if each["name_en"] == step.title)
        earlier = {
            each["name_en"]
            for each in best["steps"]
            if each["stage"] == slot["stage"]
            and each["starts_at"] <= slot["starts_at"] < each["ready_at"]
            and each["seq"] != slot["seq"]
        }
        assert set(map(str, step.beside)) <= earlier
        assert not set(map(str, step.beside)) & {
            each["name_en"] for each in best["steps"] if each["seq"] in slot["after"]
        }, "what one waits for does not run beside it"
    assert any(step.beside for step in laid(plan.answer))


def barred(answer: Json) -> tuple[Json, Json]:
    """Return an answer whose third step nobody does, and that step."""
    made = copy.deepcopy(answer)
    best = made["plans"][0]
    step = best["steps"][2]
    step |= {"unmet": "no_provider", "centre": None, "office": None, "resources": [], "cost_thb": None}
    cure = {"reason": "barred", "reason_th": "ลองเลือกทั้งประเทศ", "reason_en": "Try the whole country."}
    best["unmet"] = [{"seq": step["seq"], "name_th": step["name_th"], "name_en": step["name_en"]} | cure]
    return made, step


def test_what_nobody_can_do_stands_last_in_its_station_with_a_cure(plan: Plan) -> None:
    answer, slot = barred(plan.answer)
    (station,) = [each for each in planned_stations(answer, answer["plans"][0]) if each.slug == slot["stage"]]
    with override("en"):
        step = laid(answer)[[str(each.title) for each in laid(answer)].index(named(slot))]
    assert station.steps[-1].unmet
    assert step.cure == "Try the whole country."
    assert step.beside == ()


@pytest.mark.parametrize(
    ("prefix", "no_day", "nobody"), [("", "ยังไม่มีวัน", "ยังไม่มีใครทำได้"), ("/en", "no day yet", "Nobody")]
)
def test_the_page_names_it_without_a_day_and_offers_the_cure(
    client: Client, plan: Plan, prefix: str, no_day: str, nobody: str
) -> None:
    answer, slot = barred(plan.answer)
    Plan.objects.filter(pk=plan.pk).update(answer=answer)
    html = unescape(client.get(f"{prefix}/plans/{plan.pk}").content.decode())
    (row,) = re.findall(
        rf'<li class="is-unmet">(?:(?!</li>).)*id="s{slot["seq"]}".*?</summary>', html, re.DOTALL
    )
    assert no_day in row
    assert nobody in row
    assert "฿" not in row
    assert 'name="wish_off" value="region"' in html
    other = client.get(f"/plans/{plan.pk}?kind=nearest").content.decode()
    assert ("is-unmet" in other) is (len(answer["plans"]) == 1)


def test_a_plan_kept_before_conditions_were_in_english_still_shows(client: Client, plan: Plan) -> None:
    answer = copy.deepcopy(plan.answer)
    for step in answer["path"]:
        for standard in step["standards"]:
            del standard["condition_en"]
    Plan.objects.filter(pk=plan.pk).update(answer=answer)
    assert client.get(f"/en/plans/{plan.pk}").status_code == 200


def test_laws_stand_before_what_is_voluntary(plan: Plan) -> None:
    for step in laid(plan.answer):
        forces = [mark.force for mark in step.standards]
        assert forces == sorted(forces, key=["yes", "depends", "no"].index)
