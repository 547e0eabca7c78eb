"""The commands `itc check-data` and `itc load`, on the tables that ship and on broken ones."""

import errno
import os
import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from itc.audit.models import Event
from itc.catalogue.models import Operation
from itc.config import cli
from itc.db.tables import check, tables
from itc.db.tables.folder import read_folder
from itc.resources.models import Price
from tests.db.tables.small import files, with_cells, with_row, with_rows

DATA = "data"


def folder(path: Path, content: dict[str, bytes]) -> str:
    for name, text in content.items():
        (path / name).write_bytes(text)
    return str(path)


def call(command: str, path: str) -> str:
    out = StringIO()
    with translation.override("en"):
        call_command(command, path, stdout=out)
    return out.getvalue()


def refused(command: str, path: str) -> str:
    out = StringIO()
    with translation.override("en"), pytest.raises(SystemExit) as stop:
        call_command(command, path, stdout=out)
    assert stop.value.code == 1
    return out.getvalue()


BROKEN = with_cells(
    ("makers.csv", 2, "code", "MK1 "), ("centres.csv", 2, "lat", "99.03"), ("centres.csv", 2, "lon", "18.6")
)


def test_the_tables_that_ship_have_no_fault() -> None:
    checked = check(read_folder(DATA))

    assert [str(fault) for fault in checked.faults + checked.warnings] == []


def test_a_check_of_good_files_lists_their_rows(tmp_path: Path) -> None:
    printed = call("check_data", folder(tmp_path, files())).splitlines()

    assert printed[0] == "      6 operations.csv"
    assert len(printed) == len(tables()) + 1
    assert printed[-1] == "no faults"


def test_a_check_prints_every_fault_with_a_count_and_ends_with_1(tmp_path: Path) -> None:
    printed = refused("check_data", folder(tmp_path, BROKEN | {"extra.csv": b"x"})).splitlines()

    assert printed == [
        "extra.csv: no table has this name; it is left out — "
        "did you mean experts.csv or centres.csv or coverage.csv?",
        "centres.csv:2: lat: latitude and longitude are swapped — write lat 18.6 and lon 99.03",
        "makers.csv:2: code: a blank before or after — write MK1 without it",
        "2 faults",
    ]


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with translation.override("en"), pytest.raises(CommandError, match="is no folder"):
        call_command("check_data", str(tmp_path / "nowhere"))


def test_a_file_in_place_of_the_folder_is_said_so_with_a_cure(tmp_path: Path) -> None:
    file = tmp_path / "families.csv"
    file.write_bytes(b"x")

    with translation.override("en"), pytest.raises(CommandError) as refusal:
        call_command("check_data", str(file))

    assert str(refusal.value) == f"{file} is no folder — name the folder that holds the CSV files"


def test_a_folder_that_may_not_be_read_is_not_taken_for_an_empty_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(os, "listdir", refuse)

    with translation.override("en"), pytest.raises(CommandError) as refusal:
        call_command("check_data", str(tmp_path))

    assert str(refusal.value) == f"{tmp_path}: {NO_RIGHT}"


NO_RIGHT = "you have no right to read it — give yourself the right, or copy it anew"


def refuse(*_args: object) -> None:
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


@pytest.mark.parametrize("command", ["check_data", "load"])
def test_a_folder_or_a_pipe_with_the_name_of_a_file_is_one_fault(command: str, tmp_path: Path) -> None:
    path = folder(tmp_path, files())
    for name in ("families.csv", "makers.csv"):
        (tmp_path / name).unlink()
    (tmp_path / "families.csv").mkdir()
    os.mkfifo(tmp_path / "makers.csv")
    what = "this is a folder or a device, no file — move it away, and put the CSV file of this name here"

    assert refused(command, path).splitlines() == [
        f"families.csv: {what}", f"makers.csv: {what}", "2 faults",
    ]  # fmt: skip


def test_a_link_to_nowhere_is_one_fault(tmp_path: Path) -> None:
    path = folder(tmp_path, files())
    (tmp_path / "families.csv").unlink()
    (tmp_path / "families.csv").symlink_to(tmp_path / "gone.csv")

    assert refused("check_data", path).splitlines()[0] == (
        "families.csv: a link to a file that is not there — put the file itself here in place of the link"
    )


def test_a_file_without_the_right_to_read_it_is_one_fault(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = folder(tmp_path, files())
    if os.getuid():
        (tmp_path / "families.csv").chmod(0)
    else:  # who may read all is refused by hand
        monkeypatch.setattr(
            "builtins.open",
            lambda file, *args, _open=open, **more: (
                refuse() if str(file).endswith("families.csv") else _open(file, *args, **more)
            ),
        )

    assert refused("check_data", path).splitlines() == [
        f"families.csv: {NO_RIGHT}", "1 fault",
    ]  # fmt: skip


def test_of_very_many_faults_the_first_of_each_file_are_printed_and_all_are_counted(tmp_path: Path) -> None:
    wrong = [{"code": f"MK{number}", "operations": "", "is_sample": "yep"} for number in range(3, 253)]
    content = with_rows("makers.csv", *wrong) | {"holidays.csv": b""}

    printed = refused("check_data", folder(tmp_path, content)).splitlines()

    assert sum("'yep' is not in the list" in line for line in printed) == 100
    assert printed[-2:] == ["makers.csv: and 150 faults more", "251 faults"]
    assert "holidays.csv: the file is empty — save it again with its rows" in printed


def test_a_number_of_units_that_nobody_has_is_told_at_once(tmp_path: Path) -> None:
    path = folder(tmp_path, with_cells(("sample_network.csv", 2, "units", "100000000")))

    assert refused("check_data", path).splitlines() == [
        "sample_network.csv:2: units: more than 500 — write 500 or less", "1 fault",
    ]  # fmt: skip


def test_the_command_line_takes_the_hyphen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.argv", ["itc", "check-data", folder(tmp_path, BROKEN)])

    with pytest.raises(SystemExit) as stop:
        cli.main()

    assert stop.value.code == 1


@pytest.mark.django_db
def test_a_load_refuses_faulty_files_and_writes_nothing(tmp_path: Path) -> None:
    assert refused("load", folder(tmp_path, BROKEN)).endswith("2 faults\n")
    assert not Operation.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_a_load_says_what_it_did_and_what_it_left_alone(tmp_path: Path) -> None:
    path = folder(tmp_path, files())
    assert "prices.csv: 11 added, 0 changed, 0 unchanged" in call("load", path).splitlines()
    Price.objects.filter(code="PR2").update(price_thb=480)
    third = with_row("makers.csv", code="MK3")
    third["prices.csv"] = with_row("prices.csv", id="PR12", provider="MK3")["prices.csv"]
    folder(tmp_path, third)

    printed = call("load", path).splitlines()

    assert "makers.csv: 1 added, 0 changed, 2 unchanged" in printed
    assert "  PR2: edited in the app: price_thb is “480” there, “450.5” in the file; left alone" in printed
    folder(tmp_path, files())
    assert "  MK3: no longer in the file; kept" in call("load", path).splitlines()


@pytest.mark.django_db
def test_each_load_leaves_one_event_with_its_counts(tmp_path: Path) -> None:
    path = folder(tmp_path, files())
    call("load", path)

    event = Event.objects.get(verb="tables.loaded")

    assert event.by_id is None
    assert event.details["files"]["makers.csv"] == {
        "added": 2, "changed": 0, "unchanged": 0, "edited": 0, "gone": 0,
    }  # fmt: skip


@pytest.mark.django_db
@pytest.mark.once  # tests/site/test_demo.py loads them again on both databases
def test_the_tables_that_ship_load_whole_and_quickly_and_once_more_without_a_change() -> None:
    start = time.perf_counter()
    call("load", DATA)
    assert time.perf_counter() - start < 90  # some five alone on two cores; a machine may be shared

    assert all(
        line.split(": ")[1].startswith("0 added, 0 changed") for line in call("load", DATA).splitlines()
    )
