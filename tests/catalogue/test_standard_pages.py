"""Pages of kinds of work and of standards: never compulsory without its condition."""

import re

import pytest
from django.test import Client

from tests.catalogue import rows
from tests.catalogue.test_pages import page


def test_work_stands_under_its_station(client: Client, db: None) -> None:
    rows.operation("sale-trial", stage="markets")
    rows.operation("drying", aliases_en=["dehydrating"])
    html = page(client, "/en/operations")
    assert html.index("Name drying") < html.index("Try the market") < html.index("Name sale-trial")
    assert "Name sale-trial" not in page(client, "/en/operations?q=dehydrat")


# standards


def test_a_standard_is_never_called_compulsory_without_its_condition(client: Client, db: None) -> None:
    rows.standard()
    for path in ("/standards", "/standards/th-gmp"):
        badges = re.findall(r'badge--yes">บังคับ</span> <span class="soft">([^<]+)', page(client, path))
        assert badges == ["เมื่อผลิตเพื่อขาย"]


def test_an_english_reader_is_told_that_the_condition_is_in_thai(client: Client, db: None) -> None:
    rows.standard()
    assert '<span lang="th">เมื่อผลิตเพื่อขาย</span> <small>(in Thai only)</small>' in page(
        client, "/en/standards/th-gmp"
    )
    assert "in Thai only" not in page(client, "/standards/th-gmp")


def test_a_condition_is_said_in_the_language_of_the_reader(client: Client, db: None) -> None:
    rows.standard(condition_en="when made for sale")
    for path in ("/en/standards", "/en/standards/th-gmp"):
        html = page(client, path)
        assert '<span class="soft">when made for sale</span>' in html
        assert "เมื่อผลิตเพื่อขาย" not in html


def test_a_standard_that_must_be_asked_first_asks(client: Client, db: None) -> None:
    rows.standard(ask_first_th="เป็นของเล่นใช่หรือไม่", ask_first_en="Is it a toy?")
    html = page(client, "/en/standards/th-gmp")
    assert "<b>Is it a toy?</b>" in html
    assert "If so, it is compulsory:" in html
    assert "badge--yes" not in html


def test_law_comes_before_what_depends_facts_before_questions_and_home_before_abroad(
    client: Client, db: None
) -> None:
    rows.standard("free", compulsory="no", number="1")
    rows.standard("maybe", compulsory="depends", number="2")
    rows.standard("asked", ask_first_th="ใช่หรือไม่", number="3")
    rows.standard("abroad", market=["EU"], number="4")
    rows.standard("law", number="5")
    found = re.findall(r'href="/en/standards/(\w+)"', page(client, "/en/standards"))
    assert found == ["law", "abroad", "asked", "maybe", "free"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"law", "maybe", "free"}),
        ("compulsory=yes", {"law"}),
        ("kind=tis", {"maybe"}),
        ("market=EU", {"free", "maybe"}),
        ("market=EU&compulsory=no", {"free"}),
        ("q=name+free", {"free"}),
        ("kind=bogus&page=x", {"law", "maybe", "free"}),
        ("kind=tis&q=law", set()),
    ],
)
def test_standards_are_narrowed_by_kind_market_and_force(
    client: Client, db: None, query: str, found: set[str]
) -> None:
    rows.standard("law")
    rows.standard("maybe", kind="tis", compulsory="depends", market=["TH", "EU"])
    rows.standard("free", compulsory="no", market=["EU"])
    html = page(client, f"/en/standards?{query}")
    assert set(re.findall(r'href="/en/standards/(\w+)"', html)) == found
    assert ("No standard is like that" in html) is not bool(found)


def test_the_list_of_standards_is_paged_and_keeps_what_it_is_narrowed_by(client: Client, db: None) -> None:
    for number in range(31):
        rows.standard(f"s-{number:02}", kind="tis", number=f"{number:02}")
    first, last = page(client, "/en/standards?kind=tis"), page(client, "/en/standards?kind=tis&page=99")
    assert 'href="?kind=tis&amp;page=2"' in first
    assert first.count("<li> <a") == 30
    assert "Page 2 of 2" in last
    assert re.findall(r'href="/en/standards/(s-\d+)"', last) == ["s-30"]


def test_limits_not_known_to_be_in_force_send_her_to_the_current_text(client: Client, db: None) -> None:
    law = rows.standard()
    for code, currency in (("r1", "draft"), ("r2", "old"), ("r3", "check")):
        rows.requirement(law, code, currency=currency)
    html = page(client, "/en/standards/th-gmp")
    assert html.count("read the current text first") == 3
    assert "Read the current text before you rely on a figure." in html
    assert "≤ 0.1 mg/kg" in html


def test_a_limit_in_force_carries_no_warning(client: Client, db: None) -> None:
    rows.requirement(rows.standard(), limit_text="", operator="<=", limit="5", unit="cfu/g")
    html = page(client, "/en/standards/th-gmp")
    assert "&lt;= 5 cfu/g" in html
    assert "current text" not in html


def test_a_standard_tells_all_that_is_known_of_it(client: Client, db: None) -> None:
    rows.family("dried-fruit", standards=["th-gmp"])
    work = rows.operation("fda-licence")
    rows.lab_test(work, relevant_standards=["th-gmp"], typical_days="3-5")
    rows.standard(
        operation=work,
        documents=["คำขอ"],
        steps=["ยื่น", "ตรวจ"],
        asks_en="clean rooms",
        validity="3 ปี",
        note="ดูฉบับใหม่",
        seen_on="2026-11-22",
        confirmed_parts="number,odd part",
        source="https://example.org/law",
        status="confirmed",
    )
    html = page(client, "/en/standards/th-gmp")
    for said in (
        "Food and drink",
        "Thailand",
        "clean rooms",
        '<li lang="th">คำขอ</li>',
        '<li lang="th">ยื่น</li><li lang="th">ตรวจ</li>',
        "3 ปี",
        'href="/en/operations/fda-licence"',
        "Name tpc",
        "usually 3-5 days",
        "Name dried-fruit",
        "read on 22 Nov 2026",
        "number, odd part",
        "ดูฉบับใหม่",
    ):
        assert said in html


@pytest.mark.parametrize(
    "code", ["gone", "%00", "a" * 3000, "ลำไย", "..%2f..", "x'--", "%F0%9F%92%A9", "%E0%B8"]
)
@pytest.mark.parametrize("place", ["families", "operations", "standards", "machines", "centres"])
def test_a_page_that_is_not_there_is_a_clear_404(client: Client, db: None, place: str, code: str) -> None:
    response = client.get(f"/{place}/{code}")
    assert response.status_code == 404
    assert "ไม่มีหน้านี้" in response.content.decode()


@pytest.mark.parametrize(
    "path", ["/families", "/operations", "/standards", "/families/x", "/machines", "/centres", "/labs"]
)
def test_pages_are_only_read(client: Client, db: None, path: str) -> None:
    assert client.post(path).status_code == 405
