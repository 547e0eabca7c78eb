"""A table is uploaded, seen, written as a whole and undone; what others rest on stays."""

import datetime as dt

import pytest
from django.utils import translation

from itc.accounts.models import User
from itc.audit.models import Event
from itc.db.tables import Table, check, compare, load
from itc.db.tables.standing import lines, texts
from itc.network.models import Agency, Post
from itc.search.models import Entry
from itc.sheets.actions.tables import apply_table, choose_removing, forget_uploads, undo_table, upload_table
from itc.sheets.errors import (
    ChangedSince,
    HasFaults,
    MayNot,
    Moved,
    NothingToDo,
    UnknownTable,
    UsedSince,
)
from itc.sheets.models import Upload
from itc.sheets.queries.preview import upload_of
from itc.sheets.queries.tables import header
from tests.catalogue.rows import operation
from tests.sheets.conftest import NOW, Uploaded, allow, table_called
from tests.sheets.files import AGENCIES, agency, csv, xlsx
from tests.sheets.pressed import press, seen, told


@pytest.fixture(autouse=True)
def _english() -> object:
    with translation.override("en"):
        yield


def test_nothing_is_written_before_it_is_seen(banks: None, agencies: Table, uploaded: Uploaded) -> None:
    before = list(Agency.objects.order_by("pk").values())
    found = seen(uploaded(agency("A"), agency("B", "ออมสิน"), agency("C")), agencies)
    assert found.counts == {"added": 1, "changed": 1, "removed": 0, "unchanged": 1}
    (changed,) = found.comparison.changed
    assert [(cell.column, cell.before, cell.after) for cell in changed.cells] == [
        ("name_th", "ธนาคาร", "ออมสิน")
    ]
    assert list(Agency.objects.order_by("pk").values()) == before


def test_what_was_seen_is_written_and_on_record_without_what_it_says(
    banks: None, clerk: User, written: Uploaded
) -> None:
    done = written(agency("B", "ออมสิน"), agency("C"))
    assert Agency.objects.get(pk="B").name_th == "ออมสิน"
    assert Agency.objects.count() == 3
    assert (done.sheet, done.counts["added"], done.counts["changed"]) == ({}, 1, 1)
    event = Event.objects.get(verb="table.uploaded")
    assert event.by_id == clerk.pk
    assert event.details == {"table": "agencies.csv", "added": 1, "changed": 1, "removed": 0, "unchanged": 0}


@pytest.mark.parametrize(
    ("row", "place", "what"),
    [
        (agency("A", "Bank"), "B2", "the Thai name has no Thai letters"),
        (agency("A", status="maybe"), "H2", "'maybe' is not in the list"),
        ([*agency("A")[:-1], "confirmed"], "H2", "confirmed by own knowledge only"),
        (["A", "", *agency("A")[2:]], "B2", "the Thai name is missing"),
        (["=A1", *agency("A")[1:]], "A2", "a formula"),
        (agency("A" * 21), "A2", "the value cannot be kept"),
    ],
)
def test_a_fault_is_told_by_its_cell(
    banks: None, agencies: Table, uploaded: Uploaded, row: list[str], place: str, what: str
) -> None:
    found = seen(uploaded(row), agencies)
    assert (place, what) in [(where, said) for where, _text, said in told(found)]
    with pytest.raises(HasFaults):
        press(found, ticked=True)


def test_a_key_that_stands_twice_and_a_column_that_is_missing_are_faults(
    agencies: Table, clerk: User, uploaded: Uploaded
) -> None:
    assert told(seen(uploaded(agency("A"), agency("A")), agencies)) == [
        ("A3", "A", "A stands in line 2 already")
    ]
    short = upload_table(table=agencies, content=xlsx(AGENCIES[1:], agency("A")[1:]), by=clerk, now=NOW)
    found = seen(short, agencies)
    assert told(found) == [("row 1", "", "the column is missing")]
    assert found.comparison.gone == ()


def test_the_file_as_it_was_saved_asks_nothing(banks: None, agencies: Table, clerk: User) -> None:
    saved = csv(header(agencies), *(texts(agencies, row) for row in lines(agencies)))
    found = seen(upload_table(table=agencies, content=saved, by=clerk, now=NOW), agencies)
    assert found.asks_nothing
    with pytest.raises(NothingToDo):
        press(found, ticked=True)


def test_rows_that_are_lacking_stay_unless_she_says_so(
    banks: None, agencies: Table, clerk: User, uploaded: Uploaded
) -> None:
    upload = uploaded(agency("A"))
    assert seen(upload, agencies).asks_nothing
    assert len(seen(upload, agencies).comparison.gone) == 1
    choose_removing(upload=upload.pk, table=agencies, removes=True, by=clerk)
    found = seen(upload, agencies)
    press(found, ticked=False)
    assert list(Agency.objects.values_list("pk", flat=True)) == ["A"]


def test_a_row_that_others_point_to_stays_and_it_is_said_who_points(
    banks: None, agencies: Table, clerk: User, uploaded: Uploaded
) -> None:
    Post.objects.create(person=clerk, role="officer", agency_id="B", valid_from=dt.date(2026, 1, 1))
    upload = uploaded(agency("A"))
    choose_removing(upload=upload.pk, table=agencies, removes=True, by=clerk)
    found = seen(upload, agencies)
    assert told(found) == [("not in your file", "", "B cannot be removed: these point to it: posts (1)")]
    with pytest.raises(HasFaults):
        press(found, ticked=True)
    assert Agency.objects.count() == 2


def test_what_changed_meanwhile_is_seen_before_anything_is_written(
    banks: None, agencies: Table, clerk: User, uploaded: Uploaded
) -> None:
    upload = uploaded(agency("A", "ใหม่"))
    shown = seen(upload, agencies).digest
    Agency.objects.filter(pk="A").update(name_th="คนอื่น")
    with pytest.raises(Moved):
        apply_table(upload=upload.pk, table=agencies, digest=shown, ticked=False, by=clerk, now=NOW)
    assert Agency.objects.get(pk="A").name_th == "คนอื่น"
    press(seen(upload, agencies), ticked=False)
    with pytest.raises(NothingToDo):
        apply_table(upload=upload.pk, table=agencies, digest=shown, ticked=False, by=clerk, now=NOW)


def test_another_clerk_sees_nothing_of_it(
    agencies: Table, uploaded: Uploaded, stranger: User, officer: User, clerk: User
) -> None:
    upload = uploaded(agency("A"))
    for by in (stranger, officer):
        with pytest.raises(UnknownTable):
            upload_table(table=agencies, content=xlsx(AGENCIES, agency("A")), by=by, now=NOW)
        with pytest.raises(UnknownTable):
            choose_removing(upload=upload.pk, table=agencies, removes=True, by=by)
        with pytest.raises(UnknownTable):
            undo_table(upload=upload.pk, table=agencies, by=by, now=NOW)
    with pytest.raises(UnknownTable):
        upload_of(upload.pk, "prices.csv", clerk)


def test_who_may_only_change_adds_and_removes_nothing(
    banks: None, agencies: Table, officer: User, written: Uploaded
) -> None:
    allow(officer, "change_agency")
    written(agency("A", "ใหม่"), by=officer)
    with pytest.raises(MayNot, match="add"):
        written(agency("C"), by=officer)
    with pytest.raises(MayNot, match="remove"):
        written(agency("A", "อีก"), removes=True, by=officer)
    assert set(Agency.objects.exclude(pk="MOI").values_list("pk", flat=True)) == {"A", "B"}


def test_undone_every_row_is_as_it_was(banks: None, agencies: Table, clerk: User, written: Uploaded) -> None:
    Agency.objects.filter(pk="A").update(loaded_digest="x" * 64)
    before = [row | {"changed_at": None} for row in Agency.objects.order_by("pk").values()]
    done = written(agency("A", "ใหม่"), agency("C"), removes=True)
    assert set(Agency.objects.values_list("pk", flat=True)) == {"A", "C"}
    undo_table(upload=done.pk, table=agencies, by=clerk, now=NOW)
    assert [row | {"changed_at": None} for row in Agency.objects.order_by("pk").values()] == before
    assert Event.objects.get(verb="table.undone").details == {"table": "agencies.csv", "rows": 3}
    with pytest.raises(NothingToDo):
        undo_table(upload=done.pk, table=agencies, by=clerk, now=NOW)


def test_only_the_last_is_undone_then_the_one_before(agencies: Table, clerk: User, written: Uploaded) -> None:
    first, second = written(agency("A")), written(agency("A", "ใหม่"))
    with pytest.raises(NothingToDo):
        undo_table(upload=first.pk, table=agencies, by=clerk, now=NOW)
    for each in (second, first):
        undo_table(upload=each.pk, table=agencies, by=clerk, now=NOW)
    assert not Agency.objects.exists()


def test_rows_changed_or_used_since_are_named_and_nothing_is_undone(
    banks: None, agencies: Table, clerk: User, written: Uploaded
) -> None:
    done = written(agency("A", "ใหม่"), agency("C"))
    post = Post.objects.create(person=clerk, role="officer", agency_id="C", valid_from=dt.date(2026, 1, 1))
    with pytest.raises(UsedSince, match="C"):
        undo_table(upload=done.pk, table=agencies, by=clerk, now=NOW)
    post.delete()
    Agency.objects.filter(pk="A").update(name_th="คนอื่น")
    with pytest.raises(ChangedSince, match="A"):
        undo_table(upload=done.pk, table=agencies, by=clerk, now=NOW)
    Agency.objects.filter(pk="C").delete()
    with pytest.raises(ChangedSince, match=r"A, C|C, A"):
        undo_table(upload=done.pk, table=agencies, by=clerk, now=NOW)
    assert Agency.objects.get(pk="A").name_th == "คนอื่น"


def test_a_later_load_sees_what_was_edited_here(agencies: Table, written: Uploaded) -> None:
    """As with a row edited in the back office: it is left alone and listed."""
    file = {"agencies.csv": csv(AGENCIES, agency("A"))}
    load_one(agencies, file)
    written(agency("A", "ใหม่"))
    outcome = compare(agencies, check(file).data)
    assert [(edit.column, edit.app) for edit in outcome.edits] == [("name_th", "ใหม่")]
    assert outcome.changed == ()


def load_one(table: Table, file: dict[str, bytes]) -> None:
    data = check(file).data
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("itc.db.tables.loading.tables", lambda: (table,))
        load(data)


def test_what_is_uploaded_is_found_by_search(agencies: Table, clerk: User) -> None:
    table = table_called("operations.csv")
    allow(clerk, "add_operation", "change_operation")
    operation("drying", name_th="อบแห้ง")
    rows_now = [texts(table, row) for row in lines(table)]
    place = header(table).index("name_th")
    rows_now[0][place] = "ตากแดด"
    upload = upload_table(table=table, content=csv(header(table), *rows_now), by=clerk, now=NOW)
    found = seen(upload, table)
    assert told(found) == []
    press(found, ticked=True)
    assert Entry.objects.filter(object_key="drying", name_th="ตากแดด").exists()


def test_forgotten_after_a_day(uploaded: Uploaded) -> None:
    upload = uploaded(agency("A"), now=NOW - dt.timedelta(hours=25))
    assert forget_uploads(now=NOW - dt.timedelta(hours=2)) == 0
    uploaded(agency("A"))
    assert not Upload.objects.filter(pk=upload.pk).exists()
