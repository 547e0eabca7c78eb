"""The files an administrator copies fit the project; by `make prove`, the site they make is sound."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.production import stage
from scripts.production.checks import WRONG
from scripts.setup import ROOT

UNITS = sorted(stage.DOCS.glob("*.service"))
ITC = ROOT / ".venv/bin/itc"


def examined(home: Path, **other: str) -> "subprocess.CompletedProcess[str]":
    given = (
        stage.variables(stage.DOCS / "openitc.env") | {"OPENITC_HOME": str(home), "DATABASE_URL": ""} | other
    )
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"} | {
        key: word for key, word in given.items() if word
    }
    words = [sys.executable, "-m", "itc.config.cli", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(words, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_settings_shipped_pass_the_checks_of_deployment(tmp_path: Path) -> None:
    ended = examined(tmp_path / "var")
    assert ended.returncode == 0, ended.stderr


@pytest.mark.parametrize("wrong", ["OPENITC_HTPS", "OPENITC_PROXIES"])
def test_a_wrong_setting_ends_with_a_sentence_that_names_it(tmp_path: Path, wrong: str) -> None:
    ended = examined(tmp_path / "var", **{wrong: "one"})
    assert ended.returncode == 1
    assert wrong in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: str(unit.stem))
def test_each_unit_starts_what_there_is(unit: Path) -> None:
    text = unit.read_text()
    starts = re.findall(rf"^Exec\w+={stage.INSTALLED}/\.venv/bin/itc (\S+)", text, re.MULTILINE)
    assert starts
    for command in starts:
        assert list((ROOT / "itc").glob(f"*/management/commands/{command}.py")), command
    assert f"ReadWritePaths={stage.variables(stage.DOCS / 'openitc.env')['OPENITC_HOME']}\n" in text


def test_what_is_told_of_the_proof_is_what_it_tries() -> None:
    told = (ROOT / "docs" / "operations.md").read_text()
    assert len(WRONG) == 15
    assert "| fifteen wrong settings |" in told


@pytest.mark.prove
def test_a_site_in_production_holds_what_it_promises() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scripts.production"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "✗" not in done.stdout
