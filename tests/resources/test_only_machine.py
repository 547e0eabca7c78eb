"""Sentences that ask for a machine and no plan, and those that only look so."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import override

from itc.resources.queries.only_machine import asked_machines
from itc.resources.rules.only_machine import LONGEST, names_it, only_machine

FRIDAY = dt.date(2026, 11, 27)
TUESDAY = dt.date(2026, 12, 1)


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("only the dryer, on Tuesday", "dryer", TUESDAY),
        ("the dryer on Tuesday", "dryer", TUESDAY),
        ("Just the laser cutter", "laser cutter", None),
        ("When is the freeze dryer free?", "freeze dryer", None),
        ("I want to book a CNC next Tuesday, please.", "CNC", TUESDAY),
        ("เครื่องอบแห้ง วันอังคาร", "เครื่องอบแห้ง", TUESDAY),
        ("แค่เครื่องฟรีซดราย อังคารหน้า", "เครื่องฟรีซดราย", TUESDAY),
        ("ขอจองเครื่องซีลหน่อยครับ", "เครื่องซีล", None),
        ("อยากใช้เครื่องตัดเลเซอร์พรุ่งนี้", "เครื่องตัดเลเซอร์", dt.date(2026, 11, 28)),
        ("เครื่องคั่วว่างไหม", "เครื่องคั่ว", None),
    ],
)
def test_what_is_left_may_name_a_machine(text: str, words: str, day: dt.date | None) -> None:
    found = only_machine(text, today=FRIDAY)
    assert found
    assert (found.words, found.day) == (words, day)


@pytest.mark.parametrize(
    "text",
    [
        "", "เครื่องอบแห้ง", "อยากทำลำไยอบแห้ง", "dried mango for Japan", "วันอังคาร", "only", "tomorrow, please",
        "only the dryer on Tuesday " + "x" * LONGEST,
    ],
)  # fmt: skip
def test_without_a_day_or_such_a_word_it_is_no_such_sentence(text: str) -> None:
    assert only_machine(text, today=FRIDAY) is None


def test_most_of_her_words_must_stand_in_the_name() -> None:
    assert names_it("laser cutter", ["laser", "cutter"])
    assert names_it("เครื่องอบแห้ง", ["เครื่อง", "แห้ง"])
    assert not names_it("ลำไยอบแห้ง", ["อบแห้ง"])
    assert not names_it("dryer", [])


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
class TestWithTheShippedTables:
    """What people type, against the names of all machines there are."""

    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("only the dryer, on Tuesday", "fd-hot-air-tray"),
            ("เครื่องอบแห้ง วันอังคาร", "fd-hot-air-tray"),
            ("แค่เครื่องฟรีซดราย อังคารหน้า", "fd-freeze-dryer"),
            ("จองเครื่องพิมพ์สามมิติวันพุธ", "am-fdm"),
            ("laser cutter next week", "mt-laser-cutter-co2"),
            ("จองห้องประชุมพรุ่งนี้", "sp-training-room"),
            ("just HPLC", "ts-hplc"),
        ],
    )
    def test_the_machine_is_named_with_the_page_of_its_free_times(self, text: str, kind: str) -> None:
        with override("th"):
            found = asked_machines(text, AnonymousUser(), province="TH-51")
        assert found
        urls = [url for _name, url in found.kinds]
        assert any(url.startswith(f"/machines/{kind}/free?day=") for url in urls), urls
        assert all(url.endswith("&province=TH-51") for url in urls)
        day = found.day.isoformat() if found.day else ""
        assert all(f"day={day}&" in url for url in urls)

    @pytest.mark.parametrize(
        "text",
        [
            "ลำไยอบแห้ง วันอังคาร", "สบู่น้ำผึ้ง พรุ่งนี้", "I want to make soap by next Tuesday", "จองโรงแรมพรุ่งนี้",
            "use honey for soap", "only mangoes", "อยากใช้สมุนไพรทำยาสระผม", "sugar-free jam",
        ],
    )  # fmt: skip
    def test_a_product_is_no_machine(self, text: str) -> None:
        assert asked_machines(text, AnonymousUser()) is None
