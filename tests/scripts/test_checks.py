"""The runner of the checks tells all faults at once and never touches the state of the site."""

import sys

import pytest

from scripts import checks


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_parts_after_a_failure_still_run_and_the_last_line_has_every_clock(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert checks.run([("first", python("raise SystemExit(3)")), ("second", python("print('here')"))]) == 1
    said = capfd.readouterr().out
    assert "here" in said
    assert "first FAILED" in (last := said.splitlines()[-1])
    assert " s · second " in last


def test_all_passing_is_success() -> None:
    assert checks.run([("only", python(""))]) == 0


def test_each_part_has_a_state_of_its_own_no_database_of_the_caller_and_keeps_what_is_compiled(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OPENITC_HOME", "precious")
    monkeypatch.setenv("DATABASE_URL", "precious")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    code = (
        "import os, sys; h = os.environ['OPENITC_HOME']; "
        "print(h, os.listdir(h), 'DATABASE_URL' in os.environ or sys.dont_write_bytecode)"
    )
    assert checks.run([("first", python(code)), ("second", python(code))]) == 0
    homes = [line.split(maxsplit=1) for line in capfd.readouterr().out.splitlines() if "False" in line]
    assert [rest for _, rest in homes] == ["[] False", "[] False"]
    assert len({home for home, _ in homes} | {"precious"}) == 3


def test_proofs_may_be_none_yet_but_other_tests_may_not(capfd: pytest.CaptureFixture[str]) -> None:
    none_found = python("raise SystemExit(5)")
    assert checks.run([("proofs", none_found)]) == 0
    assert "No test is marked `prove` yet." in capfd.readouterr().out
    assert checks.run([("sqlite", none_found)]) == 1


def test_without_postgresql_or_chromium_the_whole_suite_does_not_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(checks, "missing_packages", lambda: ["chromium"])
    with pytest.raises(SystemExit, match="Missing: chromium"):
        checks.main(["test"])


def test_an_unknown_word_prints_how_to_use_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert checks.main(["all"]) == 2
    assert "check|test|prove" in capsys.readouterr().out
