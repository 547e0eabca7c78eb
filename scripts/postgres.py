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
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Cluster:
    """A server with its data in a folder: it can be killed, and started again on the same data."""

    programs: Path
    folder: Path
    options: str

    @property
    def url(self) -> str:
        """Return its DATABASE_URL."""
        return f"postgres://postgres@{quote(str(self.folder), safe='')}/postgres"

    def make(self) -> None:
        """Make its data, owned by the unprivileged user."""
        if os.geteuid() == 0:
            shutil.chown(self.folder, owner())
        words = "-U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync"
        self._call("initdb", "-D", self._data, *words.split())

    def start(self) -> None:
        """Start it and wait until it answers, after a crash with what its log has."""
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' {self.options}"
        log = str(self.folder / "log")
        self._call("pg_ctl", "-D", self._data, "-w", "-s", "-l", log, "-o", options, "start")

    def stop(self) -> None:
        """Stop it at once."""
        self._call("pg_ctl", "-D", self._data, "-w", "-s", "-m", "immediate", "stop")

    def kill(self) -> None:
        """Kill all its processes with SIGKILL, as if the machine had lost them; its data stays as it is.

        The first process is halted before, so that it makes no other meanwhile.
        """
        locks = Path(self._data, "postmaster.pid"), self.folder / ".s.PGSQL.5432.lock"
        first = int(locks[0].read_text().split()[0])
        os.kill(first, signal.SIGSTOP)
        listed = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(first)], capture_output=True, text=True, check=True
        )
        processes = [first, *map(int, listed.stdout.split())]
        for process in processes:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        while any(_runs(process) for process in processes):
            time.sleep(0.01)
        for lock in locks:  # where nobody buries the dead, as in some containers, their numbers stay taken
            lock.unlink()

    @property
    def _data(self) -> str:
        return f"{self.folder}/data"

    def _call(self, program: str, *arguments: str) -> None:
        as_owner = ["runuser", "-u", owner(), "--"] if os.geteuid() == 0 else []
        done = subprocess.run(
            [*as_owner, self.programs / program, *arguments],
            cwd="/", capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            sys.exit(f"{program} failed:\n{done.stdout}{done.stderr}")


def _runs(process: int) -> bool:
    """Return whether a process runs; one that is dead and not yet buried has no command line."""
    try:
        return bool(Path(f"/proc/{process}/cmdline").read_bytes())
    except (FileNotFoundError, ProcessLookupError):
        return False


@contextmanager
def running(options: str = "") -> Iterator[Cluster]:
    """Start a server with options, as it is in use without; yield it, then stop and remove it."""
    programs = bin_folder()
    if programs is None:
        sys.exit(
            "PostgreSQL is missing. As an administrator: apt-get install --no-install-recommends postgresql"
        )
    server = Cluster(programs, Path(tempfile.mkdtemp(prefix="openitc-")), options)
    try:
        server.make()
        server.start()
        yield server
    finally:
        with ignored(signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # a second Ctrl-C must not leave a server
            with suppress(SystemExit):  # it may never have started
                server.stop()
            shutil.rmtree(server.folder)


@contextmanager
def cluster() -> Iterator[str]:
    """Start a server for tests, yield its DATABASE_URL, then stop and remove it."""
    with running(UNSAFE_BUT_FAST) as server:
        yield server.url


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
