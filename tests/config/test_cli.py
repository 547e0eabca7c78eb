"""The `itc` command as it is typed, on a home of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SENTENCE = "ฐานข้อมูลยังไม่มีตาราง"


def itc(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own: only there does the database have no tables."""
    environment = os.environ | {"OPENITC_HOME": str(home), "OPENITC_MEANING": "0"}
    environment.pop("DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "manage.py", *words], env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "words",
    [
        ("plan", "สบู่"),
        ("worker", "--once"),
        *(
            pytest.param(words, marks=pytest.mark.prove)
            for words in (("search", "สบู่"), ("load", "tests/data/small"), ("seed",))
        ),
    ],
)
def test_without_tables_every_command_says_in_one_sentence_what_to_run(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    ended = itc(tmp_path, *words)

    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1].startswith(SENTENCE)
    assert "itc migrate" in ended.stderr
    assert "itc demo" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_who_asks_for_the_traceback_gets_it(tmp_path: Path) -> None:
    assert "Traceback" in itc(tmp_path, "worker", "--traceback").stderr
