"""The machine: room, folders, clock, and what has to be installed."""

import datetime as dt
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import fontpkg_sarabun
from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from itc.continuity.registry import Finding

FONTS = Path(fontpkg_sarabun.ROOT) / "files"
LEAST_BYTES, LEAST_SHARE = 2**30, 0.05
"""So much of the disk must be free: a backup and a day's work need room."""
MOST_APART = dt.timedelta(seconds=5)
"""So far the clocks of database and web server may be apart: slots and codes run out by them."""


def room() -> Iterator[Finding]:
    """Find a disk that is nearly full."""
    disk = shutil.disk_usage(settings.HOME)
    if disk.free < LEAST_BYTES or disk.free < disk.total * LEAST_SHARE:
        yield Finding(
            _("The disk of %(folder)s has %(free).1f GB left.")
            % {"folder": settings.HOME, "free": disk.free / 2**30},
            _("Move old backups elsewhere, or give it more room: a full disk stops the site."),
        )


def folders() -> Iterator[Finding]:
    """Find a home that we cannot write to, or that others of the machine can read."""
    home = Path(settings.HOME)
    if not os.access(home, os.R_OK | os.W_OK | os.X_OK):
        yield Finding(
            _("%(folder)s cannot be written to.") % {"folder": home},
            _("As an administrator: %(command)s") % {"command": f"chown -R USER {home}"},
        )
    secret = [home / "secret-key", *home.glob("*.sqlite3"), *home.glob("backups/*.zip")]
    if _is_open(home) and any(map(_is_open, filter(Path.exists, [*secret, settings.MEDIA_ROOT]))):
        yield Finding(
            _("Other users of this machine can read %(folder)s.") % {"folder": home},
            _("Run: %(command)s") % {"command": f"chmod 700 {home}"},
        )


def _is_open(path: Path) -> bool:
    return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def clocks() -> Iterator[Finding]:
    """Find a database whose clock is not ours; SQLite has no clock of its own."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        apart = abs(cursor.fetchone()[0] - timezone.now())
    if apart > MOST_APART:
        yield Finding(
            _("The clocks of database and web server are %(seconds)d seconds apart.")
            % {"seconds": apart.total_seconds()},
            _("Let both take the time from the network: timedatectl set-ntp true"),
        )


def installed() -> Iterator[Finding]:
    """Find missing what pages and papers need besides code."""
    for folder in settings.LOCALE_PATHS:
        # said in English, since there is no Thai then
        if not (Path(folder) / "th" / "LC_MESSAGES" / "django.mo").exists():
            yield Finding("The Thai messages are not compiled: pages are in English.", "Run `make setup`.")
    if not any(FONTS.glob("*.ttf")):
        yield Finding(_("The typeface of papers is missing: papers are empty."), _("Run `make setup`."))
    if connection.vendor == "postgresql" and not (shutil.which("pg_dump") and shutil.which("pg_restore")):
        yield Finding(
            _("pg_dump and pg_restore are not installed: `itc backup` cannot work."),
            _("As an administrator: %(command)s") % {"command": "apt-get install postgresql-client"},
        )
