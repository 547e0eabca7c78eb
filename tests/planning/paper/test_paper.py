"""The paper under the link of a plan: as open and as private as its page, and counted on the budget."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from itc.planning.actions import ask
from itc.planning.models import Plan
from itc.planning.paper import LAYOUT
from itc.planning.rules.question import Question
from itc.planning.views import plans as views
from itc.web.paper.press import PAPER_COST
from tests.reference import STORY
from tests.web.paper.printed import pages, printed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("network")]


@pytest.fixture
def plan(network: dt.datetime) -> Plan:
    body = ask(question=Question(idea=STORY, province="TH-51"), now=timezone.now())
    return Plan.objects.get(pk=body["token"])


@pytest.fixture
def sheets(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Give the sheets that the view sets, which are hard to read out of a PDF."""
    seen: list[dict[str, Any]] = []

    def keep(_layout: Path, sheet: dict[str, Any]) -> bytes:
        seen.append(sheet)
        return b"%PDF-"

    monkeypatch.setattr(views, "pdf", keep)
    return seen


def test_who_has_the_link_has_the_paper(client: Client, plan: Plan) -> None:
    answer = client.get(f"/plans/{plan.pk}/paper.pdf")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="plan.pdf"'
    assert answer.content.startswith(b"%PDF-")
    assert pages(answer.content) == 3


def test_the_paper_is_kept_out_of_engines_referrers_and_caches(client: Client, plan: Plan) -> None:
    paper, page = client.get(f"/plans/{plan.pk}/paper.pdf"), client.get(f"/plans/{plan.pk}")
    for header in ("X-Robots-Tag", "Referrer-Policy", "Cache-Control"):
        assert paper[header] == page[header]
    assert "no-store" in paper["Cache-Control"]


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_browser_may_show_it_in_a_viewer_of_its_own(client: Client, plan: Plan, prefix: str) -> None:
    paper = client.get(f"{prefix}/plans/{plan.pk}/paper.pdf")
    assert paper["Content-Security-Policy"] == "frame-ancestors 'none'"
    assert paper["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in client.get(f"{prefix}/plans/{plan.pk}")["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("prefix", "language", "words"), [("", "th", "ผลไม้อบแห้ง"), ("/en", "en", "Dried fruit")]
)
def test_the_paper_speaks_the_language_of_its_page_and_leads_back_to_it(
    client: Client, plan: Plan, sheets: list[dict[str, Any]], prefix: str, language: str, words: str
) -> None:
    client.get(f"{prefix}/plans/{plan.pk}/paper.pdf")
    (sheet,) = sheets
    assert sheet["language"] == language
    assert sheet["link"] == f"http://testserver{prefix}/plans/{plan.pk}"
    assert words in printed(LAYOUT, sheet)


def test_the_kind_asked_for_is_given_and_an_unknown_one_is_the_first(
    client: Client, plan: Plan, sheets: list[dict[str, Any]]
) -> None:
    first = plan.answer["plans"][0]
    plan.answer["plans"] = [first, first | {"kinds": ["nearest"], "travel_km": 7}]
    plan.save()
    for kind in ("nearest", "earliest", "x", "%00", "nearest&kind=earliest"):
        client.get(f"/plans/{plan.pk}/paper.pdf?kind={kind}")
    ways = [sheet["facts"][2][0] for sheet in sheets]
    assert [way == "7 กม." for way in ways] == [True, False, False, False, False]


@pytest.mark.parametrize("token", ["x", "a" * 22, "ลำไย", "../admin", "%00"])
def test_who_has_no_link_has_no_paper(client: Client, plan: Plan, token: str) -> None:
    assert client.get(f"/plans/{token}/paper.pdf").status_code == 404


def test_after_thirty_days_the_paper_is_gone_too(client: Client, plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(expires_at=timezone.now())
    assert client.get(f"/plans/{plan.pk}/paper.pdf").status_code == 404
    assert client.get(f"/en/plans/{plan.pk}/paper.pdf").status_code == 404


def test_a_paper_is_only_read(client: Client, plan: Plan) -> None:
    assert client.post(f"/plans/{plan.pk}/paper.pdf").status_code == 405
    assert client.head(f"/plans/{plan.pk}/paper.pdf").status_code == 200
    assert Plan.objects.count() == 1


def test_an_idea_full_of_markup_has_its_paper(client: Client, sheets: list[dict[str, Any]]) -> None:
    idea = 'อยากทำลำไยอบแห้ง #read("/etc/passwd") ] } \\ $x$ <b> {% now %} 🥭'
    token = ask(question=Question(idea=idea, province="TH-51"), now=timezone.now())["token"]
    client.get(f"/plans/{token}/paper.pdf")
    assert f"“{idea}”" in printed(LAYOUT, sheets[0])


def test_who_asks_for_too_many_papers_waits(client: Client, plan: Plan, settings: LazySettings) -> None:
    settings.PUBLIC_LIMIT = 2 * PAPER_COST
    asked = [client.get(f"/plans/{plan.pk}/paper.pdf").status_code for _ in range(4)]
    assert set(asked[:2]) == {200}
    assert 429 in asked
    refused = client.get(f"/plans/{plan.pk}/paper.pdf")
    assert refused.status_code in {200, 429}  # a new minute may have begun
    assert refused.status_code == 200 or int(refused["Retry-After"]) <= 60
