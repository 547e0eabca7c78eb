"""Pages of the rows of the shipped tables, in both languages: each answers and names nobody.

Of each table some of each sort by `make test`, all by `make prove` (tests/sampling.py).
"""

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from tests.catalogue.reference import table
from tests.sampling import some_then_all

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
@pytest.mark.parametrize(
    ("folder", "codes"),
    [
        pytest.param(folder, *codes.values, id=f"{folder}-{codes.id}", marks=codes.marks)
        for folder, name in FOLDERS.items()
        for codes in some_then_all(name)
    ],
)
def test_its_page_names_nobody(client: Client, folder: str, codes: list[str], prefix: str) -> None:
    hidden = {
        row[name] for file in ("experts", "makers") for row in table(file) for name in ("name_th", "name_en")
    }
    names = re.compile("|".join(map(re.escape, sorted(hidden))))
    for code in codes:
        response = client.get(f"{prefix}/{folder}/{code}")
        assert response.status_code == 200, code
        assert names.findall(response.content.decode()) == [], code


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
