"""Lines of the log, without what was sent to us in confidence."""

import logging
import re

LINK = re.compile(r"((?:plans|calendar)(?:/|%2F))[^/?#&%\s\"'<>]+", re.IGNORECASE)
QUESTION = re.compile(r"(/[^\s?\"']*)\?[^\s\"']+")


def discreet(line: str) -> str:
    """Return the line with what is secret in links of plans and calendars, and what was asked, as ***."""
    return LINK.sub(r"\1***", QUESTION.sub(r"\1?***", line))


class DiscreetFormatter(logging.Formatter):
    """Formats a record as any other, traceback and all, without what only the caller may know."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line or lines of the record."""
        return discreet(super().format(record))
