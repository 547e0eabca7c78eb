"""The site itself, started from the files of `docs/production`."""

import http.client
import os
import re
import shlex
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from scripts.ports import free_ports
from scripts.postgres import running
from scripts.production.caller import Caller
from scripts.production.outside import Mail, mail, sign
from scripts.setup import ROOT

DOCS = ROOT / "docs" / "production"
NAME = "itc.example.go.th"
INSTALLED = "/srv/openitc"
"""Where the files of `docs/production` have the project."""
THEIR_PORTS, WORKERS = (8001, 8002, 8003, 8004), 2
UP_SECONDS, DOWN_SECONDS = 90, 30
NGINX = """daemon off; pid {folder}/nginx.pid; worker_processes 2; error_log {folder}/nginx-start.log;
events {{ worker_connections 1024; }}
http {{
    {temporary}
    include {folder}/site.conf;
}}
"""
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


class Failed(Exception):
    """What was promised is not so."""


def require(so: object, otherwise: str) -> None:
    """Raise Failed with a sentence unless something is so."""
    if not so:
        raise Failed(otherwise)


@dataclass
class Site:
    """A running site: its folder, environment, processes, and the door to it."""

    folder: Path
    environment: dict[str, str]
    http_port: int
    https: int
    ports: list[int]
    mail: Mail
    trust: ssl.SSLContext
    web: "dict[int, subprocess.Popen[bytes]]" = field(default_factory=dict)
    workers: "list[subprocess.Popen[bytes]]" = field(default_factory=list)

    def caller(self, number: int = 1) -> Caller:
        """Return somebody new at the address 127.0.0.<number>."""
        return Caller(NAME, self.https, self.trust, f"127.0.0.{number}")

    def plain(self, path: str) -> tuple[int, str]:
        """Ask for a page without TLS; return the status, and where it leads."""
        return _asked(self.http_port, path, NAME)

    def inside(self, path: str) -> int:
        """Ask the site itself, past the proxy, as watchers inside do; return the status."""
        return _asked(self.ports[0], path, "10.0.0.1")[0]

    def itc(self, *words: str, **other: str) -> "subprocess.CompletedProcess[str]":
        """Run a command of the site to its end, some variables being other ones; "" unsets one."""
        environment = {name: value for name, value in (self.environment | other).items() if value}
        return subprocess.run(
            [ROOT / ".venv/bin/itc", *words], env=environment, capture_output=True, text=True, check=False
        )

    def serve(self, port: int) -> None:
        """Start the web process of a port, and return when it is ready, as systemd does."""
        self.web[port] = self._start("openitc-web@.service", port)
        ready = subprocess.run(_words("openitc-web@.service", "ExecStartPost", port), check=False)
        log = self.folder / f"openitc-web-{port}.log"
        require(ready.returncode == 0, f"it did not come up:\n{log.read_text()[-1500:]}")

    def serve_anew(self, port: int) -> None:
        """Stop the web process of a port if it still runs, then start it, as `systemctl restart` does."""
        stop(self.web[port])
        self.serve(port)

    def work(self) -> None:
        """Start one more worker."""
        self.workers.append(self._start("openitc-worker@.service", len(self.workers) + 1))

    def end(self) -> None:
        """Stop web processes and workers."""
        for process in (*self.web.values(), *self.workers):
            stop(process)

    def _start(self, unit: str, instance: int) -> "subprocess.Popen[bytes]":
        command = _words(unit, "ExecStart", instance)
        with (self.folder / f"{unit.partition('@')[0]}-{instance}.log").open("ab") as out:
            return subprocess.Popen(
                command, env=self.environment, stdout=out, stderr=out, start_new_session=True
            )

    def logs(self) -> str:
        """Return all that site, workers and proxy have written."""
        return "".join(file.read_text(errors="replace") for file in sorted(self.folder.glob("*.log")))


def _asked(port: int, path: str, host: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={"Host": host})
    answer = connection.getresponse()
    connection.close()
    return answer.status, answer.headers.get("Location", "")


def _words(unit: str, key: str, instance: int) -> list[str]:
    """Return the command that a unit has under a key, with the project where it is here."""
    (line,) = re.findall(rf"^{key}=(.*)$", (DOCS / unit).read_text(), re.MULTILINE)
    return shlex.split(line.replace(INSTALLED, str(ROOT)).replace("%i", str(instance)))


def variables(file: Path) -> dict[str, str]:
    """Return the variables of an environment file."""
    lines = (line for line in file.read_text().splitlines() if line and not line.startswith("#"))
    return dict(line.split("=", 1) for line in lines)


@contextmanager
def made() -> Iterator[Site]:
    """Yield a site whose database is ready and of which nothing runs yet; remove all of it afterwards."""
    with ExitStack() as ending:
        folder = Path(ending.enter_context(tempfile.TemporaryDirectory(prefix="openitc-site-")))
        database = ending.enter_context(running())
        certificate, key = sign(folder, NAME, "localhost")
        server = ending.enter_context(mail(certificate, key))
        ours = {
            "DATABASE_URL": database.url,
            "OPENITC_HOME": str(folder / "home"),
            "OPENITC_SMTP": f"smtps://openitc:password@localhost:{server.port}",
            "SSL_CERT_FILE": str(certificate),
        }
        environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"} | variables(DOCS / "openitc.env") | ours
        trust = ssl.create_default_context(cafile=certificate)
        http_port, https, *ports = free_ports(2 + len(THEIR_PORTS))
        yield Site(folder, environment, http_port, https, ports, server, trust)


@contextmanager
def up(site: Site) -> Iterator[None]:
    """Start web, workers and nginx as their files say; stop them afterwards, each as systemd would."""
    with ExitStack() as ending:
        ending.callback(site.end)
        with ThreadPoolExecutor() as pool:
            list(pool.map(site.serve, site.ports))
        for _number in range(WORKERS):
            site.work()
        with (site.folder / "nginx-said.log").open("ab") as out:
            words = [nginx(), "-p", str(site.folder), "-c", str(proxied(site))]
            proxy = subprocess.Popen(words, stdout=out, stderr=out, start_new_session=True)
        ending.callback(stop, proxy)
        wait_for(site)
        yield


def nginx() -> str:
    """Return where nginx is. Ends with a sentence where it is not installed."""
    if found := shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin"):
        return found
    sys.exit("nginx is missing. As an administrator: apt-get install --no-install-recommends nginx openssl")


def proxied(site: Site) -> Path:
    """Write nginx's files for the site; return the main one."""
    ours: Mapping[str, str] = {
        "listen 80;": f"listen 127.0.0.1:{site.http_port};",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{site.https} ssl http2;",
        **{
            f"127.0.0.1:{theirs}": f"127.0.0.1:{port}"
            for theirs, port in zip(THEIR_PORTS, site.ports, strict=True)
        },
        "/etc/ssl/openitc/": f"{site.folder}/",
        "/var/log/nginx/": f"{site.folder}/nginx-",
    }
    text = (DOCS / "nginx.conf").read_text()
    for theirs, mine in ours.items():
        require(theirs in text, f"nginx.conf no longer says {theirs}")
        text = text.replace(theirs, mine)
    (site.folder / "site.conf").write_text(text)
    temporary = " ".join(f"{name}_temp_path {site.folder}/{name};" for name in TEMPORARY)
    main = site.folder / "nginx.conf"
    main.write_text(NGINX.format(folder=site.folder, temporary=temporary))
    return main


def wait_for(site: Site) -> None:
    """Wait until the site answers through its door. Raises Failed when it does not."""
    until = time.monotonic() + UP_SECONDS
    while time.monotonic() < until:
        try:
            if site.caller().get("/help").status == 200:
                return
        except OSError:
            pass
        time.sleep(0.3)
    raise Failed(f"the site did not come up:\n{site.logs()[-2000:]}")


def stop(process: "subprocess.Popen[bytes]") -> None:
    """Stop a process as systemd does: SIGTERM to all of it, SIGKILL after a while."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(DOWN_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
