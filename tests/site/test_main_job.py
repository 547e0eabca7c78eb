"""T1 T9 T10 T13: from the one question to a plan, whatever is typed."""

import pytest
from django.test import Client

from itc.planning.models import Plan
from tests.reference import STORY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("network")]


def typed(client: Client, idea: str, province: str = "TH-51", **rest: str) -> tuple[int, str]:
    answer = client.post("/plans", {"idea": idea, "province": province, **rest}, follow=True)
    return answer.status_code, answer.content.decode()


def test_an_idea_becomes_a_plan_under_a_link(client: Client) -> None:
    status, html = typed(client, STORY)
    assert status == 200
    plan = Plan.objects.get()
    assert f"/plans/{plan.pk}" in html
    assert len(plan.answer["family"]["others"]) == 4


def test_an_example_sends_the_same_form(client: Client) -> None:
    typed(client, "", example="สบู่น้ำผึ้ง")
    assert Plan.objects.get().answer["family"]["code"] == "soap"


@pytest.mark.parametrize(
    "idea", ["ก", "🧼🍯", "ສະບູ່", "蜂蜜", "ပျား", "<script>alert(1)</script>", "' OR 1=1; --", "สมัครงานโรงงาน"]
)
def test_what_is_no_product_gets_a_page_with_a_way_on(client: Client, idea: str) -> None:
    status, html = typed(client, idea)
    assert status == 200
    assert not Plan.objects.exists()
    assert "/families/soap" in html
    assert "/centres/DIP-01" in html
    assert "<script>alert" not in html


@pytest.mark.parametrize(
    ("idea", "province"),
    [("", "TH-51"), ("   ", "TH-51"), ("สบู่" * 2500, "TH-51"), ("สบู่", "TH-99"), ("สบู่", "")],
)
def test_bad_input_gets_a_sentence_and_loses_nothing_typed(client: Client, idea: str, province: str) -> None:
    status, html = typed(client, idea, province)
    assert status == 422
    assert 'role="alert"' in html
    assert idea.strip() in html


def test_null_bytes_are_taken_out(client: Client) -> None:
    typed(client, "สบู่\x00น้ำผึ้ง")
    assert Plan.objects.get().asked["idea"] == "สบู่น้ำผึ้ง"


def test_of_two_products_she_says_which_comes_first(client: Client) -> None:
    status, html = typed(client, "อยากทำสบู่กับน้ำพริกขาย")
    assert status == 200
    assert not Plan.objects.exists()
    assert 'name="family" value="soap"' in html
    assert 'name="family" value="chili-paste"' in html
    typed(client, "อยากทำสบู่กับน้ำพริกขาย", family="chili-paste")
    assert Plan.objects.get().answer["family"]["code"] == "chili-paste"


def test_asking_is_a_post_so_that_no_words_stand_in_an_address(client: Client) -> None:
    assert client.get("/plans", {"idea": STORY}).status_code == 405
