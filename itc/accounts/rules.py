"""What is decided about people without a database: how a contact is written, what a claim code looks like."""

import re
import secrets

from itc.lib.thai import arabic_digits

PHONE = re.compile(r"\+[1-9]\d{7,14}")
EMAIL = re.compile(r"[^@\s<>()\[\]\\,;:\"]+@[^@\s<>()\[\]\\,;:\"]+\.[^@\s<>()\[\]\\,;:\"]+")
HIDDEN = "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
"""Letters nobody sees, which come along when a number is copied out of a list of contacts."""
BETWEEN = re.compile(rf"[\s\-‐-—().{HIDDEN}]")
HOME = re.compile(r"(?:\+|00)?66(?:0)?(?=[1-9]\d{7,8}$)")
"""How people begin a Thai number with its country, also with the 0 that is left out after it."""
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Of a claim code: 32, without 0 and O, 1 and I, which are read for one another."""
BROWSERS = (
    ("Line/", "LINE"), ("Edg/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
DEVICES = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)  # fmt: skip
GROUPS, GROUP = 3, 4  # 12 letters of 5 bits are 60 bits: not to be guessed in the 30 days they are valid


def phone_number(text: str) -> str:
    """Return `+66812345678` for `081-234 5678` or `+66 (0)81 234 5678`, also in Thai digits.

    Other text comes back bare.
    """
    bare = HOME.sub("0", BETWEEN.sub("", arabic_digits(text)))
    return f"+66{bare[1:]}" if re.fullmatch(r"0\d{8,9}", bare) else bare


def read_contact(text: str) -> str:
    """Return an e-mail in lower case or a phone as `+66812345678`; empty where it is neither."""
    if "@" in text:
        email = text.strip().lower()
        return email if EMAIL.fullmatch(email) else ""
    phone = phone_number(text)
    return phone if PHONE.fullmatch(phone) else ""


def draw_claim_code() -> str:
    """Return a new claim code as it is printed, `7KQF-2MXA-9RTB`."""
    return _grouped("".join(secrets.choice(LETTERS) for _ in range(GROUPS * GROUP)))


def read_claim_code(text: str) -> str:
    """Return a claim code as it was printed, however it was typed; what cannot be one comes back empty."""
    bare = re.sub(r"[\s\-–—.]", "", arabic_digits(text)).upper()
    fits = len(bare) == GROUPS * GROUP and set(bare) <= set(LETTERS)
    return _grouped(bare) if fits else ""


def _grouped(bare: str) -> str:
    return "-".join(bare[start : start + GROUP] for start in range(0, len(bare), GROUP))


def browser_name(agent: str) -> str:
    """Return how people call browser and device of a `User-Agent`, `Chrome, Android`; else its first word."""
    device = next((name for sign, name in DEVICES if sign in agent), "")
    browser = next((name for sign, name in BROWSERS if sign in agent), agent.partition("/")[0][:40])
    return ", ".join(filter(None, [browser, device]))
