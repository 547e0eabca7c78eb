"""Every kind of machine that ships: its free times and its year are shown, and name nobody."""

import re

import pytest
from django.test import Client

from tests.catalogue.reference import table

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("network")]
KINDS = [row["code"] for row in table("machine_kinds")]


@pytest.mark.parametrize(("prefix", "page"), [("", "free?province=TH-51"), ("/en", "owning?hours=500")])
def test_its_page_answers_and_names_nobody(client: Client, prefix: str, page: str) -> None:
    hidden = {row[name] for row in table("experts") for name in ("name_th", "name_en")}
    names = re.compile("|".join(map(re.escape, sorted(hidden))))
    for code in KINDS:
        response = client.get(f"{prefix}/machines/{code}/{page}")
        assert response.status_code == 200, code
        assert names.findall(response.content.decode()) == [], code


def test_a_usual_use_of_each_is_free_some_day_soon(client: Client) -> None:
    """On the sample network nobody is told that a machine is never free."""
    for code in KINDS:
        found = client.get(f"/api/v1/machines/{code}/free").json()
        assert found["units"], code
        assert found["free"] or found["next_day"], code


def test_of_each_the_low_price_pays_sooner_than_the_high_one(client: Client) -> None:
    for code in KINDS:
        html = client.get(f"/en/machines/{code}/owning").content.decode()
        row = html.split("Owning is cheaper from</th>")[1].split("</tr>")[0]
        hours = [float(text.replace(",", "")) for text in re.findall(r"<span>([\d,]+) hours?<", row)]
        assert hours == sorted(hours), code
