"""Setting up says what it does, and what to do when it cannot."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import setup

COMMAND = "apt-get update && apt-get install --no-install-recommends -y"


@pytest.fixture
def bare_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH with no program on it, on a machine without PostgreSQL and libatomic."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("DEBIAN_FRONTEND", "")  # the set-up sets it; restored afterwards
    monkeypatch.setattr(setup, "bin_folder", lambda: None)
    monkeypatch.setattr(setup, "find_library", lambda name: None)
    return folder


def put_program(folder: Path, name: str, script: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


def test_packages_that_are_there_are_not_missing(bare_path: Path) -> None:
    assert setup.missing_packages() == ["postgresql", "chromium", "libatomic1"]
    put_program(bare_path, "chromium", "")
    assert setup.missing_packages() == ["postgresql", "libatomic1"]


def test_without_root_a_sentence_names_packages_and_command_and_the_demo_goes_on(
    bare_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    put_program(bare_path, "apt-get", f"touch {bare_path}/called")
    setup.prepare_debian(setup.missing_packages())
    said = capsys.readouterr().out
    sentence = "Missing: postgresql, chromium, libatomic1. Ask an administrator to run: "
    assert f"{sentence}{COMMAND} postgresql chromium libatomic1\n" in said
    assert not (bare_path / "called").exists()


def test_without_venv_and_root_it_stops_with_the_sentence(
    bare_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(setup, "find_spec", lambda name: None)
    with pytest.raises(
        SystemExit, match=r"Missing: python3-venv, .* -y python3-venv postgresql chromium libatomic1"
    ):
        setup.prepare_debian(setup.missing_packages())


def test_root_gets_the_packages_after_one_update_and_no_questions(
    bare_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    put_program(bare_path, "apt-get", f'echo "$DEBIAN_FRONTEND $*" >> {bare_path}/log')
    setup.prepare_debian(["chromium"])
    assert (bare_path / "log").read_text().splitlines() == [
        "noninteractive update",
        "noninteractive install --no-install-recommends -y chromium",
    ]
    assert "1/4 Debian packages: chromium" in capsys.readouterr().out


def test_a_failing_apt_ends_with_its_words_and_the_cure(
    bare_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    put_program(bare_path, "apt-get", "echo Could not resolve; exit 100")
    with pytest.raises(
        SystemExit, match=rf"(?s)Could not resolve.*Failed: apt-get update\n.*{COMMAND} postgresql"
    ):
        setup.prepare_debian(["postgresql"])


def test_a_command_shows_a_dot_for_ten_lines(capsys: pytest.CaptureFixture[str]) -> None:
    setup.run(sys.executable, "-c", "for n in range(35): print(n)", cure="")
    assert capsys.readouterr().out == "..."


@pytest.mark.prove
def test_installing_puts_a_working_command_there_and_a_second_time_does_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "my project"  # the space is meant
    for name, text in {
        "requirements.lock": "",
        "pyproject.toml": "",
        "scripts/setup.py": "",
        "itc/config/cli.py": "import sys\ndef main():\n    print('itc says', *sys.argv[1:])",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    monkeypatch.setattr(setup, "ROOT", root)
    monkeypatch.setattr(setup, "missing_packages", list)
    setup.main()
    assert "4/4 the itc command" in capsys.readouterr().out
    answer = subprocess.run(
        [root / ".venv" / "bin" / "itc", "plan"], capture_output=True, text=True, check=True
    )
    assert answer.stdout == "itc says plan\n"
    setup.main()
    assert "/4" not in capsys.readouterr().out
    (root / "requirements.lock").write_text("# another lock")
    setup.main()
    assert "3/4" in (said := capsys.readouterr().out)
    assert "2/4" not in said  # the environment itself is kept


def test_a_copied_folder_gets_an_environment_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    for name in ("requirements.lock", "pyproject.toml", "scripts/setup.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    ran: list[tuple[str, ...]] = []
    monkeypatch.setattr(setup, "run", lambda *command, cure: ran.append(command))
    venv = tmp_path / ".venv"
    packages = venv / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    (packages / "pip").mkdir(parents=True)
    (venv / "bin").mkdir()
    (venv / "bin" / "python").touch()
    (venv / "setup.stamp").write_text("3.11.0 /elsewhere\ndigest")
    setup.install(venv)
    assert "--clear" in ran[0]
    (venv / "setup.stamp").write_text("\n".join([setup.stamp()[0], "old"]))
    ran.clear()
    setup.install(venv)
    assert "install" in ran[0]
