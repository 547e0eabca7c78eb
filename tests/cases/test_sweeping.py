"""Files that belong to no case are swept after a day; one that is just being stored is not."""

import datetime as dt
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from itc.accounts.models import User
from itc.audit.models import Event
from itc.cases import tasks
from itc.cases.actions import files as actions
from itc.cases.actions.files import add_file, remove_file
from itc.cases.actions.sweeping import sweep_files
from itc.cases.errors import FilesOfAnother
from itc.cases.models import Case
from itc.cases.models.talk import File, random_path
from itc.jobs.errors import GiveUp
from tests.cases.world import DAY, HOUR, NOW


@pytest.fixture(autouse=True)
def _on_disk(settings: LazySettings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.STORAGES |= {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}


def add(case: Case, owner: User, content: bytes = b"longan") -> str:
    return str(add_file(case=case, name="a.txt", content=content, by=owner, now=NOW).stored.name)


def stray() -> str:
    """A file as it lies there when its process was killed before the row was kept."""
    return default_storage.save(random_path(File(), ""), ContentFile(b"half"))


def in_days(number: int) -> dt.datetime:
    return timezone.now() + number * DAY


def test_what_no_case_names_goes_after_a_day(case: Case, owner: User) -> None:
    kept, left = add(case, owner), stray()
    assert sweep_files(now=in_days(1) - HOUR) == 0
    assert default_storage.exists(left)
    assert sweep_files(now=in_days(1) + HOUR) == 1
    assert (default_storage.exists(kept), default_storage.exists(left)) == (True, False)
    assert sweep_files(now=in_days(1) + HOUR) == 0
    assert Event.objects.get(verb="files.swept").details == {"count": 1}


def test_a_file_that_is_just_being_stored_is_left_alone(
    case: Case, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    swept: list[int] = []

    def sweeps(*_args: object, **_more: object) -> None:
        """Stand where the bytes are there, and their row is not committed yet."""
        swept.append(sweep_files(now=timezone.now()))

    add(case, owner, b"another")
    monkeypatch.setattr(actions, "record", sweeps)
    name = add(case, owner)
    assert swept == [0]
    assert default_storage.exists(name)


def test_bytes_of_a_removed_file_go_too(case: Case, owner: User) -> None:
    add(case, owner)
    name = add(case, owner, b"2")
    remove_file(case=case, file=File.objects.get(stored=name).pk, by=owner, now=NOW)
    assert default_storage.exists(name)  # what follows a commit was never reached
    assert sweep_files(now=in_days(2)) == 1
    assert not default_storage.exists(name)


def test_nothing_is_removed_by_another_database(case: Case, owner: User) -> None:
    kept, others = add(case, owner), [stray(), stray()]
    with pytest.raises(FilesOfAnother):
        sweep_files(now=in_days(2))
    assert all(default_storage.exists(name) for name in (kept, *others))


def test_what_is_not_ours_stays(case: Case, owner: User) -> None:
    add(case, owner)
    for name in ("README", "lost+found/1", "ab/c"):
        default_storage.save(name, ContentFile(b"x"))
    assert sweep_files(now=in_days(2)) == 0


@pytest.mark.usefixtures("db")
def test_where_nobody_sent_a_file_there_is_nothing_to_do() -> None:
    assert sweep_files(now=in_days(2)) == 0


def test_the_worker_gives_up_where_files_are_of_another_site(
    case: Case, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(case, owner)
    stray()
    later = in_days(2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert tasks.sweep.call() == 1
    assert stray() != stray()
    with pytest.raises(GiveUp, match="DATABASE_URL"):
        tasks.sweep.call()
