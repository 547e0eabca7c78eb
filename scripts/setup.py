"""Make a fresh clone ready: Debian packages, `.venv` from requirements.lock, and the `itc` command.

`make setup` runs it. Standard library only, since nothing is installed yet. Plain pip, because pip obeys the
mirror and certificates an organisation has configured for it.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes.util import find_library
from importlib.util import find_spec
from pathlib import Path

from scripts.postgres import bin_folder

ROOT = Path(__file__).resolve().parent.parent
ITC_SCRIPT = """#!/bin/sh
'''exec' "{python}" "$0" "$@"
' '''
from itc.config.cli import main

main()
"""  # sh starts the Python of .venv, which reads the exec line as a string: this way the path may hold spaces


def main() -> None:
    """Set up whatever is missing; a second run only compares the stamp."""
    start = time.monotonic()
    venv = ROOT / ".venv"
    prepare_debian(missing_packages())
    if read_stamp(venv) != stamp():
        install(venv)
        (venv / "setup.stamp").write_text("\n".join(stamp()))
    print(f"Ready in {time.monotonic() - start:.1f} s.")


def missing_packages() -> list[str]:
    """Name the Debian packages that the demo and the tests need and this machine lacks."""
    present = {
        "python3-venv": find_spec("ensurepip"),
        "postgresql": bin_folder(),
        "chromium": shutil.which("chromium"),
        "libatomic1": find_library("atomic"),  # Playwright's driver is linked to it
    }
    return [package for package, found in present.items() if not found]


def advice(packages: list[str]) -> str:
    """Say which packages are missing and the command that an administrator runs to add them."""
    command = f"apt-get update && apt-get install --no-install-recommends -y {' '.join(packages)}"
    return f"Missing: {', '.join(packages)}. Ask an administrator to run: {command}"


def prepare_debian(packages: list[str]) -> None:
    """Install `packages` when root; else say what is missing, and stop only if Python itself cannot go on."""
    if not packages:
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        os.environ["DEBIAN_FRONTEND"] = "noninteractive"
        with step(f"1/4 Debian packages: {' '.join(packages)}"):
            run("apt-get", "update", cure=advice(packages))
            run("apt-get", "install", "--no-install-recommends", "-y", *packages, cure=advice(packages))
        packages = missing_packages()
    if "python3-venv" in packages:
        sys.exit(advice(packages))
    if packages:
        print(f"{advice(packages)}\nThe demo runs without; `make test` needs them.")


def install(venv: Path) -> None:
    """Create or mend `venv`, install the locked packages into it, and put the `itc` command there."""
    python = venv / "bin" / "python"
    packages = venv / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    moved = read_stamp(venv)[:1] not in ([], stamp()[:1])  # another Python, or a copied folder
    if moved or not python.exists() or not (packages / "pip").is_dir():
        with step("2/4 Python environment in .venv"):
            run(sys.executable, "-m", "venv", "--clear", str(venv), cure="Delete .venv, then run it again.")
    lock = ROOT / "requirements.lock"
    count = sum(line[:1].isalnum() for line in lock.read_text().splitlines())
    with step(f"3/4 {count} Python packages"):
        pip = (str(python), "-m", "pip", "install", "--disable-pip-version-check", "--no-compile")
        run(*pip, "--require-hashes", "-r", str(lock), cure="Is the network there? Then run it again.")
    with step("4/4 the itc command"):
        (packages / "openitc.pth").write_text("../../../..\n")  # from site-packages back to the project
        command = venv / "bin" / "itc"
        command.write_text(ITC_SCRIPT.format(python=python))
        command.chmod(0o755)


def stamp() -> list[str]:
    """Return two lines: the Python and place of .venv, and a digest of all that is installed in it."""
    sources = ("requirements.lock", "pyproject.toml", "scripts/setup.py")
    digest = hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in sources))
    return [f"{sys.version.split()[0]} {ROOT}", digest.hexdigest()]


def read_stamp(venv: Path) -> list[str]:
    """Return the lines left by the last complete set-up of `venv`; none if there was none."""
    file = venv / "setup.stamp"
    return file.read_text().splitlines() if file.exists() and (venv / "bin" / "python").exists() else []


@contextmanager
def step(title: str) -> Iterator[None]:
    """Print `title` before the block and the seconds it took after it."""
    print(title, end=" ", flush=True)
    start = time.monotonic()
    yield
    print(f"{time.monotonic() - start:.1f} s", flush=True)


def run(*command: str, cure: str) -> None:
    """Run `command`, a dot per ten lines it prints; if it fails, exit with its last lines and the `cure`."""
    tail: deque[str] = deque(maxlen=15)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        for number, line in enumerate(process.stdout or ()):
            tail.append(line)
            if number % 10 == 9:
                print(".", end="", flush=True)
    if process.returncode:
        sys.exit(f"\n{''.join(tail)}Failed: {' '.join(command)}\n{cure}")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("\nStopped. Run it again to go on from here.")
