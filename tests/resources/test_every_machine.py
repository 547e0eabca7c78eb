"""Kinds of machines that ship: their free times and their year are shown, and name nobody.

Some of each sort by `make test`, all by `make prove` (tests/sampling.py).
"""

import re

import pytest
from django.test import Client

from tests.catalogue.reference import table
from tests.sampling import some_then_all

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("network")]
of_kinds = pytest.mark.parametrize("kinds", some_then_all("machine_kinds"))


@of_kinds
@pytest.mark.parametrize(("prefix", "page"), [("", "free?province=TH-51"), ("/en", "owning?hours=500")])
def test_its_page_answers_and_names_nobody(client: Client, prefix: str, page: str, kinds: list[str]) -> None:
    hidden = {row[name] for row in table("experts") for name in ("name_th", "name_en")}
    names = re.compile("|".join(map(re.escape, sorted(hidden))))
    for code in kinds:
        response = client.get(f"{prefix}/machines/{code}/{page}")
        assert response.status_code == 200, code
        assert names.findall(response.content.decode()) == [], code


@of_kinds
def test_a_usual_use_of_each_is_free_some_day_soon(client: Client, kinds: list[str]) -> None:
    """On the sample network nobody is told that a machine is never free."""
    for code in kinds:
        found = client.get(f"/api/v1/machines/{code}/free").json()
        assert found["units"], code
        assert found["free"] or found["next_day"], code


@of_kinds
def test_of_each_the_low_price_pays_sooner_than_the_high_one(client: Client, kinds: list[str]) -> None:
    for code in kinds:
        html = client.get(f"/en/machines/{code}/owning").content.decode()
        row = html.split("Owning is cheaper from</th>")[1].split("</tr>")[0]
        hours = [float(text.replace(",", "")) for text in re.findall(r"<span>([\d,]+) hours?<", row)]
        assert hours == sorted(hours), code
