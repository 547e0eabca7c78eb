"""Lines of the log, without what was sent to us in confidence and without who sent it."""

import datetime as dt
import json
import logging
import re
import secrets
from contextvars import ContextVar
from typing import Any

LINK = re.compile(r"((?:plans|calendar|come)(?:/|%2F))[^/?#&%\s\"'<>]+", re.IGNORECASE)
QUESTION = re.compile(r"(/[^\s?\"']*)\?[^\s\"']+")
EMAIL = re.compile(r"[\w.+-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<![\d.])(?:\+66|0)[- ]?\d{1,2}[- ]?\d{3}[- ]?\d{3,4}(?!\d)")
TAX_NUMBER = re.compile(r"(?<!\d)\d{13}(?!\d)")
THAI = re.compile(r"[\u0e00-\u0e7f]+(?:\s+[\u0e00-\u0e7f]+)*")  # ours are in English: what is Thai is hers
ROW = re.compile(r"^(DETAIL:).*", re.MULTILINE)  # PostgreSQL repeats the row it refuses
QUOTED = re.compile(r"(['\"]).*?\1")

SAFE_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")

NUMBER = "openitc.request"
"""Under which name a request has its number; no header can have it."""
request_id: ContextVar[str] = ContextVar("request_id", default="")
"""The number of the request that is being answered; empty outside of one."""

OURS = (" ", "AttributeError", "NameError", "UnboundLocalError")
"""How lines of a traceback begin that quote code of ours, never what somebody sent."""


def discreet(line: str) -> str:
    """Return the line with *** for what is secret in links, what was asked, and what tells of a person."""
    line = LINK.sub(r"\1***", QUESTION.sub(r"\1?***", ROW.sub(r"\1 ***", line)))
    for told in (EMAIL, PHONE, TAX_NUMBER, THAI):
        line = told.sub("***", line)
    return line


def without_values(traceback: str) -> str:
    """Return a traceback without the values that errors quote: `int("…")` repeats what somebody typed."""
    lines = traceback.splitlines()
    return "\n".join(line if line.startswith(OURS) else QUOTED.sub("***", line) for line in lines)


class Brief(logging.Filter):
    """Lets an error that is expected, `in_one_line`, be told by its words, without the way it took."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Pass every record on."""
        error = record.exc_info[1] if record.exc_info else None
        if getattr(error, "in_one_line", False):
            record.msg, record.args, record.exc_info = f"{record.getMessage()}: {error}", (), None
        return True


class DiscreetFormatter(logging.Formatter):
    """Formats a record as any other, traceback and all, without what only the caller may know."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line or lines of the record."""
        return discreet(super().format(record))

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging calls it so
        """Return a traceback without the values that errors quote."""
        return without_values(super().formatException(ei))


class JsonFormatter(DiscreetFormatter):
    """Formats a record as one line of JSON: when (UTC), how grave, who says what, and of which request."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; what a record is `told` besides, as method or route, stands beside its message."""
        line: dict[str, Any] = {
            "time": dt.datetime.fromtimestamp(record.created, tz=dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": discreet(record.getMessage()),
        }
        if number := request_id.get() or _number_of(record):
            line["request"] = number
        line |= getattr(record, "told", {})
        if record.exc_info:
            line["error"] = discreet(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


def _number_of(record: logging.LogRecord) -> str:
    """Return the number of the request a record is about: Django tells of a 404 when all else has ended."""
    meta = getattr(getattr(record, "request", None), "META", {})
    return str(meta.get(NUMBER, ""))


def id_of(said: str) -> str:
    """Return the number a proxy gave a request, where it can be nothing but a number; else a new one."""
    return said if SAFE_ID.fullmatch(said) and discreet(said) == said else secrets.token_hex(8)
