"""`itc serve`: collect static files, then serve the site with granian, a worker beside it."""

import errno
import fcntl
import hashlib
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management.base import BaseCommand, CommandError, CommandParser

from itc.site.supervising import Pair

_SETTINGS = {"DJANGO_SETTINGS_MODULE": "itc.config.settings"}


class Command(BaseCommand):
    """Serves the site until stopped; SIGHUP replaces the workers one by one."""

    help = "Serve the site."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take address, port, how many processes serve, and whether a worker runs beside them."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2, help="processes that serve")
        parser.add_argument(
            "--no-worker", action="store_false", dest="worker", help="`itc worker` runs apart from it"
        )

    def handle(self, *, host: str, port: int, workers: int, worker: bool, **_options: Any) -> None:
        """Collect static files under hashed names, then serve until stopped."""
        require_free(host, port)
        if workers < 1:
            raise CommandError(f"--workers {workers}: write a whole number from 1 on")
        # Links that are sent lead to where it serves, unless a proxy in front has a better name.
        environment = {"OPENITC_URL": f"http://{_in_url(host)}:{port}"} | os.environ
        environment |= {"OPENITC_HASHED": "1", "OPENITC_WARM": "1"}
        _collect(environment)
        self.stdout.write(f"http://{_in_url(host)}:{port}/")
        self.stdout.flush()
        server = _server(host, port, workers)
        if not worker:
            os.execve(server[0], server, environment)  # noqa: S606 - the server takes over this process
        sys.exit(Pair(server, [sys.executable, "-m", "itc.config.cli", "worker"], environment).run())


def _collect(environment: Mapping[str, str]) -> None:
    """Lay out the static files, unless they lie there as they are now.

    One process after the other where several start at once; none writes anew what another has begun to serve.
    """
    collect = [sys.executable, "-m", "django", "collectstatic", "--no-input", "--verbosity", "0"]
    stamp, laid_out = settings.HOME / "static.stamp", settings.STATIC_ROOT / "staticfiles.json"
    with open(settings.HOME / "static.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        now = _static_files()
        if laid_out.exists() and stamp.exists() and stamp.read_text() == now:
            return
        subprocess.run(collect, env={**environment, **_SETTINGS}, check=True)  # noqa: S603 - our own command
        stamp.write_text(now)


def _static_files() -> str:
    """Return a digest of the static files of this version: their names, sizes and times."""
    found = (storage.path(path) for finder in get_finders() for path, storage in finder.list([]))
    stats = sorted((path, os.stat(path).st_size, os.stat(path).st_mtime_ns) for path in found)
    return hashlib.sha256(repr(stats).encode()).hexdigest()


def _server(host: str, port: int, workers: int) -> list[str]:
    """Return the command that serves, its own path first."""
    granian = os.path.join(os.path.dirname(sys.executable), "granian")
    words = ["--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(workers)]
    # Four threads a process: without a number granian may start hundreds, all waiting for one database.
    # Of several that are replaced, each new one has time to warm up before the next old one goes.
    words += ["--blocking-threads", "4", "--respawn-interval", "10"]
    if workers > 1:  # one alone ends with its worker: who started it starts it again, others answer meanwhile
        words.append("--respawn-failed-workers")
    # A process told to stop while it warms up does not hear it, and granian would wait for it for ever.
    words += ["--workers-kill-timeout", "20", "itc.config.wsgi:application"]
    return [granian, *words]


def _in_url(host: str) -> str:
    """Return an address as it stands in a URL: IPv6 in brackets, every address of the machine as this one."""
    return {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104 - read, not bound


def require_free(host: str, port: int) -> None:
    """Refuse an address that nobody can serve at, before anything else is done. Raises CommandError."""
    if not 1 <= port <= 65_535:
        raise CommandError(f"--port {port}: write a number from 1 to 65535")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        # A server of ours would share a port with another one in silence: this try does not.
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise CommandError(
                f"Port {port} is in use. Stop what uses it, or choose another: --port 9000"
            ) from error
        raise CommandError(f"We cannot serve at {host}, port {port}: {error.strerror}") from error
