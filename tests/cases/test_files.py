"""Adding and removing files: stored whole under a random name or not at all, within limits, by one side."""

import re

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from itc.accounts.models import User
from itc.audit.models import Event
from itc.cases.actions import files as actions
from itc.cases.actions.ending import close_case
from itc.cases.actions.files import FILES, add_file, remove_file
from itc.cases.errors import (
    CaseClosed,
    CaseFull,
    OthersFile,
    TooMuchAtOnce,
    UnknownCase,
    UnknownFile,
    UnwantedFile,
)
from itc.cases.models import Case, Closure, File
from itc.cases.queries.talk import file_of, talk_of
from tests.cases import sendings as made
from tests.cases import world
from tests.cases.world import NOW


def add(case: Case, by: User, name: str = "ฉลาก.txt", content: bytes = b"longan", **more: object) -> File:
    return add_file(case=case, name=name, content=content, by=by, now=NOW, **more)  # type: ignore[arg-type]


def stored() -> set[str]:
    """What lies in storage, in all its folders."""
    folders, files = default_storage.listdir("")
    return set(files) | {
        f"{folder}/{name}" for folder in folders for name in default_storage.listdir(folder)[1]
    }


@pytest.fixture(autouse=True)
def _empty_storage(db: None) -> None:
    for name in stored():
        default_storage.delete(name)


def test_a_file_is_stored_under_a_random_name_with_what_is_known_of_it(case: Case, owner: User) -> None:
    step = case.steps.all()[0]
    file = add(case, owner, "../../ใบ รับรอง.PDF", made.PDF, step=step)
    assert (file.name, file.kind, file.size, file.side) == ("ใบ รับรอง.PDF", "pdf", len(made.PDF), "firm")
    assert (file.step, file.by, file.at) == (step, owner, NOW)
    assert re.fullmatch(r"[0-9a-f]{2}/[0-9a-f]{30}", str(file.stored.name))
    assert stored() == {file.stored.name}
    with file.stored.open("rb") as content:
        assert content.read() == made.PDF


def test_a_photo_is_stored_without_its_place(case: Case, owner: User) -> None:
    with add(case, owner, "a.jpg", made.photo()).stored.open("rb") as content:
        assert made.SECRET not in content.read()


def test_the_same_file_once_more_is_the_file_that_is_there(case: Case, owner: User, officer: User) -> None:
    file = add(case, owner)
    assert add(case, officer, "again.txt") == file
    assert len(stored()) == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        File.objects.create(
            case=case, name="a", kind="txt", size=1, digest=file.digest, at=NOW, by=owner, side="firm"
        )


@pytest.mark.parametrize("who", ["stranger", "ministry"])
def test_nobody_else_adds_or_removes(
    case: Case, who: str, owner: User, request: pytest.FixtureRequest
) -> None:
    file, person = add(case, owner), request.getfixturevalue(who)
    with pytest.raises(UnknownCase):
        add(case, person, content=b"x")
    with pytest.raises(UnknownCase):
        remove_file(case=case, file=file.pk, by=person, now=NOW)
    assert File.objects.kept().count() == 1


def test_a_step_of_another_case_is_unknown(case: Case, owner: User, stranger: User) -> None:
    other = world.case_of(world.firm_of(stranger, "อื่น"), stranger, world.planned(4, world.hold("U1", 4)))
    with pytest.raises(UnknownCase):
        add(case, owner, step=other.steps.all()[0])


def test_what_is_not_wanted_leaves_nothing(case: Case, owner: User) -> None:
    with pytest.raises(UnwantedFile):
        add(case, owner, "a.pdf", made.EXE)
    assert not stored()
    assert not File.objects.exists()


def test_without_its_row_no_bytes_stay(case: Case, owner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("the database is gone")

    monkeypatch.setattr(actions, "record", breaks)
    with pytest.raises(RuntimeError):
        add(case, owner)
    assert not stored()
    assert not File.objects.exists()


def test_a_case_has_room_for_so_much(case: Case, owner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_BYTES_OF_A_CASE", 10)
    first = add(case, owner, content=b"123456")
    with pytest.raises(CaseFull):
        add(case, owner, content=b"12345")
    add(case, owner, content=b"1234")
    remove_file(case=case, file=first.pk, by=owner, now=NOW)
    monkeypatch.setattr(actions, "MOST_OF_A_CASE", 2)
    add(case, owner, content=b"123456")
    with pytest.raises(CaseFull):
        add(case, owner, content=b"x")


def test_a_flood_has_to_wait(case: Case, owner: User, officer: User) -> None:
    for number in range(FILES):
        add(case, owner, content=b"%d" % number)
    with pytest.raises(TooMuchAtOnce):
        add(case, owner, content=b"more")
    add(case, officer, content=b"more")


def test_a_closed_case_takes_and_gives_up_no_files(case: Case, owner: User) -> None:
    file = add(case, owner)
    close_case(case=case, why=Closure.Why.WITHDRAWN, by=owner, now=NOW)
    with pytest.raises(CaseClosed):
        add(case, owner, content=b"x")
    with pytest.raises(CaseClosed):
        remove_file(case=case, file=file.pk, by=owner, now=NOW)
    assert file_of(case, file.pk) == file


def test_removed_it_is_gone_and_its_row_stays(
    case: Case, owner: User, officer: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:  # fmt: skip
    file = add(case, owner)
    assert [each.may_remove for each in talk_of(case, owner, now=NOW).files] == [True]
    assert [each.may_remove for each in talk_of(case, officer, now=NOW).files] == [False]
    with pytest.raises(OthersFile):
        remove_file(case=case, file=file.pk, by=officer, now=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        remove_file(case=case, file=file.pk, by=owner, now=NOW)
    assert not stored()
    assert not talk_of(case, owner, now=NOW).files
    file.refresh_from_db()
    assert (file.removed_at, file.removed_by) == (NOW, owner)
    with pytest.raises(UnknownFile):
        remove_file(case=case, file=file.pk, by=owner, now=NOW)
    assert add(case, owner).pk != file.pk  # once removed, it may be sent again


def test_the_record_says_who_and_when_but_no_name(case: Case, owner: User) -> None:
    remove_file(case=case, file=add(case, owner, "ความลับ.txt").pk, by=owner, now=NOW)
    events = Event.objects.filter(verb__startswith="file.").order_by("pk")
    assert [(event.verb, event.details) for event in events] == [
        ("file.added", {"case": case.pk, "kind": "txt", "size": 6}),
        ("file.removed", {"case": case.pk}),
    ]
