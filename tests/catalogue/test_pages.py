"""Pages of families, kinds of work and standards: what they say, and what they never say."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client
from django.utils.translation import override

from itc.catalogue.models import Family
from itc.catalogue.queries.pages.groups import Link, groups, link_if, word_with
from itc.catalogue.queries.pages.hazards import HAZARDS, hazard
from itc.catalogue.queries.pages.triggers import triggers
from itc.catalogue.queries.pages.words import (
    MACHINE_WORK,
    MARKETS,
    RISKS,
    SCOPES,
    SECTORS,
    STANDARD_KINDS,
)
from itc.catalogue.rules.notes import side
from itc.network.models import Centre
from tests.catalogue import rows
from tests.catalogue.reference import split, table

Pin = Callable[[int], AbstractContextManager[object]]


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return re.sub(r"\s+", " ", response.content.decode())


# words


@pytest.mark.parametrize(
    ("words", "file", "column"),
    [
        (SECTORS, "families", "sector"),
        (RISKS, "families", "risk"),
        (HAZARDS, "families", "hazards"),
        (STANDARD_KINDS, "standards", "kind"),
        (MARKETS, "standards", "market"),
        (MACHINE_WORK, "machine_kinds", "family"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_code_of_the_tables_has_words(words: object, file: str, column: str) -> None:
    codes = {code for row in table(file) for code in split(row[column])} - {"halal"}
    assert {code for code in codes if code not in words} == set()  # type: ignore[operator]  # a dict or a set


def test_every_scope_that_is_no_family_has_words() -> None:
    families = {row["code"] for row in table("families")} | {f"sector:{code}" for code in SECTORS}
    scopes = {each for row in table("standards") for each in split(row["applies_to"])}
    assert scopes - families <= SCOPES.keys()


def test_a_hazard_of_a_row_somebody_added_is_shown_as_written() -> None:
    with override("th"):
        assert hazard("Salmonella") == "ซาลโมเนลลา"
        assert hazard("bad luck") == "bad luck"


@pytest.mark.parametrize(
    ("note", "thai", "said"),
    [
        ("เก็บในที่แห้ง / keep dry", True, "เก็บในที่แห้ง"),
        ("เก็บในที่แห้ง / keep dry", False, "keep dry"),
        ("เก็บ 1/2 ปี", False, "เก็บ 1/2 ปี"),
        ("", True, ""),
    ],
)
def test_a_note_in_two_languages_shows_one(note: str, thai: bool, said: str) -> None:
    assert side(note, thai=thai) == said


# groups


def test_groups_follow_the_titles_and_unknown_ones_come_last() -> None:
    a, b, c = (Link(name, "") for name in "abc")
    found = groups({"x": "X", "y": "Y", "z": "Z"}, [("new", a), ("y", b), ("x", c)])
    assert [(group.title, group.links) for group in found] == [("X", [c]), ("Y", [b]), ("new", [a])]


def test_a_word_is_found_whatever_its_case_digits_or_marks() -> None:
    assert word_with("DRIED", ["dried fruit"]) == "dried fruit"
    assert word_with("๕๐", ["ขนาด 50"]) == "ขนาด 50"
    assert word_with("x", ["dried fruit"]) is None


def test_a_link_found_by_another_word_says_which() -> None:
    assert link_if("กล้วยตาก", "/", "ผลไม้อบแห้ง", ["กล้วยตาก"]) == Link("ผลไม้อบแห้ง", "/", "กล้วยตาก")
    assert link_if("อบแห้ง", "/", "ผลไม้อบแห้ง", ["กล้วยอบแห้ง"]) == Link("ผลไม้อบแห้ง", "/")
    assert link_if("รถ", "/", "ผลไม้อบแห้ง", []) is None


def test_triggers_are_told_by_kind_and_those_without_a_name_are_left_out() -> None:
    names = {"market:JP": "Japan", "market:EU": "Europe", "word:coated": "coated"}
    found = triggers(names, ["word:coated", "market:JP", "word:เคลือบ", "market:EU"])
    assert [each.names for each in found] == [("Japan", "Europe"), ("coated",)]


# families


@pytest.fixture
def dried(db: None) -> Family:
    """Dried fruit with a usual step, an optional one, a machine and three standards."""
    family = rows.family(
        aliases_th=["กล้วยตาก"], aliases_en=["banana chips"], hazards=["Salmonella"],
        shelf_life_note="เก็บในที่แห้ง / keep it dry", standards=["th-gmp", "มผช. เห็ดสวรรค์"],
    )  # fmt: skip
    drying, coating = rows.operation(provider=["dryer"]), rows.operation("coating", stage="engineering")
    rows.machine_kind()
    rows.step(family, drying)
    rows.step(
        family,
        coating,
        2,
        optional=True,
        when=["market:JP", "word:coated", "word:เคลือบ"],
        why_en="Buyers ask.",
    )
    rows.chip_word("Japan", "market:JP")
    rows.chip_word("coated", "word:coated")
    rows.standard(operation=drying)
    rows.standard(
        "tcps", number="", compulsory="no", condition_th="สมัครใจ", ask_first_th="เป็นกล้วยตากใช่หรือไม่",
        ask_first_en="Is it dried banana?", applies_to=["dried-fruit"],
    )  # fmt: skip
    rows.standard("tis-toy", applies_to=["toy"])
    return family


def test_families_stand_under_their_sector(client: Client, dried: Family) -> None:
    rows.family("soap", sector="cosmetic")
    html = page(client, "/en/families")
    assert (
        html.index("Food and drink") < html.index("Name dried-fruit") < html.index("Cosmetics and body care")
    )


def test_families_are_narrowed_by_any_word_in_either_language(client: Client, dried: Family) -> None:
    rows.family("soap")
    html = page(client, "/en/families?q=กล้วย")
    assert "Name dried-fruit</a> <small>กล้วยตาก</small>" in html
    assert "Name soap" not in html


def test_a_word_nobody_uses_leads_back_to_the_whole_list(client: Client, dried: Family) -> None:
    html = page(client, "/en/families?q=rocket%00<b>")
    assert "Nothing here has that word" in html
    assert "&lt;b&gt;" in html
    assert 'class="button" href="/en/families"' in html


def test_an_empty_catalogue_says_so(client: Client, db: None) -> None:
    for path in ("/en/families", "/en/operations", "/en/standards", "/en/machines", "/en/labs"):
        assert "Nothing has been entered yet" in page(client, path)


def test_a_family_says_what_it_is_in_the_language_of_the_page(client: Client, dried: Family) -> None:
    thai, english = page(client, "/families/dried-fruit"), page(client, "/en/families/dried-fruit")
    for said in ("กล้วยตาก", "ซาลโมเนลลา", "เก็บในที่แห้ง", "เพราะต้องแห้ง"):
        assert said in thai
    for said in ("banana chips", "Salmonella", "keep it dry", "It must be dry."):
        assert said in english
        assert said not in thai


def test_the_law_comes_first_with_its_condition_and_a_question_stays_a_question(
    client: Client, dried: Family
) -> None:
    html = page(client, "/families/dried-fruit")
    law, question = html.index("420 · ชื่อ th-gmp"), html.index("<b>เป็นกล้วยตากใช่หรือไม่</b>")
    assert (
        law < html.index('badge--yes">บังคับ</span> <span class="soft"><span lang="th">เมื่อผลิตเพื่อขาย') < question
    )
    assert "ถ้าใช่ ทำโดยสมัครใจ:" in html
    assert "tis-toy" not in html


def test_a_standard_without_a_page_stays_plain_text(client: Client, dried: Family) -> None:
    html = page(client, "/en/families/dried-fruit")
    assert "มผช. เห็ดสวรรค์" in html
    assert 'href="/en/standards/th-gmp"' in html
    assert "standards/มผช" not in html


def test_usual_steps_stand_on_the_line_and_the_others_fold_with_what_switches_them_on(
    client: Client, dried: Family
) -> None:
    html = page(client, "/en/families/dried-fruit")
    line, folded = html.split("<details")
    assert '<h4><a href="/en/operations/drying">Name drying</a></h4>' in line
    assert "Takes 3.5 hours" in line
    assert "You must be there" in line
    assert "Name coating" not in line
    assert "Buyers ask." in folded
    assert "Switched on by Markets: Japan · Your words: coated" in folded
    assert "เคลือบ" not in folded


def test_the_machines_of_the_usual_steps_are_linked(client: Client, dried: Family) -> None:
    assert '<a href="/en/machines/dryer">Name dryer</a>' in page(client, "/en/families/dried-fruit")


def test_the_form_plans_this_very_family_where_she_is(client: Client, dried: Family, lamphun: Centre) -> None:
    html = page(client, "/en/families/dried-fruit")
    assert '<form class="card stack" method="post" action="/en/plans">' in html
    assert '<input type="hidden" name="family" value="dried-fruit">' in html
    assert '<input type="hidden" name="idea" value="Name dried-fruit">' in html
    assert '<option value="TH-51">Lamphun</option>' in html


def test_a_family_tells_where_it_comes_from_and_what_the_source_confirms(
    client: Client, dried: Family
) -> None:
    Family.objects.update(status="confirmed", confirmed_fields=["hazards"], source="https://example.org/a")
    html = page(client, "/en/families/dried-fruit")
    foot = html[html.index("Where this comes from") :]
    assert "confirmed</span>" in foot
    assert 'href="https://example.org/a"' in foot
    assert "What the source confirms: hazards" in foot


def test_a_bare_family_still_has_a_page(client: Client, db: None) -> None:
    rows.family("thing", sector="new-sector", risk="odd")
    html = page(client, "/en/families/thing")
    assert "None that we know. Ask the officer before you sell." in html
    assert "new-sector" in html


def test_the_number_of_queries_does_not_grow_with_the_catalogue(
    client: Client, dried: Family, lamphun: Centre, django_assert_num_queries: Pin
) -> None:
    for number in range(3, 15):
        rows.step(dried, rows.operation(f"op-{number}"), number)
        rows.standard(f"s-{number}", applies_to=["dried-fruit"])
        rows.family(f"f-{number}")
    for path, queries in (
        ("/families", 1),
        ("/families?q=f", 1),
        ("/families/dried-fruit", 3),
        ("/operations", 1),
        ("/standards", 1),
        ("/standards/s-3", 3),
    ):
        client.get(path)  # reads the snapshot
        with django_assert_num_queries(queries):
            client.get(path)


# kinds of work


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
        badges = re.findall(
            r'badge--yes">บังคับ</span> <span class="soft"><span lang="th">([^<]+)', page(client, path)
        )
        assert badges == ["เมื่อผลิตเพื่อขาย"]


def test_an_english_reader_is_told_that_the_condition_is_in_thai(client: Client, db: None) -> None:
    rows.standard()
    assert '<span lang="th">เมื่อผลิตเพื่อขาย</span> <small>(in Thai only)</small>' in page(
        client, "/en/standards/th-gmp"
    )
    assert "in Thai only" not in page(client, "/standards/th-gmp")


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
