"""`itc serve`: collect static files and serve the site with granian."""

import os
import subprocess
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

_SETTINGS = {"DJANGO_SETTINGS_MODULE": "itc.config.settings"}


class Command(BaseCommand):
    """Serves the site until stopped; SIGHUP replaces the workers one by one."""

    help = "Serve the site."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take address, port and workers."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2)

    def handle(self, *, host: str, port: int, workers: int, **_options: Any) -> None:
        """Collect static files under hashed names, then hand this process over to the server."""
        environment = os.environ | {"OPENITC_HASHED": "1", "OPENITC_WARM": "1"}
        collect = [sys.executable, "-m", "django", "collectstatic", "--no-input", "--verbosity", "0"]
        subprocess.run(collect, env=environment | _SETTINGS, check=True)  # noqa: S603 - our own command
        self.stdout.write(f"http://{host}:{port}/")
        self.stdout.flush()
        granian = os.path.join(os.path.dirname(sys.executable), "granian")
        words = ["--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(workers)]
        # Four threads a worker: without a number granian may start hundreds, all waiting for one database.
        words += ["--blocking-threads", "4", "--respawn-failed-workers", "itc.config.wsgi:application"]
        os.execve(granian, [granian, *words], environment)  # noqa: S606 - the server takes over this process
