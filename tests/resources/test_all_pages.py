"""Every page of every row of the shipped tables, in both languages: it answers and names nobody."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from tests.catalogue.reference import table

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("reference")]

FOLDERS = {
    "families": "families",
    "operations": "operations",
    "standards": "standards",
    "machines": "machine_kinds",
    "centres": "centres",
}


def paths(folder: str) -> Iterator[str]:
    return (f"/{folder}/{row['code']}" for row in table(FOLDERS[folder]))


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("folder", FOLDERS)
def test_every_row_has_a_page_that_names_nobody(client: Client, folder: str, prefix: str) -> None:
    hidden = {
        row[name] for file in ("experts", "makers") for row in table(file) for name in ("name_th", "name_en")
    }
    names = re.compile("|".join(map(re.escape, sorted(hidden))))
    for path in paths(folder):
        response = client.get(prefix + path)
        assert response.status_code == 200, path
        assert names.findall(response.content.decode()) == [], path


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("folder", FOLDERS)
def test_every_row_is_reached_from_its_list(client: Client, folder: str, prefix: str) -> None:
    pages = range(1, 7) if folder == "standards" else range(1, 2)
    html = "".join(client.get(f"{prefix}/{folder}?page={page}").content.decode() for page in pages)
    assert set(re.findall(rf'href="{prefix}(/{folder}/[^"#]+)"', html)) == set(paths(folder))


def test_every_laboratory_is_listed(client: Client) -> None:
    html = client.get("/labs").content.decode()
    assert set(re.findall(r'id="(LB\d+)"', html)) == {row["lab_code"] for row in table("sample_labs")}


def test_thai_pages_speak_thai(client: Client) -> None:
    """No English is left on a page of each kind but what the tables have in English only, marked so."""
    marked = re.compile(
        r'<span lang="en">.*?</span>|<figcaption>.*?</figcaption>|https?://\S+|<[^>]+>', re.DOTALL
    )
    for path in (
        "/families/dried-fruit",
        "/operations/hot-air-drying",
        "/machines/fd-hot-air-tray",
        "/centres/DIP-01",
    ):
        html = client.get(path).content.decode()
        main = html[html.index("<main") : html.index('<section class="source"')]
        words = set(re.findall(r"[a-z]{4,}", marked.sub(" ", main)))
        assert words == set(), path
