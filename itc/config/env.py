"""Typed reading of environment variables: a wrong value stops the start with a sentence."""

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str) -> str:
    """Return the variable, or the default where it is unset or empty."""
    return os.environ.get(name) or default


def flag(name: str, *, default: bool) -> bool:
    """Return true for 1/true/yes/on, false for 0/false/no/off; refuse anything else."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name}={value!r}: write 1 or 0")


def number(name: str, default: int) -> int:
    """Return a whole number of at least 0; refuse anything else."""
    value = os.environ.get(name, "").strip()
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
    if value := os.environ.get(name):
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
    value = os.environ.get(name, "")
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
    if line := os.environ.get("OPENITC_LINE_ID"):
        keys = {"client_id": line, "secret": text("OPENITC_LINE_SECRET", "")}
        found["line"] = {"APPS": [keys], "SCOPE": ["profile", "openid"]}
    if thaid := os.environ.get("OPENITC_THAID_ID"):
        app: dict[str, Any] = {
            "provider_id": "thaid",
            "name": "ThaID",
            "client_id": thaid,
            "secret": text("OPENITC_THAID_SECRET", ""),
            "settings": {"server_url": text("OPENITC_THAID_URL", "https://imauth.bora.dopa.go.th")},
        }
        found["openid_connect"] = {"APPS": [app], "SCOPE": ["openid", "name"], "OAUTH_PKCE_ENABLED": True}
    return found


def provider_origins() -> list[str]:
    """Return the origins to which a form of ours may lead a browser on: those of LINE and ThaID."""
    origins = {"line": "https://access.line.me"}
    thaid = urlsplit(text("OPENITC_THAID_URL", "https://imauth.bora.dopa.go.th"))
    origins["openid_connect"] = f"{thaid.scheme}://{thaid.netloc}"
    return [origins[name] for name in providers()]
