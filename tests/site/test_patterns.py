"""Pages that other views fill: not understood, which one first, results of a search."""

from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from itc.search.models import Entry
from itc.search.queries import Found, Group


def render(name: str, **context: Any) -> str:
    with override("en"):
        return render_to_string(f"site/{name}.html", context)


@pytest.fixture
def typed() -> dict[str, Any]:
    return {"idea": {"value": "รถเก่า <ที่บ้าน>"}, "province": {"value": "TH-51"}}


PROVINCES = [("North", [("TH-50", "Chiang Mai"), ("TH-51", "Lamphun")])]


def test_what_was_not_understood_stands_in_the_box_still(typed: dict[str, Any]) -> None:
    html = render("not_understood", form=typed, provinces=PROVINCES)
    assert ">รถเก่า &lt;ที่บ้าน&gt;</textarea>" in html
    assert '<option value="TH-51" selected>' in html


def test_families_and_an_officer_are_offered(typed: dict[str, Any]) -> None:
    html = render(
        "not_understood",
        form=typed,
        sectors=[("Food", [("/families/jam", "Jam")])],
        officer=("Lamphun", "/centres/x"),
    )
    assert '<a href="/families/jam">Jam</a>' in html
    assert '<a href="/centres/x">Lamphun</a>' in html


def test_faults_of_the_question_are_tied_to_their_fields() -> None:
    form = {
        "idea": {"value": "", "errors": ["Say what."]},
        "province": {"value": "", "errors": ["Say where."]},
    }
    html = render("home", form=form, provinces=PROVINCES)
    for name, error in (("idea", "Say what."), ("province", "Say where.")):
        assert f'id="{name}_error" role="alert"><li>{error}</li>' in html
        assert f'aria-invalid="true" aria-describedby="{name}_error"' in html


def test_two_products_are_two_buttons_that_carry_her_words() -> None:
    html = render(
        "which_first",
        idea='soap "and" shampoo',
        province="TH-51",
        products=[("soap", "Soap"), ("shampoo", "Shampoo")],
    )
    assert 'name="idea" value="soap &quot;and&quot; shampoo"' in html
    assert 'name="family" value="soap"' in html
    assert 'name="family" value="shampoo"' in html


def group(text: str, *matched: str, count: int = 1) -> Group:
    entry = Entry(kind="help", object_key="x", name_th="ผลไม้อบแห้ง", name_en="Dried fruit", page="help")
    return Group("help", "Products", (Found(entry, "Products", text, matched, 3.0),) * count)


GROUP = group("ลำไยอบแห้ง", "ลำไย", count=12)


def test_results_say_their_kind_how_many_and_why() -> None:
    html = render("search", query="ลำไย", groups=[GROUP])
    assert "12 found" in html
    assert "Also called <mark>ลำไย</mark>อบแห้ง" in html
    assert "No good match" not in html


def test_a_hit_by_meaning_alone_says_so() -> None:
    assert "Close in meaning</p>" in render("search", query="x", groups=[group("Dried fruit")])
    assert "Close in meaning: สาดเตย</p>" in render("search", query="x", groups=[group("สาดเตย")])


def test_weak_results_are_called_weak() -> None:
    assert "No good match" in render("search", query="x", groups=[GROUP], weak=True)


def test_nothing_found_offers_to_ask_the_question_instead() -> None:
    html = render("search", query="<x>", groups=[])
    assert "Nothing found" in html
    assert "Found for “&lt;x&gt;”" in html


def test_search_by_letters_only_is_admitted() -> None:
    assert "by letters only" in render("search", query="x", groups=[GROUP], letters_only=True)
    assert "by letters only" not in render("search", query="x", groups=[GROUP])


def test_suggestions_are_links_and_nothing_where_there_are_none() -> None:
    assert '<a href="/en/help">' in render("suggestions", hits=GROUP.hits)
    assert render("suggestions", hits=[]).strip() == ""
