"""Her wishes on the page: days off, one part of the country, a first day; each is said and can be undone."""

import datetime as dt
import re
from html import unescape
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from itc.planning.actions import ask
from itc.planning.errors import PlannersBusy
from itc.planning.models import Plan
from itc.planning.rules.question import Question
from itc.planning.views import plans as views
from tests.planning.answers import moment
from tests.reference import STORY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("network")]
FRIDAY, SATURDAY = "4", "5"
SOAP = "สบู่น้ำผึ้ง 20 กก."


@pytest.fixture
def plan(network: dt.datetime) -> Plan:
    body = ask(question=Question(idea=SOAP, province="TH-51"), now=timezone.now())
    return Plan.objects.get(pk=body["token"])


def press(client: Client, plan: Plan, **fields: Any) -> Plan:
    """Press a button of the page and return the plan it leads to."""
    answer = client.post(f"/plans/{plan.pk}/changes", fields)
    assert answer.status_code == 302, answer.content.decode()[:400]
    return Plan.objects.get(pk=re.split(r"[/?]", answer["Location"])[2])


def page(client: Client, plan: Plan, prefix: str = "") -> str:
    return unescape(client.get(f"{prefix}/plans/{plan.pk}").content.decode())


def refused(client: Client, plan: Plan, status: int, **fields: Any) -> str:
    """Press a button that is refused and return the page."""
    before = Plan.objects.count()
    answer = client.post(f"/en/plans/{plan.pk}/changes", fields)
    assert answer.status_code == status
    assert Plan.objects.count() == before
    return unescape(answer.content.decode())


def checked(html: str) -> list[str]:
    """Return the weekdays that are ticked."""
    return re.findall(r'<input type="checkbox" name="days_off" value="(\d)"[^>]* checked>', html)


def chosen(html: str, name: str) -> str:
    """Return what is chosen in a select."""
    (select,) = re.findall(
        rf'<select[^>]* name="{name}".*?</select>|<select name="{name}".*?</select>', html, re.DOTALL
    )
    (value,) = re.findall(r'<option value="([^"]*)"[^>]* selected', select)
    return str(value)


def test_not_on_fridays_makes_new_plans_and_stays(client: Client, plan: Plan) -> None:
    new = press(client, plan, days_off=[FRIDAY])
    assert new.asked["days_off"] == [4]
    mine = [step for made in new.answer["plans"] for step in made["steps"] if step["presence"] == "owner"]
    days = {moment(step["starts_at"]).weekday() for step in mine if not step["unmet"] and step["centre"]}
    assert days
    assert 4 not in days
    assert checked(page(client, new)) == [FRIDAY]


@pytest.mark.parametrize(
    ("prefix", "words"),
    [
        ("", ["ไม่ว่างวันศุกร์", "เฉพาะภาคเหนือ", "ตั้งแต่ 5 ม.ค. 2570"]),
        ("/en", ["Not on a Friday", "Only in the region North", "From 5 Jan 2027"]),
    ],
)
def test_each_wish_is_a_chip_in_words(client: Client, plan: Plan, prefix: str, words: list[str]) -> None:
    asked = plan.asked | {"days_off": [4], "region": "North", "start": "2027-01-05"}
    Plan.objects.filter(pk=plan.pk).update(asked=asked)
    html = page(client, plan, prefix)
    for code, said in zip(("day-4", "region", "start"), words, strict=True):
        (chip,) = re.findall(rf'<button class="chip" name="wish_off" value="{code}".*?</button>', html)
        assert said in chip


def test_a_wish_is_undone_by_its_chip_and_the_others_stay(client: Client, plan: Plan) -> None:
    start = (timezone.localdate() + dt.timedelta(days=9)).isoformat()
    fields: dict[str, Any] = {"days_off": [FRIDAY, SATURDAY], "region": "North", "start": start}
    wished = press(client, plan, **fields)
    assert (wished.asked["days_off"], wished.asked["region"]) == ([4, 5], "North")
    free = press(client, wished, **fields, wish_off="day-4")
    assert (free.asked["days_off"], free.asked["region"], free.asked["start"]) == ([5], "North", start)
    anywhere = press(client, wished, **fields, wish_off="region")
    assert (anywhere.asked["days_off"], anywhere.asked["region"]) == ([4, 5], None)
    today = press(client, wished, **fields, wish_off="start")
    assert (today.asked["start"], today.asked["region"]) == (None, "North")


def test_a_wish_is_undone_in_its_field_too(client: Client, plan: Plan) -> None:
    wished = press(client, plan, days_off=[FRIDAY], region="North")
    free = press(client, wished, region="", start="")
    assert (free.asked["days_off"], free.asked["region"]) == ([], None)
    assert chosen(page(client, free), "region") == ""
    assert chosen(page(client, wished), "region") == "North"


def test_an_amount_that_is_emptied_is_gone(client: Client, plan: Plan) -> None:
    assert plan.answer["amount"]
    none = press(client, plan, amount="", amount_unit="kg")
    assert none.answer["amount"] is None
    assert press(client, none, amount="", amount_unit="kg").answer["amount"] is None
    again = press(client, none, amount="50", amount_unit="kg")
    assert again.answer["amount"] == {"value": "50", "unit": "kg"}


def test_another_button_sends_the_wishes_along(client: Client, plan: Plan) -> None:
    step = next(each["seq"] for each in plan.answer["path"] if each["on"] and not each["standards"])
    new = press(client, plan, days_off=[FRIDAY], region="", step_off=step)
    assert new.asked["days_off"] == [4]
    assert step in new.asked["steps_off"]


def test_with_no_day_left_all_she_ticked_is_still_there(client: Client, plan: Plan) -> None:
    html = refused(client, plan, 422, days_off=list("0123456"), amount="33", region="North", province="TH-90")
    assert "You can come on no day of the week" in html.split('id="id_days_off"')[1].split("</fieldset>")[0]
    assert checked(html) == list("0123456")
    assert 'name="amount" value="33"' in html
    assert chosen(html, "region") == "North"
    assert chosen(html, "province") == "TH-90"
    assert re.search(r'<details class="wishes-more[^>]* open', html), "the fault is not folded away"


@pytest.mark.parametrize("region", ["Mars", "north", "<b>", "ภาคเหนือ"])
def test_a_part_of_the_country_nobody_knows_is_refused_at_its_field(
    client: Client, plan: Plan, region: str
) -> None:
    html = refused(client, plan, 422, region=region, days_off=[FRIDAY])
    assert "We do not know this part of the country" in html
    assert checked(html) == [FRIDAY]


@pytest.mark.parametrize("days", [["7"], ["-1"], ["fri"], ["4", "x"]])
def test_a_day_that_is_none_is_refused_by_the_form(client: Client, plan: Plan, days: list[str]) -> None:
    html = refused(client, plan, 422, days_off=days, amount="33")
    assert "errorlist" in html.split('id="id_days_off"')[1].split("</fieldset>")[0]
    assert 'name="amount" value="33"' in html


def test_a_first_day_too_far_stands_at_its_field(client: Client, plan: Plan) -> None:
    far = (timezone.localdate() + dt.timedelta(days=900)).isoformat()
    html = refused(client, plan, 422, start=far, days_off=[FRIDAY], platform="green-circular")
    assert "Calendars are open for a year ahead" in html
    assert f'value="{far}"' in html
    assert chosen(html, "platform") == "green-circular"


def test_when_many_ask_at_once_her_wishes_are_kept(
    client: Client, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(**_asked: object) -> None:
        raise PlannersBusy

    monkeypatch.setattr(views, "ask", busy)
    html = refused(client, plan, 429, days_off=[FRIDAY], region="South", amount="33")
    assert "Many people are asking" in html
    assert (checked(html), chosen(html, "region")) == ([FRIDAY], "South")


def test_who_asks_too_often_keeps_her_wishes(client: Client, plan: Plan, settings: LazySettings) -> None:
    settings.PUBLIC_LIMIT = 1
    html = refused(client, plan, 429, days_off=[FRIDAY], amount="33")
    assert checked(html) == [FRIDAY]
    assert 'name="amount" value="33"' in html


def test_a_page_open_too_long_keeps_her_wishes_and_takes_them_the_second_time(plan: Plan) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.get(f"/plans/{plan.pk}")
    fields = {"days_off": [FRIDAY], "amount": "33", "csrfmiddlewaretoken": "x" * 64}
    html = refused(browser, plan, 403, **fields)
    assert "open too long" in html
    assert checked(html) == [FRIDAY]
    assert 'name="amount" value="33"' in html
    (token,) = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', html)[-1:]
    again = browser.post(f"/plans/{plan.pk}/changes", fields | {"csrfmiddlewaretoken": token})
    assert again.status_code == 302


def test_a_form_from_elsewhere_changes_nothing(plan: Plan) -> None:
    stranger = Client(enforce_csrf_checks=True)
    headers = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
    answer = stranger.post(f"/plans/{plan.pk}/changes", {"step_off": "1"}, headers=headers)
    assert answer.status_code == 403
    assert Plan.objects.count() == 1


def test_what_nobody_does_in_her_region_is_cured_by_one_press(client: Client, plan: Plan) -> None:
    body = ask(question=Question(idea=STORY, province="TH-51", region="South"), now=timezone.now())
    south = Plan.objects.get(pk=body["token"])
    html = page(client, south, "/en")
    assert "Look in the whole country" in html
    assert "steps nobody can do yet" in html
    everywhere = press(client, south, region="South", wish_off="region")
    assert everywhere.asked["region"] is None
    assert len(everywhere.answer["plans"][0]["unmet"]) < len(south.answer["plans"][0]["unmet"])


def test_a_question_kept_before_there_were_wishes_has_none(client: Client, plan: Plan) -> None:
    old = {name: value for name, value in plan.asked.items() if name not in {"days_off", "region"}}
    Plan.objects.filter(pk=plan.pk).update(asked=old)
    html = page(client, plan)
    assert "wish_off" not in html
    assert checked(html) == []
    assert chosen(html, "region") == ""
