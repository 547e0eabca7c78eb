"""Search in the browser, in the API and on the command line: the same answers, and only what one may see."""

import json
from collections.abc import Callable
from io import StringIO

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from itc.accounts.models import User
from itc.search.actions import fill
from itc.search.models import Entry
from tests.search.made_up import make_entry

pytestmark = pytest.mark.django_db
SECRET = "โรงงานสบู่ลับ"


@pytest.fixture(autouse=True)
def goods(db: None) -> None:
    make_entry("family", "soap", "สบู่สมุนไพร", "Herbal soap", page="family_detail", page_key="soap")
    make_entry("maker", "MK01", SECRET, "Secret soap works", audience=Entry.Audience.STAFF)
    make_entry("person", "EX01", "ผู้เชี่ยวชาญสบู่ลับ", "Soap expert", audience=Entry.Audience.STAFF)
    fill()


def of_page(client: Client, query: str) -> str:
    return client.get("/search", {"q": query}).content.decode()


def of_suggestions(client: Client, query: str) -> str:
    return client.get("/search/suggestions", {"q": query}).content.decode()


def of_api(client: Client, query: str) -> str:
    return json.dumps(client.get("/api/v1/search", {"q": query}).json(), ensure_ascii=False)


@pytest.mark.parametrize("ask", [of_page, of_suggestions, of_api])
def test_makers_and_people_are_shown_to_staff_and_to_nobody_else(
    client: Client, stranger: User, officer: User, ministry: User, ask: Callable[[Client, str], str]
) -> None:
    hidden = ("MK01", "EX01", "/admin/")
    assert not any(word in ask(client, "สบู่ลับ") for word in ("ผู้เชี่ยวชาญสบู่", "โรงงานสบู่", *hidden))
    client.force_login(stranger)
    assert not any(word in ask(client, "สบู่ลับ") for word in ("ผู้เชี่ยวชาญสบู่", "โรงงานสบู่", *hidden))
    for person in (officer, ministry):
        client.force_login(person)
        assert "ผู้เชี่ยวชาญ" in ask(client, "ผู้เชี่ยวชาญสบู่ลับ")


def test_a_hit_leads_to_its_page_in_the_language_one_reads(client: Client) -> None:
    assert 'href="/families/soap"' in of_page(client, "สบู่สมุนไพร")
    english = client.get("/en/search", {"q": "herbal soap"}).content.decode()
    assert 'href="/en/families/soap"' in english
    assert "Products" in english


def test_what_was_typed_is_shown_as_text(client: Client) -> None:
    html = of_page(client, "<script>alert(1)</script> สบู่")
    assert "<script>alert" not in html


def test_the_page_says_that_nothing_matches_well(client: Client) -> None:
    assert "No good match" in client.get("/en/search", {"q": "ผลบอลเมื่อคืน"}).content.decode()


def test_the_page_says_that_only_letters_were_compared(client: Client, settings: LazySettings) -> None:
    sentence = "Searched by letters only"
    assert sentence not in client.get("/en/search", {"q": "soap"}).content.decode()
    settings.MEANING = False
    assert sentence in client.get("/en/search", {"q": "soap"}).content.decode()


def test_searching_costs_one_query_for_who_is_not_signed_in(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    of_page(client, "สบู่")
    for ask in (of_page, of_suggestions, of_api):
        with django_assert_num_queries(1):
            ask(client, "สบู่")


def test_the_api_says_what_it_found_and_why(client: Client) -> None:
    answer = client.get("/api/v1/search", {"q": "สบู่สมุนไพร", "limit": 1}).json()
    hit = answer["hits"][0]
    assert (answer["query"], answer["weak"], answer["letters_only"]) == ("สบู่สมุนไพร", False, False)
    assert hit.pop("score") > 2.5
    assert hit == {
        "kind": "family", "key": "soap", "name_th": "สบู่สมุนไพร", "name_en": "Herbal soap",
        "text": "สบู่สมุนไพร", "matched": ["สบู่สมุนไพร"], "url": "/families/soap",
    }  # fmt: skip


def test_the_api_narrows_by_kind(client: Client) -> None:
    ask = client.get("/api/v1/search", {"q": "สบู่", "kind": ["machine", "standard"]})
    assert ask.json()["hits"] == []


@pytest.mark.parametrize("query", [{}, {"q": "ก" * 301}, {"q": "สบู่", "limit": 0}, {"q": "สบู่", "limit": 51}])
def test_the_api_refuses_what_it_cannot_answer(client: Client, query: dict[str, object]) -> None:
    response = client.get("/api/v1/search", query)
    assert response.status_code == 422
    assert response.json()["code"] == "not-valid"


def test_the_budget_of_a_caller_ends(client: Client, settings: LazySettings) -> None:
    settings.PUBLIC_LIMIT = 3
    assert client.get("/api/v1/search", {"q": "สบู่"}).status_code == 200
    refused = client.get("/api/v1/search", {"q": "สบู่"})
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    assert client.get("/search", {"q": "สบู่"}).status_code == 429


def of_command(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_the_command_answers_as_the_api_does(client: Client) -> None:
    said = json.loads(of_command("search", "สบู่สมุนไพร", "--json"))
    assert said == client.get("/api/v1/search", {"q": "สบู่สมุนไพร"}).json()


def test_the_command_prints_by_kind_and_never_what_staff_may_see(client: Client) -> None:
    text = of_command("search", "สบู่")
    assert "สบู่สมุนไพร" in text
    assert "/families/soap" in text
    assert SECRET not in text
    assert SECRET not in of_command("search", SECRET)


def test_the_command_says_where_the_encoder_is_missing(settings: LazySettings) -> None:
    settings.MEANING = False
    assert "ตัวอักษร" in of_command("search", "สบู่") or "letters" in of_command("search", "สบู่")


def test_index_brings_up_to_date_and_fills(db: None) -> None:
    Entry.objects.update(meaning=None)
    of_command("index")
    assert Entry.objects.count() == 0  # nothing of it stands in a table
