"""Words stay what was written; nothing but addresses of the web can be followed, and no HTML passes."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from itc.cases.rules.words import STEERING, pieces, plain

SPICE = [*"ab <>&\"'/:.@?=#)\n\r\tก้", "http://", "HTTPS://", "javascript:", "<script>", "a.b"]
SPICY = st.lists(st.sampled_from(SPICE)).map("".join)


class Reader(HTMLParser):
    """Reads back what a browser would show of a message."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.tags, self.links = "", set[str](), list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.text += "\n" if tag == "br" else ""
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.text += data


def read(words: str) -> Reader:
    reader = Reader()
    reader.feed(render_to_string("cases/words.html", {"lines": pieces(words)}))
    reader.close()
    return reader


@given(st.one_of(st.text(), SPICY))
def test_what_is_shown_is_what_was_written(written: str) -> None:
    words = plain(written)
    shown = read(words)
    assert shown.text == words
    assert shown.tags <= {"a", "br"}
    assert all(urlsplit(link).scheme in {"http", "https"} and urlsplit(link).hostname for link in shown.links)


@given(st.one_of(st.text(), SPICY))
def test_nothing_but_hidden_letters_is_taken_out(written: str) -> None:
    words = plain(written)
    assert plain(words) == words == words.strip()
    assert not set(words) & (STEERING | set("\r\0\x08\x1b\x85"))
    kept = {letter for letter in written if letter.isprintable() and not letter.isspace()} - STEERING
    assert kept <= set(words)


@pytest.mark.parametrize(("written", "link"), [
    ("ดู https://example.org/ลำไย?ปี=2569 นะ", "https://example.org/ลำไย?ปี=2569"),
    ("(http://example.org).", "http://example.org"), ("https://a.example/x, แล้ว", "https://a.example/x"),
    ("HTTPS://A.example", "HTTPS://A.example"), ("<https://a.example/?a=1&b=2>", "https://a.example/?a=1&b=2"),
    ("http://localhost:8000/x", "http://localhost:8000/x"),
])  # fmt: skip
def test_addresses_of_the_web_can_be_followed(written: str, link: str) -> None:
    assert [piece.url for line in pieces(written) for piece in line if piece.url] == [link]


@pytest.mark.parametrize("written", [
    "javascript:alert(1)", "data:text/html,x", "ftp://a.example", "//a.example", "www.example.org",
    "https://", "http:///x", "http://[", "https://bank.example@evil.example", "http://a.example:99999999",
    "mailto:a@example.org",
])  # fmt: skip
def test_nothing_else_can(written: str) -> None:
    assert not any(piece.url for line in pieces(written) for piece in line)


def test_lines_are_kept() -> None:
    assert plain("  a\r\nb\rc\n\n\td  \n") == "a\nb\nc\n\n\td"
    assert len(pieces("a\n\nb")) == 3
