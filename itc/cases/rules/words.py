"""Words of people: plain text, line by line, in which addresses of the web can be followed."""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

ADDRESS = re.compile(r"https?://[^\s<>\"'`]+", re.IGNORECASE)
AFTER = ".,;:!?…ฯ)]}»”’"
"""Marks that end a sentence or bracket around an address, not the address."""
STEERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Letters that make others run the other way, so that `exe.gpj` is read as `jpg.exe`."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a line, and where they lead if they are an address."""

    text: str
    url: str = ""


def plain(written: str) -> str:
    """Return what was written with lines ended by one letter, without blanks around it or hidden controls."""
    lines = written.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in lines if letter in "\n\t" or not _is_hidden(letter)).strip()


def _is_hidden(letter: str) -> bool:
    return letter in STEERING or unicodedata.category(letter) in {"Cc", "Cs"}


def pieces(words: str) -> tuple[tuple[Piece, ...], ...]:
    """Return the lines of words, each in pieces: joined again they are what was written."""
    return tuple(_line(line) for line in words.split("\n"))


def _line(line: str) -> tuple[Piece, ...]:
    found, done = [], 0
    for match in ADDRESS.finditer(line):
        url = _address(match[0])
        if not url:
            continue
        found += [Piece(line[done : match.start()]), Piece(url, url)]
        done = match.start() + len(url)
    return tuple(piece for piece in (*found, Piece(line[done:])) if piece.text)


def _address(written: str) -> str:
    """Return an address without the marks after it; nothing where it has no host, or one that misleads.

    `https://bank.example@evil.example` looks like a page of the bank and is none.
    """
    url = written.rstrip(AFTER)
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return ""
    return url if host and "@" not in parts.netloc and parts.scheme.lower() in {"http", "https"} else ""
