"""The route of real plans: what their JSON says and no more, on the page in both languages."""

import copy
import datetime as dt
import re
from dataclasses import replace
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from itc.planning.actions import ask
from itc.planning.models import Plan
from itc.planning.queries.route import Route, route_of
from itc.planning.rules.question import Question
from itc.web.templatetags.web import span, weekday
from tests.planning import answers
from tests.reference import STORY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("network")]
Json = dict[str, Any]
ASKED = [
    ("TH-51", STORY, {}),
    ("TH-96", "น้ำผลไม้", {"family": "fruit-juice"}),
    ("TH-34", "อุปกรณ์อิเล็กทรอนิกส์", {"family": "electronic-device"}),
    ("TH-10", "เครื่องเงิน", {"family": "jewellery-silver"}),
    ("TH-51", "แกงซอง", {"family": "ready-meal-retort"}),
]


def planned(now: dt.datetime, province: str, idea: str, choices: Json) -> Json:
    return answers.best(answers.ask(now, idea, province, **choices))


@pytest.fixture
def best(network: dt.datetime) -> Json:
    return planned(network, *ASKED[-1])


def shown(route: Route, language: str = "en") -> str:
    """Return the partial as its page shows it, blanks run together."""
    with override(language):
        return re.sub(r"\s+", " ", render_to_string("planning/route_map.html", {"route": route}))


def drawn(html: str) -> list[tuple[str, str]]:
    """Return what the map shows: (kind, number), home without one."""
    (picture,) = re.findall(r'<svg class="route-map".*?</svg>', html)
    found = re.findall(r'<text class="token-text token-text--(\w+)"[^>]*>(\d+)</text>', picture)
    return sorted([*found, *[("home", "")] * picture.count("token--home")])


def listed(html: str) -> list[tuple[str, str]]:
    """Return what the list shows: (kind, number)."""
    return re.findall(r'<span class="stop stop--(\w+)" aria-hidden="true">(\d+)</span>', html)


def without(best: Json, *presences: str) -> Json:
    """Return the plan with all steps of these presences done from home."""
    plan = copy.deepcopy(best)
    for step in plan["steps"]:
        if step["presence"] in presences:
            step["presence"] = "remote"
    return plan


@pytest.mark.parametrize(
    "asked", ASKED, ids=lambda asked: asked[0] + "-" + str(asked[2].get("family", "story"))
)
def test_kilometres_steps_and_days_are_the_plans(network: dt.datetime, asked: tuple[str, str, Json]) -> None:
    best = planned(network, *asked)
    route = route_of(best, asked[0], "en")
    assert route.km == best["travel_km"]
    wanted = [step for step in best["steps"] if step["centre"] and step["presence"] != "remote"]
    assert len(wanted) > 5
    for step in wanted:
        day = answers.moment(step["starts_at"]).date()
        (stop,) = [each for each in route.stops if any(step["name_en"] in trip.steps for trip in each.trips)]
        (trip,) = [
            each
            for each in stop.trips
            if each.first_day <= day <= each.last_day and step["name_en"] in each.steps
        ]
        assert stop.place.province == step["centre"]["province"]
        assert step["presence"] == "sample" or not trip.by_post
    remote = {step["name_en"] for step in best["steps"] if step["presence"] == "remote"}
    assert not remote & {name for stop in route.stops for trip in stop.trips for name in trip.steps}


def test_a_step_at_a_place_nobody_knows_yet_is_named_beside_the_map(best: Json) -> None:
    unknown = [
        step["name_en"] for step in best["steps"] if step["presence"] == "owner" and not step["centre"]
    ]
    route = route_of(best, "TH-51", "en")
    assert list(route.elsewhere) == unknown != []
    assert f"the place is not known yet: {unknown[0]}" in shown(route)
    assert "not known yet" not in shown(replace(route, elsewhere=()))


def test_a_sample_goes_to_the_laboratory_of_a_town_by_its_name(best: Json) -> None:
    towns = [
        step
        for step in best["steps"]
        if step["presence"] == "sample" and step["centre"]["code"] == step["centre"]["province"]
    ]
    posted = {stop.place.name for stop in route_of(best, "TH-51", "th").stops if not stop.visited}
    assert {step["resources"][0]["name_th"] for step in towns} <= posted
    assert towns


def test_two_days_of_runs_with_a_weekend_between_are_two_trips(best: Json) -> None:
    plan = without(best, "sample")
    step = next(step for step in plan["steps"] if step["presence"] == "owner" and step["centre"])
    block = step["resources"][0]
    friday = {"use_from": "2027-03-05T09:00:00+07:00", "use_to": "2027-03-05T16:00:00+07:00"}
    monday = {"use_from": "2027-03-08T09:00:00+07:00", "use_to": "2027-03-09T00:00:00+07:00"}
    step["resources"] = [block | friday, block | monday]
    plan["steps"] = [step]
    (stop,) = route_of(plan, "TH-51", "en").stops
    days = [(trip.first_day.day, trip.last_day.day) for trip in stop.trips]
    assert days == [(5, 5), (8, 8)], "what ends at midnight does not touch the next day"


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_list_says_all_that_the_map_shows(best: Json, language: str) -> None:
    route = route_of(best, "TH-51", language)
    html = shown(route, language)
    assert drawn(html) == sorted([*listed(html), ("home", "")])
    assert [number for _kind, number in listed(html)] == [str(stop.number) for stop in route.stops]
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.split("<ol")[1]))
    with override(language):
        for stop in route.stops:
            assert stop.place.name in text
            for trip in stop.trips:
                said = weekday(trip.first_day) if trip.by_post else span(trip.first_day, trip.last_day)
                assert said in text
                assert trip.by_post or f"{trip.km:,}" in text


def test_who_goes_is_told_in_words_and_not_by_a_colour_alone(best: Json) -> None:
    html = shown(route_of(best, "TH-51", "en"))
    for said in (
        "You go yourself",
        "Your sample goes by post",
        "in person · ",
        "Sample by post, there by",
        "Home: Lamphun",
    ):
        assert said in html
    assert "You leave home 7 times: 4,152 km" in html or re.search(
        r"You leave home \d+ times?: [\d,]+ km", html
    )
    assert re.search(r"\d parcels with samples go by post", html)


def test_without_a_trip_there_is_her_home_and_a_sentence(best: Json) -> None:
    html = shown(route_of(without(best, "owner", "sample"), "TH-51", "en"))
    assert drawn(html) == [("home", "")]
    assert "You need not travel." in html
    assert "<ol" not in html
    assert "by post" not in html


def test_with_parcels_alone_she_need_not_travel(best: Json) -> None:
    html = shown(route_of(without(best, "owner"), "TH-51", "en"))
    assert "You need not travel." in html
    assert "go by post" in html
    assert "You go yourself" not in html


def test_the_picture_is_ours_alone_and_has_a_name(best: Json) -> None:
    html = shown(route_of(best, "TH-51", "en"))
    asked = re.findall(r'(?:href|src)="([^"]+)"', re.sub(r'<p class="map-credit">.*?</p>', "", html))
    assert {address.split("#")[0] for address in asked} == {"/static/network/thailand.svg"}
    assert 'role="img" aria-label="Your travels on the map of Thailand; the list says the same"' in html
    assert "Victor Cazanave" in html
    assert " style=" not in html


def test_numbers_in_the_picture_have_a_point_in_any_language(best: Json) -> None:
    pictures = [
        re.findall(r"<svg.*?</svg>", shown(route_of(best, "TH-51", language), language))
        for language in ("th", "en")
    ]
    places = [re.findall(r'(?:x|y|width|height|transform|d)="([^"]+)"', " ".join(each)) for each in pictures]
    assert not [each for each in places[0] if "," in each]
    assert len(places[0]) > 20


def test_it_costs_one_query(best: Json, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        route_of(best, "TH-51", "th")


@pytest.fixture
def plan(network: dt.datetime) -> Plan:
    body = ask(question=Question(idea=STORY, province="TH-51"), now=timezone.now())
    return Plan.objects.get(pk=body["token"])


@pytest.mark.parametrize(("prefix", "title"), [("", "การเดินทางของคุณ"), ("/en", "Your travels")])
def test_the_page_of_a_plan_shows_it_to_who_has_the_link(
    client: Client, plan: Plan, prefix: str, title: str
) -> None:
    html = client.get(f"{prefix}/plans/{plan.pk}").content.decode()
    (section,) = re.findall(r'<section class="route".*?</section>', html, flags=re.DOTALL)
    assert title in section
    assert not re.search(r"\b\d{2}:\d{2}\b", re.sub(r"<[^>]+>", " ", section)), "days, no minutes"
    for step in plan.answer["plans"][0]["steps"]:
        for each in step["resources"]:
            assert each["kind"] == "counter" or each["id"] not in section, "nobody is named"
    assert title not in client.get(f"{prefix}/plans/{'a' * 22}").content.decode()
