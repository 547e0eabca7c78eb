"""Home and search offer the free times of a machine to whoever asks for nothing else."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone

from itc.planning.models import Plan
from tests.catalogue.test_pages import page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("network")]


def tomorrow() -> str:
    return (timezone.localdate() + dt.timedelta(days=1)).isoformat()


def sent(client: Client, idea: str, **more: str) -> str:
    response = client.post("/en/plans", {"idea": idea, "province": "TH-51"} | more)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def test_home_asks_whether_she_wants_the_machine_or_a_plan(client: Client) -> None:
    html = sent(client, "only the freeze dryer, tomorrow")
    assert "Only the machine, or a whole plan?" in html
    assert f'href="/en/machines/fd-freeze-dryer/free?day={tomorrow()}&amp;province=TH-51"' in html
    assert 'name="family" value="' in html
    assert "idea=only%20the%20freeze%20dryer%2C%20tomorrow&amp;province=TH-51" in html
    assert not Plan.objects.exists()


def test_who_wants_a_plan_after_all_gets_it(client: Client) -> None:
    html = sent(client, "only the freeze dryer, tomorrow")
    family = re.search(r'name="family" value="([^"]+)"', html)
    assert family
    answer = client.post(
        "/en/plans", {"idea": "only the freeze dryer, tomorrow", "province": "TH-51", "family": family[1]}
    )
    assert answer.status_code == 302
    assert Plan.objects.get().asked["family"] == family[1]


def test_a_product_with_a_day_is_planned_at_once(client: Client) -> None:
    answer = client.post("/plans", {"idea": "ลำไยอบแห้ง วันอังคารหน้า", "province": "TH-51"})
    assert answer.status_code == 302


def test_words_between_tags_stay_words(client: Client) -> None:
    html = sent(client, "only the <dryer> tomorrow")
    assert "<dryer>" not in html
    assert "&lt;dryer&gt;" in html


@pytest.mark.parametrize(
    ("query", "kind"), [("เครื่องอบแห้ง พรุ่งนี้", "fd-hot-air-tray"), ("only the dryer", "fd-hot-air-tray")]
)
def test_search_offers_the_free_times(client: Client, query: str, kind: str) -> None:
    html = page(client, f"/en/search?q={query}")
    assert "Only the machine" in html
    day = tomorrow() if "พรุ่งนี้" in query else ""
    assert f'href="/en/machines/{kind}/free?day={day}&amp;province="' in html


@pytest.mark.parametrize("query", ["เครื่องอบแห้ง", "ลำไยอบแห้ง พรุ่งนี้", "zzzqqq tomorrow", ""])
def test_search_for_anything_else_is_as_it_was(client: Client, query: str) -> None:
    assert "Only the machine" not in page(client, f"/en/search?q={query}")
