"""Lines of the log, without what was sent to us in confidence and without who sent it."""

import logging
import re
from typing import Any

LINK = re.compile(r"((?:plans|calendar)(?:/|%2F))[^/?#&%\s\"'<>]+", re.IGNORECASE)
QUESTION = re.compile(r"(/[^\s?\"']*)\?[^\s\"']+")
EMAIL = re.compile(r"[\w.+-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<![\d.])(?:\+66|0)[- ]?\d{1,2}[- ]?\d{3}[- ]?\d{3,4}(?!\d)")
TAX_NUMBER = re.compile(r"(?<!\d)\d{13}(?!\d)")
THAI = re.compile(r"[\u0e00-\u0e7f]+(?:\s+[\u0e00-\u0e7f]+)*")  # ours are in English: what is Thai is hers
ROW = re.compile(r"^(DETAIL:).*", re.MULTILINE)  # PostgreSQL repeats the row it refuses
QUOTED = re.compile(r"(['\"]).*?\1")

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


class DiscreetFormatter(logging.Formatter):
    """Formats a record as any other, traceback and all, without what only the caller may know."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line or lines of the record."""
        return discreet(super().format(record))

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging calls it so
        """Return a traceback without the values that errors quote."""
        return without_values(super().formatException(ei))
