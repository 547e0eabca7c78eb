"""What may be kept of a sentence that was not understood: no digits, names, addresses or accounts."""

import re

from itc.algorithms.search.normalise import normalise
from itc.catalogue.rules.sentence import MAX_LETTERS
from itc.catalogue.rules.sentence_words import role

MAX_KEPT = 300
"""Letters kept."""

GONE = "…"
"""What stands where something was taken out."""

_ACCOUNTS = re.compile(
    r"(?:https?://|www\.)\S+"
    r"|\S+@\S+"
    r"|@\S+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|th|me|io|co)\b\S*"
    r"|(?:line|ไลน์|ไอดี|facebook|fb|ig|เฟซ|เพจ)\s*(?:id|ไอดี)?\s*[:：=]\s*\S+"
    r"|(?:line\s*id|ไลน์\s*ไอดี|ไอดี\s*ไลน์|id\s*line)\s*[:：=]?\s*\S+",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"[a-z]*\d(?:[\d\s,.()/+-]*\d)?[a-z]*")
_SWEARING = re.compile(role("swearing"))
_END = role("name_end")
# Up to two words after a title: letters up to a space or to a word that goes on with the sentence.
_WORD = rf"(?:(?!{_END})[^\s,])+"
_NAME = re.compile(rf"(?!{role('not_title')})(?P<title>{role('title')})[\s.:]*{_WORD}(?:\s+{_WORD})?")


def strip_private(sentence: str) -> str:
    """Return the sentence for the log: normalised, private and swear words out, 300 letters at most."""
    text = _ACCOUNTS.sub(GONE, sentence[:MAX_LETTERS])
    text = _DIGITS.sub(GONE, normalise(text))
    text = _NAME.sub(rf"\g<title> {GONE}", text)
    text = _SWEARING.sub(GONE, text)
    return text[:MAX_KEPT]
