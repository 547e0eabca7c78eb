"""Run a command against a PostgreSQL of its own: `python -m scripts.postgres COMMAND…`.

The cluster lives in a temporary folder, listens on a Unix socket only, is owned by an unprivileged user when
we are root (PostgreSQL refuses root), and is removed afterwards, however the command ends.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

UNSAFE_BUT_FAST = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"  # the data dies with the tests
)


def bin_folder() -> Path | None:
    """Return the folder of the newest PostgreSQL programs, or None; Debian keeps them off the PATH."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name))
    places = [*map(Path, os.get_exec_path()), *debian]
    return next((folder for folder in reversed(places) if (folder / "initdb").exists()), None)


def owner() -> str:
    """Return the unprivileged user that runs the server when we are root."""
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextmanager
def cluster() -> Iterator[str]:
    """Start a server, yield its DATABASE_URL, then stop and remove it."""
    programs = bin_folder()
    if programs is None:
        sys.exit(
            "PostgreSQL is missing. As an administrator: apt-get install --no-install-recommends postgresql"
        )
    as_owner = ["runuser", "-u", owner(), "--"] if os.geteuid() == 0 else []

    def call(program: str, *arguments: str) -> None:
        done = subprocess.run(
            [*as_owner, programs / program, *arguments], cwd="/", capture_output=True, text=True, check=False
        )
        if done.returncode:
            sys.exit(f"{program} failed:\n{done.stdout}{done.stderr}")

    folder = Path(tempfile.mkdtemp(prefix="openitc-"))
    data, log = f"{folder}/data", folder / "log"
    try:
        if as_owner:
            shutil.chown(folder, owner())
        call(
            "initdb",
            "-D",
            data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' {UNSAFE_BUT_FAST}"
        call("pg_ctl", "-D", data, "-w", "-s", "-l", str(log), "-o", options, "start")
        yield f"postgres://postgres@{quote(str(folder), safe='')}/postgres"
    finally:
        with ignored(signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # a second Ctrl-C must not leave a server
            with suppress(SystemExit):  # it may never have started
                call("pg_ctl", "-D", data, "-w", "-s", "-m", "immediate", "stop")
            shutil.rmtree(folder)


@contextmanager
def ignored(*numbers: signal.Signals) -> Iterator[None]:
    """Ignore the signals `numbers` within the block."""
    handlers = {number: signal.signal(number, signal.SIG_IGN) for number in numbers}
    yield
    for number, handler in handlers.items():
        signal.signal(number, handler)


def main(command: list[str]) -> int:
    """Run `command` with DATABASE_URL set to a fresh server; return its exit code."""
    # Also SIGINT: a shell that runs us in the background would have us ignore it.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda caught, frame: sys.exit(128 + caught))
    with cluster() as url:
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
