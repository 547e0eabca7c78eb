"""What is found, why, in which order, by whom; the index follows the table row by row."""

import itertools

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import AnonymousUser
from pytest_django import DjangoAssertNumQueries

from itc.accounts.models import User
from itc.search.actions import fill
from itc.search.models import Entry
from itc.search.queries import find, held, suggest
from itc.search.queries.held import encoder, key_of
from tests.search.made_up import make_entry

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


@pytest.fixture
def goods(db: None) -> None:
    make_entry("family", "soap", "สบู่สมุนไพร", "Herbal soap", aliases=["สบู่ก้อน"])
    make_entry("family", "tea", "ชาสมุนไพร", "Herbal tea")
    make_entry("machine", "dryer", "เครื่องอบแห้ง", "Dryer")
    make_entry("maker", "MK01", "โรงงานสบู่ลับ", "Secret soap works", audience=Entry.Audience.STAFF)
    fill()


def keys(text: str, user: object = NOBODY, **options: object) -> list[str]:
    return [hit.entry.object_key for hit in find(text, user, **options).hits]


def test_the_name_itself_comes_first_with_the_words_that_matched(goods: None) -> None:
    best = find("สบู่ก้อน", NOBODY).hits[0]
    assert (best.entry.object_key, best.text, best.matched) == ("soap", "สบู่ก้อน", ("สบู่ก้อน",))


def test_a_misspelt_word_is_found(goods: None) -> None:
    assert keys("สบู่สมุนไพ")[0] == "soap"


def test_meaning_finds_what_shares_no_letter(goods: None) -> None:
    best = find("dehydrator", NOBODY, kinds=["machine"]).hits[0]
    assert best.entry.object_key == "dryer"
    assert find("เครื่องทำให้แห้ง", NOBODY).hits[0].entry.object_key == "dryer"


def test_hits_stand_by_kind_the_kind_of_the_best_first(goods: None) -> None:
    make_entry("machine", "grinder", "เครื่องบดสมุนไพร", "Herb grinder")
    fill()
    groups = find("สมุนไพร", NOBODY).groups
    assert [(group.kind, group.count) for group in groups] == [("family", 2), ("machine", 1)]
    assert str(groups[0].label) == str(groups[0].hits[0].kind)


def test_makers_are_found_by_staff_and_by_nobody_else(goods: None, stranger: User, officer: User) -> None:
    for person in (NOBODY, stranger, None):
        assert "MK01" not in keys("โรงงานสบู่ลับ", person)
        assert all(hit.entry.kind != "maker" for hit in suggest("โรงงาน", person))
    assert keys("โรงงานสบู่ลับ", officer)[0] == "MK01"
    assert [hit.entry.object_key for hit in suggest("โรงงาน", officer)] == ["MK01"]


def test_kinds_narrow_the_answer(goods: None) -> None:
    assert set(keys("สมุนไพร")) >= {"soap", "tea"}
    assert keys("สมุนไพร", kinds=["machine"], limit=1) in ([], ["dryer"])
    assert keys("สมุนไพร", kinds=["no-such-kind"]) == []


def test_a_kind_that_no_app_declares_any_more_is_not_found(goods: None) -> None:
    make_entry("relic", "old", "ของเก่า")
    assert "old" not in keys("ของเก่า")
    assert suggest("ของเก่า", NOBODY) == ()


@pytest.mark.parametrize(
    "text", ["", " ", "\0", "💡", "'; DROP TABLE search_entry; --", "<b>", "ก" * 10_000, "ລາວ"]
)
def test_any_text_is_answered(goods: None, text: str) -> None:
    results = find(text, NOBODY)
    assert len(results.hits) <= 10
    assert isinstance(suggest(text, NOBODY), tuple)


def test_nothing_is_found_in_an_empty_index(db: None) -> None:
    results = find("สบู่", NOBODY)
    assert (results.hits, results.weak, results.letters_only) == ((), False, False)
    assert suggest("สบู่", NOBODY) == ()


def test_words_off_the_subject_have_no_good_match(goods: None) -> None:
    results = find("ผลบอลเมื่อคืน", NOBODY)
    assert results.weak or not results.hits


def test_guesses_are_left_out_where_something_matches_well(goods: None) -> None:
    results = find("สบู่ก้อน", NOBODY)
    assert not results.weak
    assert "dryer" not in [hit.entry.object_key for hit in results.hits]


def test_without_the_encoder_letters_decide_and_it_says_so(goods: None, settings: LazySettings) -> None:
    assert not find("สบู่", NOBODY).letters_only
    settings.MEANING = False
    assert encoder() is None
    results = find("สบู่", NOBODY)
    assert results.letters_only
    assert results.hits[0].entry.object_key == "soap"


def test_before_anything_is_encoded_it_says_so_too(db: None) -> None:
    make_entry("family", "soap", "สบู่")
    assert find("สบู่", NOBODY).letters_only


def test_a_write_is_seen_at_the_next_question_and_read_by_itself(
    goods: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    before = held()
    with django_assert_num_queries(1):
        assert held() is before
    make_entry("family", "balm", "ยาหม่อง")
    assert keys("ยาหม่อง")[0] == "balm"
    Entry.objects.filter(object_key="balm").update(name_th="ยาดม")
    assert find("ยาดม", NOBODY).hits[0].entry.name_th == "ยาดม"
    Entry.objects.filter(object_key="balm").delete()
    assert "balm" not in keys("ยาดม")
    assert held().entries.keys() == before.entries.keys()


def test_a_row_moved_to_staff_is_gone_for_others(goods: None) -> None:
    assert keys("เครื่องอบแห้ง")[0] == "dryer"
    Entry.objects.filter(object_key="dryer").update(audience=Entry.Audience.STAFF)
    assert "dryer" not in keys("เครื่องอบแห้ง")


def test_the_order_of_inserts_decides_nothing(db: None) -> None:
    """Two databases never give two things the same row numbers: ties must not go by them."""
    rows = [("family", f"f{i}", "สบู่") for i in range(8)] + [("standard", f"s{i}", "สบู่") for i in range(8)]
    answers = []
    for order in (rows, rows[::-1], sorted(rows, key=lambda row: row[1][::-1])):
        Entry.objects.all().delete()
        for row in order:
            make_entry(*row)
        fill()
        answers.append([(hit.entry.kind, hit.entry.object_key, hit.score) for hit in find("สบู่", NOBODY).hits])
    assert answers[0] == answers[1] == answers[2]
    assert len(answers[0]) == 10


def test_numbers_of_entries_are_their_own_and_fit_an_index() -> None:
    pairs = list(itertools.product(("a", "ab", "b"), ("", "b", "1", "11")))
    numbers = {key_of(*pair) for pair in pairs}
    assert len(numbers) == len(pairs)
    assert all(0 <= number < 2**63 for number in numbers)


def test_finding_costs_one_query_and_suggesting_too(
    goods: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    find("warm", NOBODY)
    with django_assert_num_queries(1):
        find("สบู่", NOBODY)
    with django_assert_num_queries(1):
        suggest("สบู่", NOBODY)


def test_suggestions_are_one_line_a_thing_shortest_first(goods: None) -> None:
    lines = suggest("สบู่", NOBODY)
    assert [(line.entry.object_key, line.text) for line in lines] == [("soap", "สบู่ก้อน")]
    assert suggest("ส", NOBODY) == ()
