"""Servers of the demo's network in processes of their own, for proofs over HTTP."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError

import pytest

from scripts.ports import free_port

ITC = str(Path(sys.executable).with_name("itc"))
GRANIAN = str(Path(sys.executable).with_name("granian"))
ROOT = Path(__file__).resolve().parent.parent.parent
UP_SECONDS = 60
Environment = dict[str, str]


def environment_of(home: Path, database: str = "") -> Environment:
    """Return the environment of a home of its own, on SQLite or the database given."""
    environment = os.environ | {"OPENITC_HOME": str(home), "DJANGO_SETTINGS_MODULE": "itc.config.settings"}
    environment.pop("DATABASE_URL", None)
    return environment | ({"DATABASE_URL": database} if database else {})


def demo(environment: Environment) -> None:
    """Fill the database with the demo's network."""
    subprocess.run([ITC, "demo", "--no-serve"], env=environment, check=True, capture_output=True)


@contextmanager
def served(environment: Environment, count: int, *options: str) -> Iterator[list[str]]:
    """Give the addresses of so many servers of one database."""
    with ExitStack() as running:
        sites = []
        for _ in range(count):
            port = free_port()
            command = [ITC, "serve", "--port", str(port), *options]
            server = running.enter_context(
                subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
            )
            running.callback(server.terminate)
            sites.append(f"http://127.0.0.1:{port}")
            wait_for(sites[-1])  # one after the other: all lay out static files in one home
        yield sites


class Server:
    """A server of so many processes at one address, that can be killed and started again."""

    def __init__(self, environment: Environment, processes: int) -> None:
        self._environment, self._processes, self._port = environment, processes, free_port()
        self.site = f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Start it as `itc serve` does, without laying out static files again; wait until it answers."""
        words = f"--interface wsgi --port {self._port} --workers {self._processes} --blocking-threads 4"
        command = [GRANIAN, *words.split(), "--respawn-failed-workers", "itc.config.wsgi:application"]
        self._process = subprocess.Popen(
            command, env=self._environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        wait_for(self.site)

    def kill(self) -> None:
        """Kill all its processes with SIGKILL."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


def wait_for(site: str) -> None:
    """Wait until a site answers."""
    until = time.monotonic() + UP_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{site}/help", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.3)
    pytest.fail(f"{site} did not come up")


def elsewhere(environment: Environment, script: str, *words: str) -> str:
    """Run a script in a process of its own; return what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", script, *words], env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout


def crowd(environment: Environment, *words: object) -> Any:
    """Have `tests.planning.crowd` do something; return what it found."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.planning.crowd", *map(str, words)],
        env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return json.loads(done.stdout)
