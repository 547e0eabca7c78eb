"""The checks of `make check`, `make test` and `make prove`: `python -m scripts.checks check|test|prove`.

Every part runs even when one before it has failed; the last line has the clock of each.
"""

import os
import subprocess
import sys
import tempfile
import time

from scripts.setup import ROOT, advice, missing_packages

BIN = ROOT / ".venv" / "bin"
PYTHON = str(BIN / "python")
NO_TESTS = 5  # pytest's exit code when nothing was selected
NOT_OURS = ("DATABASE_URL", "PYTHONDONTWRITEBYTECODE")
"""Of the caller's environment: no database; and what is compiled is kept, or each process does it again."""
Part = tuple[str, list[str]]  # its name, and the command with its arguments


def pytest(select: str, *arguments: str) -> list[str]:
    """Return the command that runs the tests with the marks `select` in two processes."""
    return [PYTHON, "-m", "pytest", "-n", "2", "-m", select, *arguments]


def static_checks() -> list[Part]:
    """Return what reads the code and runs no test."""
    return [
        ("format", [str(BIN / "ruff"), "format", "--check", "."]),
        ("lint", [str(BIN / "ruff"), "check", "."]),
        ("types", [str(BIN / "mypy"), "itc", "scripts"]),
        ("layers", [str(BIN / "lint-imports")]),
        ("templates", [str(BIN / "djlint"), "--lint", "--profile=django", "itc"]),
        ("migrations", [str(BIN / "itc"), "makemigrations", "--check", "--dry-run"]),
        ("messages", [PYTHON, "-m", "scripts.messages", "check"]),
    ]


def pure() -> list[str]:
    """Return the places of the tests that never ask a database."""
    tests = ROOT / "tests"
    return [
        *(str(tests / name) for name in ("algorithms", "lib", "scripts")),
        *map(str, tests.glob("test_*.py")),
    ]


def pure_tests() -> Part:
    """Return the tests that need no database server and no browser."""
    return "pure tests", pytest("not browser and not prove and not postgres", *pure())


def all_tests() -> list[Part]:
    """Return the suite on SQLite, what asks a database again on PostgreSQL, then the stories in a browser.

    What is marked `once` is not asked again: shipped rows, and what is worked out from snapshots of tables
    (tests/plugins/order.py). The stories of a file share a served site: each of the two processes has one.
    """
    rest = "not browser and not prove"
    return [
        ("sqlite", pytest(rest)),
        ("postgresql", [PYTHON, "-m", "scripts.postgres", *pytest(f"database and not once and {rest}")]),
        ("browser", pytest("browser", "--dist", "loadfile", str(ROOT / "tests" / "stories"))),
    ]


def run(parts: list[Part]) -> int:
    """Run each part with an empty state folder; print all clocks last; return 0 if every one passed."""
    clocks, failures = [], 0
    for name, command in parts:
        print(f"\n── {name}", flush=True)
        start = time.monotonic()
        with tempfile.TemporaryDirectory() as home:
            environment = os.environ | {"OPENITC_HOME": home}
            for theirs in NOT_OURS:
                environment.pop(theirs, None)
            code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        if name == "proofs" and code == NO_TESTS:
            print("No test is marked `prove` yet.")
            code = 0
        failures += code != 0
        clocks.append(f"{name}{' FAILED' if code else ''} {time.monotonic() - start:.1f} s")
    print(f"\n{' · '.join(clocks)}")
    return 1 if failures else 0


def main(arguments: list[str]) -> int:
    """Run the checks that the one argument names."""
    match arguments:
        case ["check"]:
            return run([*static_checks(), pure_tests()])
        case ["test"]:
            if packages := missing_packages():
                sys.exit(advice(packages))
            return run([*static_checks(), *all_tests()])
        case ["prove"]:
            return run([("proofs", pytest("prove"))])
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
