"""Under CI a skipped test fails; at a desk it is skipped."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SKIPPED = {
    "a test": "import pytest\ndef test_it():\n    pytest.skip('no browser')\ndef test_that():\n    pass",
    "a module": "import pytest\npytest.importorskip('no_such_package')",
}


def outcome(folder: Path, module: str, *, ci: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_module.py").write_text(module)
    (folder / "pytest.ini").touch()
    command = [sys.executable, "-m", "pytest", "-p", "tests.plugins.no_skips", str(folder)]
    environment = os.environ | {"CI": ci, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("module", SKIPPED.values(), ids=SKIPPED)
def test_under_ci_a_skip_is_a_failure_that_says_why(tmp_path: Path, module: str) -> None:
    done = outcome(tmp_path, module, ci="true")
    assert done.returncode in (1, 2)
    assert "skipped under CI, where nothing may be" in done.stdout


def test_at_a_desk_a_skip_is_a_skip(tmp_path: Path) -> None:
    done = outcome(tmp_path, SKIPPED["a test"], ci="")
    assert done.returncode == 0
    assert "1 passed, 1 skipped" in done.stdout


def test_an_expected_failure_is_not_a_skip(tmp_path: Path) -> None:
    module = "import pytest\n@pytest.mark.xfail\ndef test_it():\n    assert False"
    done = outcome(tmp_path, module, ci="true")
    assert done.returncode == 0
    assert "1 xfailed" in done.stdout
