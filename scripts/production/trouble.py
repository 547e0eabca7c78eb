"""The site under load, and while parts of it are killed, replaced and saved."""

import os
import random
import signal
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

from scripts.production.caller import Caller
from scripts.production.journey import IDEA, Carried, ask
from scripts.production.stage import Failed, Site, require

PEOPLE, FIRST_ADDRESS = 8, 100
BUSY_SECONDS = 15
PAGES = ("/", "/search?q=ลำไย", "/machines", "/centres", "/help")
IDEAS = (IDEA, "สบู่สมุนไพรไพล", "ข้าวกล้องงอก", "เคสมือถือพิมพ์สามมิติ", "น้ำพริกลาบ")


@dataclass
class Crowd:
    """People who go on asking: how long each answer took in seconds, and what was no answer."""

    plans: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many asked."""
        return len(self.plans) + len(self.pages) + len(self.failed)


@contextmanager
def crowd(site: Site) -> Iterator[Crowd]:
    """Let people ask until the block ends, each from an address of her own."""
    found, enough = Crowd(), threading.Event()
    with ThreadPoolExecutor(PEOPLE) as pool:
        for number in range(PEOPLE):
            pool.submit(_go_on, site.caller(FIRST_ADDRESS + number), random.Random(number), found, enough)  # noqa: S311 - a crowd, no secret
        try:
            yield found
        finally:
            enough.set()


def _go_on(caller: Caller, chance: random.Random, found: Crowd, enough: threading.Event) -> None:
    while not enough.is_set():
        begun = time.perf_counter()
        try:
            if chance.random() < 0.2:
                ask(caller, chance.choice(IDEAS))
                found.plans.append(time.perf_counter() - begun)
            else:
                answer = caller.get(quoted(chance.choice(PAGES)))
                require(answer.status == HTTPStatus.OK, f"{answer.status}")
                found.pages.append(time.perf_counter() - begun)
        except (OSError, Failed) as error:
            found.failed.append(f"{type(error).__name__} {error}"[:80])
        enough.wait(chance.random() / 5)


def quoted(path: str) -> str:
    """Return a path in the letters of an address."""
    return "".join(
        letter if letter.isascii() else "".join(f"%{byte:02X}" for byte in letter.encode()) for letter in path
    )


def bears_people(site: Site, _on: Carried) -> str:
    """People who go on asking are all answered."""
    with crowd(site) as found:
        time.sleep(BUSY_SECONDS)
    require(not found.failed, f"{len(found.failed)} of {found.count} failed: {found.failed[:3]}")
    return (
        f"{PEOPLE} people in {BUSY_SECONDS} s: {len(found.pages)} pages {said(found.pages)}, "
        f"{len(found.plans)} plans {said(found.plans)}, none failed"
    )


def said(seconds: list[float]) -> str:
    """Return how long half of them, and 19 of 20, took at most."""
    parts = statistics.quantiles(seconds, n=20)
    return f"p50 {parts[9] * 1000:.0f} ms p95 {parts[18] * 1000:.0f} ms"


def replaces_its_processes(site: Site, _on: Carried) -> str:
    """Each process is replaced, one after the other, and nobody is left without an answer."""
    with crowd(site) as found:
        for port in site.ports:
            site.serve_anew(port)
    require(not found.failed, f"{len(found.failed)} of {found.count} failed: {found.failed[:3]}")
    slowest = max((*found.pages, *found.plans))
    return f"4 processes replaced under load: {found.count} asked, none failed, the slowest {slowest:.1f} s"


def outlives_a_killed_process(site: Site, _on: Carried) -> str:
    """A process that dies ends whole, is started again, and few notice."""
    first = site.web[site.ports[0]]
    with crowd(site) as found:
        time.sleep(1)
        os.killpg(first.pid, signal.SIGKILL)
        first.wait()
        time.sleep(2)
        site.serve(site.ports[0])
    require(len(found.failed) <= PEOPLE, f"{len(found.failed)} of {found.count} failed: {found.failed[:3]}")
    return f"a web process killed with -9 and started again: {found.count} asked, {len(found.failed)} failed"


def outlives_a_killed_worker(site: Site, _on: Carried) -> str:
    """The other worker does what falls due."""
    os.kill(site.workers[0].pid, signal.SIGKILL)
    begun = time.monotonic()
    before = rounds(site)
    until(lambda: rounds(site) != before, "the other worker does nothing", seconds=150)
    seconds = time.monotonic() - begun
    return f"a worker killed with -9: the other takes up what falls due next ({seconds:.0f} s)"


def rounds(site: Site) -> str:
    """Return when each job was last begun."""
    return site.itc(
        "shell",
        "-v",
        "0",
        "-c",
        "from itc.jobs.models import Round; print(list(Round.objects.order_by('pk').values_list()))",
    ).stdout


def saves_itself_while_serving(site: Site, _on: Carried) -> str:
    """A backup made amid the load comes back whole in another database."""
    folder = site.folder / "backups"
    with crowd(site) as found:
        saved = site.itc("backup", str(folder))
    require(saved.returncode == 0, saved.stdout + saved.stderr)
    require(not found.failed, f"{len(found.failed)} of {found.count} failed: {found.failed[:3]}")
    (backup,) = folder.glob("*.zip")
    elsewhere = {"DATABASE_URL": second_database(site), "OPENITC_HOME": str(site.folder / "second")}
    key = Path(site.environment["OPENITC_HOME"], "secret-key").read_text().strip()
    restored = site.itc("restore", str(backup), OPENITC_SECRET_KEY=key, **elsewhere)
    require("Traceback" not in restored.stderr, restored.stderr)
    count = "from itc.cases.models import Case; print(Case.objects.count())"
    cases = site.itc("shell", "-v", "0", "-c", count, OPENITC_SECRET_KEY=key, **elsewhere).stdout.strip()
    require(cases == "1", f"cases restored: {cases} {restored.stdout} {restored.stderr}")
    size = backup.stat().st_size / 2**20
    return f"a backup of {size:.1f} MB made while {found.count} asked, restored in another database"


def second_database(site: Site) -> str:
    """Make an empty database beside the site's; return its URL."""
    made = "from django.db import connection; connection.cursor().execute('CREATE DATABASE second')"
    ended = site.itc("shell", "-v", "0", "-c", made)
    require(ended.returncode == 0, ended.stderr)
    return site.environment["DATABASE_URL"].removesuffix("/postgres") + "/second"


def until(so: Callable[[], bool], otherwise: str, seconds: float = 60) -> None:
    """Wait until something is so. Raises Failed where it does not become so."""
    end = time.monotonic() + seconds
    while not so():
        require(time.monotonic() < end, otherwise)
        time.sleep(0.2)


UNDER_LOAD = (
    bears_people,
    replaces_its_processes,
    outlives_a_killed_process,
    saves_itself_while_serving,
    outlives_a_killed_worker,
)
