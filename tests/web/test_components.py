"""Components say in words what they draw, and tie each label, help and error to its control."""

import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.utils.translation import override

from itc.web import specimens
from itc.web.line import StandardMark, Station, Step, Switch, stations_with
from itc.web.tables import Dot


def render(component: str, /, **context: Any) -> str:
    """Return a component in English, blanks run together."""
    with override("en"):
        return re.sub(r"\s+", " ", render_to_string(f"components/{component}.html", context))


def words(html: str) -> str:
    """Return what a reader sees."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def line_of(*steps: Step) -> str:
    return render("line", layout="down", planned=True, stations=stations_with({"engineering": steps}))


def test_the_line_without_arguments_names_five_stations_in_order() -> None:
    html = render("line", layout="across")
    assert [int(number) for number in re.findall(r'class="station s(\d)', html)] == [1, 2, 3, 4, 5]
    assert words(html).startswith("1 Choose the product 2 Engineering")
    assert 'aria-label="Five stations from idea to market"' in html


def test_the_line_marks_where_the_reader_is_for_screen_readers_too() -> None:
    html = render("line", layout="across", current="certification")
    assert re.findall(r'class="station s(\d)" aria-current="step"', html) == ["4"]


def test_an_empty_station_says_so_in_a_plan_and_explains_itself_elsewhere() -> None:
    planned = words(line_of(Step(title="Dry")))
    assert planned.count("Nothing to do here") == 4
    assert "Nothing to do here" not in words(render("line", layout="down"))


@pytest.mark.parametrize(
    ("step", "drawn", "said"),
    [
        (Step(title="x", certainty="firm"), "is-firm", "Free now"),
        (Step(title="x", certainty="forecast"), "is-forecast", "Forecast"),
        (Step(title="x", certainty="expected"), "is-expected", "Expected"),
        (Step(title="x", on=False), "is-off", "(left out)"),
        (Step(title="x", unmet="No laboratory does this."), "is-unmet", "No laboratory does this."),
        (Step(title="x", certainty="firm", unmet="Nobody."), "is-unmet", "Nobody."),
    ],
)
def test_how_sure_a_step_is_stands_in_its_stroke_and_in_words(step: Step, drawn: str, said: str) -> None:
    html = line_of(step)
    assert f'<li class="{drawn}">' in html
    assert said in words(html)


def test_a_step_nobody_can_do_never_claims_to_be_free() -> None:
    assert "Free now" not in line_of(Step(title="x", certainty="firm", unmet="Nobody."))


@pytest.mark.parametrize(
    ("price", "note", "said"),
    [(Decimal(4800), "", "฿4,800"), (Decimal(0), "", "No charge"), (None, "to be quoted", "to be quoted")],
)
def test_a_missing_price_is_a_word_and_zero_is_no_charge(price: Decimal | None, note: str, said: str) -> None:
    text = words(render("step_card", step=Step(title="x", price=price, price_note=note)))
    assert text == f"{said} x"


def test_a_step_without_a_date_shows_its_hours_and_no_empty_line() -> None:
    html = render("step_card", step=Step(title="Dry", hours=Decimal("2.5")))
    assert words(html) == "Dry Takes 2.5 hours"
    assert "step-when" not in html


@pytest.mark.parametrize(
    ("presence", "said"),
    [("owner", "You must be there"), ("sample", "Send a sample, no need to come"), ("remote", "From home")],
)
def test_a_step_says_whether_she_must_be_there(presence: Any, said: str) -> None:
    assert said in words(render("step_card", step=Step(title="x", presence=presence)))


def test_a_full_step_tells_day_place_distance_people_why_and_whose_words_switched_it_on() -> None:
    text = words(
        render("step_card", step=replace(specimens.SWITCHED_ON, why="Shine.", ready_at=dt.date(2026, 12, 18)))
    )
    for part in (
        "Wed 16 Dec 2026 · 13:00–17:00",
        "฿2,600",
        "Coat and cool",
        "Coating drum 1",
        "ITC 4.0 Chiang Mai",
        "34 km",
        "Shine.",
        "Result on 18 Dec 2026",
        "Because you said “coated with chocolate”",
    ):
        assert part in text


@pytest.mark.parametrize(
    ("force", "said"), [("yes", "compulsory"), ("no", "voluntary"), ("depends", "depends ?")]
)
def test_a_standard_says_whether_it_is_compulsory(force: Any, said: str) -> None:
    mark = StandardMark("Halal", force, "/standards/halal", "if sold as halal")
    html = render("step_card", step=Step(title="x", standards=[mark]))
    assert words(html) == f"x {said} Halal if sold as halal"
    assert 'href="/standards/halal"' in html


@pytest.mark.parametrize(("on", "said"), [(True, "Leave out"), (False, "Put in")])
def test_the_switch_of_a_step_says_which_step_it_switches(on: bool, said: str) -> None:
    html = render("step_card", step=Step(title="Dry", on=on, switch=Switch("step", "3", form="change")))
    assert f'name="step" value="3" form="change" aria-label="{said}: Dry"' in html


def test_words_of_others_are_escaped() -> None:
    html = render("step_card", step=Step(title="<script>1</script>", switched_by="<b>", place="a & b"))
    assert "<script>" not in html
    assert "<b>”" not in html


def test_a_chip_is_a_button_that_says_what_its_press_does() -> None:
    assert words(render("chip", text="200 kg", name="off", value="amount")) == "Remove: 200 kg ×"
    assert words(render("chip", text="organic", kind="add", name="on", value="organic")) == "+ Add: organic"
    assert "<button" not in render("chip", text="plain")


def test_a_chosen_chip_says_so_without_its_colour() -> None:
    assert 'aria-current="true"' in render("chip", kind="on", text="Dried fruit", url="/families/dried-fruit")


def test_a_button_with_an_address_is_a_link() -> None:
    assert render("button", label="Go", url="/x").startswith("<a class=")
    assert "<button" in render("button", label="Go", name="a", value="b")


class Kilos(forms.Form):
    amount = forms.IntegerField(help_text="About is enough.")
    note = forms.CharField(required=False)


def test_help_and_error_of_a_field_are_tied_to_it() -> None:
    form = Kilos({"amount": "many"})
    assert not form.is_valid()
    html = render("field", field=form["amount"])
    described = re.search(r'<input[^>]*aria-describedby="([^"]+)"', html)
    assert described
    assert all(f'id="{name}"' in html for name in described[1].split())
    assert 'aria-invalid="true"' in html
    assert 'for="id_amount"' in html


def test_a_field_that_may_stay_empty_says_so() -> None:
    assert "if you like" in words(render("field", field=Kilos()["note"]))
    assert "if you like" not in words(render("field", field=Kilos()["amount"]))


def test_the_cells_of_a_table_carry_the_name_of_their_column() -> None:
    html = render("table", table=specimens.table())
    assert html.count('data-label="An hour"') == 3
    assert html.count('role="row"') == 4


@pytest.mark.parametrize(("number", "rels"), [(1, ["next"]), (2, ["prev", "next"]), (5, ["prev"])])
def test_the_pager_leads_only_to_pages_that_are_there(number: int, rels: list[str]) -> None:
    html = render("pager", page=Paginator(range(50), 10).page(number), query="q=a%26b")
    assert re.findall(r'rel="(\w+)"', html) == rels
    assert all(address.startswith("?q=a%26b&amp;page=") for address in re.findall(r'href="([^"]+)"', html))


def test_one_page_needs_no_pager() -> None:
    assert render("pager", page=Paginator(range(3), 10).page(1)).strip() == ""


def test_the_breadcrumb_begins_at_home_and_ends_here() -> None:
    html = render("breadcrumb", trail=[("Centres", "/centres")], here="Lamphun")
    assert words(html) == "Home Centres Lamphun"
    assert '<li aria-current="page">Lamphun</li>' in html


def test_a_fact_marks_a_number_of_sample_data_and_leads_to_how_it_was_counted() -> None:
    html = render("fact", number="214", text="machines", sample=True, url="/help/counting")
    assert words(html) == "214 machines sample How is this counted?"


@pytest.mark.parametrize(
    ("kind", "drawn"), [("", "notice"), ("success", "notice notice--good"), ("error", "notice notice--error")]
)
def test_a_notice_takes_the_levels_of_messages(kind: str, drawn: str) -> None:
    assert f'<div class="{drawn}">' in render("notice", kind=kind, text="Kept.")


def test_progress_is_told_in_numbers() -> None:
    html = render("progress", id="done", text="Stations", done=2, total=5)
    assert words(html) == "Stations · 2 of 5"
    assert 'value="2" max="5"' in html


def test_dots_of_the_map_are_placed_by_attributes_with_a_point_in_any_language() -> None:
    dots = [Dot(36.25, 18, "Chiang Mai", "/centres/DIP-01"), Dot(40, 47, "Bangkok", lead=False)]
    with override("th"):
        html = render_to_string(
            "components/map.html",
            {"title": "t", "src": "network/thailand.svg", "width": 560, "height": 1025, "dots": dots},
        )
    assert 'cx="36.25%"' in html
    assert 'aria-label="Chiang Mai"' in html
    assert html.count("dot--other") == 1
    assert '<use class="land" href="/static/network/thailand.svg#land"/>' in html
    assert "Victor Cazanave" in html


def test_the_styleguide_shows_every_kind_of_step() -> None:
    stations: tuple[Station, ...] = specimens.journey()
    steps = [step for station in stations for step in station.steps]
    assert {step.certainty for step in steps} >= {"firm", "forecast", "expected"}
    assert any(not step.on for step in steps)
    assert any(step.unmet for step in steps)
    assert {mark.force for step in steps for mark in step.standards} == {"yes", "no", "depends"}
