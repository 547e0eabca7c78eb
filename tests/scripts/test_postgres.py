"""The PostgreSQL of the tests answers, and leaves nothing behind, however the command ends."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import dj_database_url
import psycopg
import pytest

from scripts import postgres

pytestmark = pytest.mark.postgres
ROOT = Path(__file__).resolve().parent.parent.parent
ASK = """
import os, dj_database_url, psycopg
at = dj_database_url.parse(os.environ["DATABASE_URL"])
print(psycopg.connect(host=at["HOST"], user=at["USER"], dbname=at["NAME"]).execute("SELECT 6 * 7").fetchone())
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A short temporary folder that any user may enter; a Unix socket's path may have only 107 bytes."""
    path = Path(tempfile.mkdtemp(dir="/tmp"))
    path.chmod(0o777)
    yield path
    shutil.rmtree(path)


def start(folder: Path, *command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "scripts.postgres", *command],
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def servers_in(folder: Path) -> list[str]:
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if str(folder) in line]


def test_the_command_reaches_a_server_that_is_gone_afterwards(folder: Path) -> None:
    process = start(folder, sys.executable, "-c", ASK)
    assert process.communicate() == ("(42,)\n", "")
    assert process.returncode == 0
    assert list(folder.iterdir()) == []
    assert servers_in(folder) == []


def test_a_failing_command_keeps_its_exit_code_and_leaves_nothing(folder: Path) -> None:
    process = start(folder, "sh", "-c", "exit 7")
    process.communicate()
    assert process.returncode == 7
    assert list(folder.iterdir()) == []
    assert servers_in(folder) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_and_leaves_nothing(folder: Path, number: signal.Signals) -> None:
    process = start(folder, "sh", "-c", "echo started; exec sleep 60")
    assert process.stdout
    assert process.stdout.readline() == "started\n"
    assert servers_in(folder)
    process.send_signal(number)
    process.communicate(timeout=20)
    assert process.returncode == 128 + number
    assert list(folder.iterdir()) == []
    assert servers_in(folder) == []


def test_a_server_that_cannot_start_says_why_and_leaves_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setattr(postgres, "UNSAFE_BUT_FAST", "-c no_such_setting=1")
    with pytest.raises(SystemExit, match=r"pg_ctl.*failed"), postgres.cluster():
        pass
    assert list(folder.iterdir()) == []


def test_without_postgresql_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "bin_folder", lambda: None)
    with (
        pytest.raises(SystemExit, match="apt-get install --no-install-recommends postgresql"),
        postgres.cluster(),
    ):
        pass


def test_killed_it_starts_again_with_what_it_had_confirmed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    with postgres.running() as server:
        at = dj_database_url.parse(server.url)
        where = f"host={at['HOST']} user={at['USER']} dbname={at['NAME']}"
        with psycopg.connect(where) as first:
            first.execute("CREATE TABLE kept AS SELECT 42 AS answer")
        with psycopg.connect(where) as second:
            second.execute("DELETE FROM kept")
            server.kill()
            with pytest.raises(psycopg.OperationalError):
                second.execute("SELECT 1")
        assert servers_in(folder) == []
        server.start()
        with psycopg.connect(where) as third:
            assert third.execute("SELECT answer FROM kept").fetchall() == [(42,)]
    assert servers_in(folder) == []
