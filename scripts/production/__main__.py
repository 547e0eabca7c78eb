"""Prove a site in production on this machine: `python -m scripts.production`, or `make production`."""

import os
import signal
import sys
import time
from collections.abc import Callable

from scripts.production.checks import OUTSIDE, is_sound, logs_nothing_personal, refuses_wrong_settings
from scripts.production.journey import carried
from scripts.production.stage import Failed, Site, made, nginx, require, up
from scripts.production.trouble import UNDER_LOAD
from scripts.setup import ROOT


def main() -> int:
    """Run every check, print what each found; return how many failed."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))  # so that all of it is taken down
    nginx()
    with made() as site:
        return _proven(site)


def _proven(site: Site) -> int:
    for words in (("migrate", "-v", "0"), ("load", str(ROOT / "data")), ("seed",)):
        ended = site.itc(*words)
        require(ended.returncode == 0, f"itc {words[0]}: {ended.stdout[-500:]}{ended.stderr[-1000:]}")
    failed = _shown(refuses_wrong_settings, site) + _shown(is_sound, site)
    with up(site):
        on = carried(site)
        failed += sum(_shown(check, site, on) for check in (*OUTSIDE, *UNDER_LOAD, logs_nothing_personal))
        left = [*site.web.values(), *site.workers]
    running = [process.pid for process in left if _runs(process.pid)]
    failed += _shown(lambda: _ends_whole(running))
    return failed


def _ends_whole(running: list[int]) -> str:
    """SIGTERM ends all of it."""
    require(not running, f"still there: {running}")
    return "SIGTERM ends site, workers and proxy"


def _shown(check: Callable[..., str], *words: object) -> bool:
    """Print what a check found and how long it took; return whether it failed."""
    begun = time.monotonic()
    try:
        found, mark = check(*words), "✓"
    except Failed as error:
        found, mark = f"{check.__doc__} Not so: {error}", "✗"
    print(f"{mark} {time.monotonic() - begun:5.1f} s  {found}", flush=True)
    return mark == "✗"


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


if __name__ == "__main__":
    try:
        sys.exit(min(main(), 1))
    except Failed as error:
        sys.exit(f"✗ {error}")
