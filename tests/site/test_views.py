"""Home, search and help stand without a row in the database, in both languages, and keep what was typed."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from itc.network.models import Centre
from itc.search.actions import index

pytestmark = pytest.mark.django_db
LIMIT = 100_000  # bytes over the wire, fonts left out


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(
    "path", ["/", "/search", "/search?q=ลำไย", "/search/suggestions?q=x", "/help", "/help/counting"]
)
def test_pages_stand_on_an_empty_database(client: Client, path: str, prefix: str) -> None:
    assert client.get(prefix + path).status_code == 200


def test_an_empty_network_shows_no_row_of_zeros(client: Client) -> None:
    assert "numbers" not in client.get("/").content.decode()


def test_home_counts_the_network_and_marks_what_is_sample(client: Client, lamphun: Centre) -> None:
    html = client.get("/en/").content.decode()
    assert re.search(r"<b>1</b><span>centres", html)
    assert re.search(r"machines you need not buy\s*<span class=\"badge badge--sample\">", html)


def test_provinces_stand_under_their_region_in_the_language_of_the_page(
    client: Client, lamphun: Centre
) -> None:
    thai, english = client.get("/").content.decode(), client.get("/en/").content.decode()
    assert '<optgroup label="ภาคเหนือ"><option value="TH-51">ลำพูน</option>' in thai
    assert '<optgroup label="North"><option value="TH-51">Lamphun</option>' in english


def test_an_address_may_carry_words_to_start_from(client: Client, lamphun: Centre) -> None:
    html = client.get("/", {"idea": "สบู่ <b>", "province": "TH-51"}).content.decode()
    assert ">สบู่ &lt;b&gt;</textarea>" in html
    assert '<option value="TH-51" selected>' in html


def test_words_of_an_address_are_cut_where_the_field_ends(client: Client) -> None:
    assert "ก" * 2000 + "</textarea>" in client.get("/", {"idea": "ก" * 9000}).content.decode()


def test_examples_send_the_same_form(client: Client) -> None:
    html = client.get("/en/").content.decode()
    assert re.findall(r'name="example" value="([^"]+)" form="ask"', html)[:2] == [
        "Herbal capsules",
        "Honey soap",
    ]


@pytest.mark.parametrize("path", ["/", "/search", "/help", "/help/counting"])
def test_pages_of_reading_refuse_to_be_written_to(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405


def test_the_search_box_stands_on_every_page_once_and_keeps_the_words(client: Client) -> None:
    for path in ("/", "/help", "/search?q=abc", "/no-such-page"):
        assert client.get(path).content.decode().count('role="search"') == 1
    assert 'name="q" value="abc"' in client.get("/search?q=abc").content.decode()


def test_home_weighs_less_than_100_kilobytes_over_the_wire(client: Client, lamphun: Centre) -> None:
    html = client.get("/").content
    parts = re.findall(r'(?:href|src)="/static/([^"]+\.(?:css|js|svg))"', html.decode())
    assert len(parts) >= 8
    files = [finders.find(part) for part in parts]
    bodies = [html, *(Path(file).read_bytes() for file in files if file)]
    assert all(files)
    assert sum(len(gzip.compress(body)) for body in bodies) <= LIMIT


@pytest.fixture
def indexed(lamphun: Centre) -> None:
    """An index with one centre in it."""
    index([Centre])


def test_a_search_shows_what_is_in_the_index_with_its_page(client: Client, indexed: None) -> None:
    html = client.get("/search", {"q": "ศูนย์ลำพูน"}).content.decode()
    assert '<a href="/centres/IEAT-NRIE"><mark>ศูนย์ลำพูน</mark></a>' in html


def test_suggestions_complete_what_is_typed(client: Client, indexed: None) -> None:
    html = client.get("/en/search/suggestions", {"q": "lamp"}).content.decode()
    assert '<a href="/en/centres/IEAT-NRIE"><span><mark>Lamp</mark>hun centre</span>' in html


@pytest.mark.parametrize("query", ["\x00", "<script>", "' OR 1=1 --", "😀", "ก" * 10_000, "ລາວ မြန်မာ 中文"])
def test_whatever_is_searched_for_has_a_page(client: Client, indexed: None, query: str) -> None:
    response = client.get("/search", {"q": query})
    assert response.status_code == 200
    assert "<script>" not in response.content.decode()
    assert client.get("/search/suggestions", {"q": query}).status_code == 200
