"""What a fresh clone must be: pinned, licensed, small, and free of any one machine's names."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

import itc

ROOT = Path(__file__).resolve().parent.parent
INDEX_HOST = re.compile(r"pypi\.(?:org|python)|files\.pythonhosted|deb\.debian\.org|registry\.npmjs")
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:root|work|opt|home/\w+|Users/\w+)/\w")


def files_in_git() -> list[Path]:
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return [ROOT / name for name in names.split("\0") if name and (ROOT / name).is_file()]


def lines_of(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return []  # an image or a font


def test_every_locked_package_has_a_hash_and_no_source_of_its_own() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    assert not re.findall(r"https?://|--find-links|--index|file:", lock)
    entries = re.split(r"^(?=\w)", lock, flags=re.MULTILINE)[1:]
    assert len(entries) > 50
    assert [entry for entry in entries if "==" not in entry.split()[0] or "--hash=sha256:" not in entry] == []


def test_the_lock_holds_every_dependency_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = sum(project["optional-dependencies"].values(), start=project["dependencies"])
    locked = set(re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE))
    names = {re.split(r"[\[<>=~!;]", requirement)[0].lower() for requirement in wanted}
    assert names - locked == set()


def test_every_dependency_says_why_it_is_there() -> None:
    lines = (ROOT / "pyproject.toml").read_text().split("[project.scripts]")[0].splitlines()
    dependencies = [line for line in lines if re.match(r'  "[\w.-]+.*",', line)]
    assert len(dependencies) > 20
    assert [line for line in dependencies if not re.search(r",\s+# \w.{5,}", line)] == []


def test_the_command_that_setup_writes_is_the_one_the_project_declares() -> None:
    from_setup = (ROOT / "scripts" / "setup.py").read_text()
    module, function = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["scripts"][
        "itc"
    ].split(":")
    assert f"from {module} import {function}\n\n{function}()\n" in from_setup


def test_the_version_is_said_in_one_voice() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert itc.__version__ == project["version"]


def test_the_readme_names_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text()
    assert "make demo" in readme
    assert "make test" in readme


def test_every_target_of_the_makefile_has_a_line_of_help() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = re.search(r"^\.PHONY: (.*)", makefile, re.MULTILINE)
    assert targets
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"^make (\w+) +\w", listed, re.MULTILINE)) == set(targets[1].split())
    assert set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE)) == set(targets[1].split())


def test_continuous_integration_runs_what_a_person_runs() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o100
    assert script.read_text().rstrip().endswith("exec make test")


def test_the_licence_is_apache_2() -> None:
    text = (ROOT / "LICENSE").read_text()
    assert "Apache License\n                           Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text


@pytest.mark.parametrize("pattern", [INDEX_HOST, MACHINE_PATH], ids=["package index", "path of a machine"])
def test_no_file_names_a_machine_or_a_package_index(pattern: re.Pattern[str]) -> None:
    found = [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for file in files_in_git()
        for number, line in enumerate(lines_of(file), start=1)
        if pattern.search(line)
    ]
    assert found == []


def test_the_patterns_know_a_machine_when_they_see_one() -> None:
    assert MACHINE_PATH.search("see " + "/home" + "/somchai/itc")
    assert not MACHINE_PATH.search("https://example.go.th/work/permit")
    assert INDEX_HOST.search("https://" + "pypi" + ".org/simple")


@pytest.mark.parametrize(("suffixes", "limit"), [({".py"}, 300), ({".html", ".css", ".js"}, 500)])
def test_no_source_file_is_longer_than_a_person_reads_at_once(suffixes: set[str], limit: int) -> None:
    sources = [file for file in files_in_git() if file.suffix in suffixes and "migrations" not in file.parts]
    lengths = {str(file.relative_to(ROOT)): len(lines_of(file)) for file in sources}
    assert {name: length for name, length in lengths.items() if length > limit} == {}
