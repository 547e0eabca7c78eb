"""Typed reading of environment variables: a wrong value or name stops the start with a sentence."""

import contextlib
import difflib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

OURS = "OPENITC_"
THAID = "https://imauth.bora.dopa.go.th"
_known: set[str] = set()


def _given(name: str) -> str:
    """Return the variable, empty where it is unset; from now on its name is known."""
    _known.add(name)
    return os.environ.get(name, "")


def refuse_unknown() -> None:
    """Refuse a variable that begins as ours and that nothing has read: a slip of the pen would go unseen."""
    for name in sorted(os.environ):
        if name.startswith(OURS) and name not in _known:
            near = difflib.get_close_matches(name, _known, 1)
            hint = f": did you mean {near[0]}?" if near else "; docs/operations.md lists all"
            raise ImproperlyConfigured(f"{name} is no setting{hint}")


def text(name: str, default: str) -> str:
    """Return the variable, or the default where it is unset or empty."""
    return _given(name) or default


def database(name: str, default: str) -> Any:
    """Return the database of a URL as Django reads it; refuse one that is none, without quoting it."""
    try:
        return dj_database_url.parse(text(name, default), conn_max_age=60, conn_health_checks=True)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}: write postgres://user:password@host/name") from error


def flag(name: str, *, default: bool) -> bool:
    """Return true for 1/true/yes/on, false for 0/false/no/off; refuse anything else."""
    value = _given(name).strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name}={value!r}: write 1 or 0")


def number(name: str, default: int) -> int:
    """Return a whole number of at least 0; refuse anything else."""
    value = _given(name).strip()
    if not value:
        return default
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name}={value!r}: write a whole number, 0 or more")
    return int(value)


def choice(name: str, among: tuple[str, ...]) -> str:
    """Return one of a few words, the first where the variable is unset; refuse anything else."""
    value = text(name, among[0]).strip().lower()
    if value not in among:
        raise ImproperlyConfigured(f"{name}={value!r}: write {' or '.join(among)}")
    return value


def words(name: str, default: str) -> list[str]:
    """Return the comma-separated parts, without blanks."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def secret(name: str, file: Path) -> str:
    """Return the variable, else the secret in `file`, made on first use and readable by its owner only."""
    if value := _given(name):
        return value
    if not file.exists():
        _make_secret(file)
    return file.read_text().strip()


def _make_secret(file: Path) -> None:
    """Write a new secret whole or not at all: of two processes that start at once, the first one's holds."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as out:
        out.write(os.urandom(32).hex())
    with contextlib.suppress(FileExistsError):
        os.link(draft, file)
    draft.unlink()


@dataclass(frozen=True, slots=True)
class Smtp:
    """A mail server; `tls` from the first byte, else by STARTTLS."""

    host: str
    port: int
    user: str
    password: str
    tls: bool


def smtp(name: str) -> Smtp | None:
    """Return the mail server of `smtp://user:password@host:587` or `smtps://…:465`; None where unset."""
    value = _given(name)
    if not value:
        return None
    parts = urlsplit(value)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured(f"{name}: write smtp://user:password@host:587, or smtps://…")
    tls = parts.scheme == "smtps"
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Smtp(parts.hostname, parts.port or (465 if tls else 587), user, password, tls)


def providers() -> dict[str, Any]:
    """Return by whom else people may sign in, as allauth reads it: LINE and ThaID, each where it is set."""
    found: dict[str, Any] = {}
    line_secret, thaid_secret = _given("OPENITC_LINE_SECRET"), _given("OPENITC_THAID_SECRET")
    thaid_url = text("OPENITC_THAID_URL", THAID)
    if line := _given("OPENITC_LINE_ID"):
        keys = {"client_id": line, "secret": line_secret}
        found["line"] = {"APPS": [keys], "SCOPE": ["profile", "openid"]}
    if thaid := _given("OPENITC_THAID_ID"):
        app: dict[str, Any] = {
            "provider_id": "thaid",
            "name": "ThaID",
            "client_id": thaid,
            "secret": thaid_secret,
            "settings": {"server_url": thaid_url},
        }
        found["openid_connect"] = {"APPS": [app], "SCOPE": ["openid", "name"], "OAUTH_PKCE_ENABLED": True}
    return found


def provider_origins() -> list[str]:
    """Return the origins to which a form of ours may lead a browser on: those of LINE and ThaID."""
    origins = {"line": "https://access.line.me"}
    thaid = urlsplit(text("OPENITC_THAID_URL", THAID))
    origins["openid_connect"] = f"{thaid.scheme}://{thaid.netloc}"
    return [origins[name] for name in providers()]
