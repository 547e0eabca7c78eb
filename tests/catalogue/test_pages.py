"""Pages of families: what they say, and what they never say."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client

from itc.catalogue.models import Family
from itc.network.models import Centre
from tests.catalogue import rows

Pin = Callable[[int], AbstractContextManager[object]]


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return re.sub(r"\s+", " ", response.content.decode())


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
    assert law < html.index('badge--yes">บังคับ</span> <span class="soft">เมื่อผลิตเพื่อขาย') < question
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
