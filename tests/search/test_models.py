"""An entry: its labels, their vectors, its page in each language, and who may find it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils.translation import override

from itc.accounts.models import User
from itc.algorithms.search.meaning import SIZE
from itc.search.models import Entry
from tests.search.made_up import make_entry

pytestmark = pytest.mark.django_db


def test_labels_are_names_and_other_words_each_once() -> None:
    entry = Entry(name_th="สบู่", name_en="Soap", aliases=["Soap", "สบู่ก้อน", ""])
    assert entry.labels == ("สบู่", "Soap", "สบู่ก้อน")


def test_vectors_come_back_by_label() -> None:
    entry = make_entry("family", "soap", "สบู่", "Soap")
    entry.put_vectors({"สบู่": b"\1" * SIZE, "Soap": b"\2" * SIZE, "other": b"\3" * SIZE})
    entry.save()
    again = Entry.objects.get()
    assert again.vectors == {"สบู่": b"\1" * SIZE, "Soap": b"\2" * SIZE}


def test_with_one_vector_missing_there_is_none() -> None:
    entry = Entry(name_th="สบู่", name_en="Soap")
    entry.put_vectors({"สบู่": b"\1" * SIZE})
    assert entry.meaning is None
    assert entry.vectors == {}


def test_one_entry_leads_to_the_page_of_every_language() -> None:
    entry = Entry(page="family_detail", page_key="soap")
    assert entry.url == "/families/soap"
    with override("en"):
        assert entry.url == "/en/families/soap"


def test_a_page_without_a_key_stands_for_itself() -> None:
    assert Entry(page="centre_list").url == "/centres"


def test_everybody_sees_public_entries_and_staff_sees_all(stranger: User, officer: User) -> None:
    make_entry("family", "soap", "สบู่")
    make_entry("maker", "MK01", "โรงงานลับ", audience=Entry.Audience.STAFF)
    for anybody in (AnonymousUser(), stranger, None):
        assert [entry.object_key for entry in Entry.objects.visible_to(anybody)] == ["soap"]
    assert Entry.objects.visible_to(officer).count() == 2


def test_staff_who_left_sees_what_everybody_sees(officer: User) -> None:
    officer.is_active = False
    assert Entry.audiences_of(officer) == (Entry.Audience.PUBLIC,)


def test_a_thing_is_entered_once_and_has_a_name() -> None:
    make_entry("family", "soap", "สบู่")
    with pytest.raises(IntegrityError, match=r"entry_once|search_entry"), transaction.atomic():
        make_entry("family", "soap", "สบู่อื่น")
    with pytest.raises(IntegrityError, match="entry_has_a_name"), transaction.atomic():
        make_entry("family", "other", "", "")
