"""Files are read only where they are taken, of who is signed in, up to a limit; words before them always."""

from io import BytesIO
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory

from itc.accounts.models import User
from itc.web.uploads import Limit, Over, left_out, takes_files

EDGE = "edge"
LIMIT = Limit(file=100_000, request=500_000, number=2)
PIECE = 64 * 2**10


class Line(BytesIO):
    """A line that keeps sending, and counts how much of it was read."""

    def __init__(self, start: bytes, *, endless: bool = False) -> None:
        super().__init__(start)
        self.was_read, self.endless = 0, endless

    def read(self, size: int | None = -1) -> bytes:
        got = super().read(size)
        if self.endless and size and size > 0:
            got = got.ljust(size, b"x")
        self.was_read += len(got)
        return got


def body(*files: tuple[str, bytes], words: str = "ดูไฟล์", end: bool = True) -> bytes:
    parts = [f'--{EDGE}\r\nContent-Disposition: form-data; name="words"\r\n\r\n{words}\r\n'.encode()]
    for name, content in files:
        head = f'--{EDGE}\r\nContent-Disposition: form-data; name="attached"; filename="{name}"\r\n\r\n'
        parts.append(head.encode() + content + (b"\r\n" if end else b""))
    return b"".join([*parts, f"--{EDGE}--\r\n".encode() if end else b""])


def request(line: Line, length: int, *, user: object = None, wanted: bool = True) -> WSGIRequest:
    def view() -> None: ...

    made = RequestFactory().generic("POST", "/", b"x", content_type=f"multipart/form-data; boundary={EDGE}")
    made.META["CONTENT_LENGTH"] = str(length)
    made._stream = line  # type: ignore[attr-defined]  # what the server hands over
    made._read_started = False  # type: ignore[attr-defined]
    made.user = user or User(name="แม่คำ")  # type: ignore[assignment]  # as the middleware sets it
    func = takes_files(LIMIT)(view) if wanted else view
    made.resolver_match = SimpleNamespace(func=func)  # type: ignore[assignment]  # all that is asked of it
    return made


def sent(*files: tuple[str, bytes], **how: object) -> WSGIRequest:
    content = body(*files)
    return request(Line(content), len(content), **how)  # type: ignore[arg-type]


def names(made: WSGIRequest) -> list[str]:
    return [file.name for file in made.FILES.getlist("attached")]


def test_files_come_where_they_are_taken() -> None:
    made = sent(("a.txt", b"a"), ("b.txt", b"b" * LIMIT.file))
    assert (names(made), left_out(made)) == (["a.txt", "b.txt"], [])
    assert [file.read()[:1] for file in made.FILES.getlist("attached")] == [b"a", b"b"]
    assert made.POST["words"] == "ดูไฟล์"


def test_two_gigabytes_are_refused_without_being_read_and_the_words_are_kept() -> None:
    line = Line(body(("film.mp4", b"x"), end=False), endless=True)
    made = request(line, 2 * 2**30)
    assert left_out(made) == [("film.mp4", Over.REQUEST)]
    assert made.POST["words"] == "ดูไฟล์"
    assert not made.FILES
    assert line.was_read <= 4 * PIECE


@pytest.mark.parametrize("how", [{"user": AnonymousUser()}, {"wanted": False}])
def test_nothing_is_read_of_too_much_from_a_stranger_or_for_another_page(how: dict[str, object]) -> None:
    line = Line(body(("a.txt", b"x"), end=False), endless=True)
    made = request(line, LIMIT.request + 1, **how)  # type: ignore[arg-type]  # options of the caller
    assert (dict(made.FILES), made.POST["words"]) == ({}, "ดูไฟล์")
    assert line.was_read <= 4 * PIECE


def test_what_who_is_signed_out_sends_is_read_to_its_end_and_thrown_away() -> None:
    """A browser that is cut off while it sends shows an error of its own, and the words are lost."""
    content = body(("a.txt", b"x" * 5 * PIECE), ("b.txt", b"b"))
    line = Line(content)
    made = request(line, len(content), user=AnonymousUser())
    over = Over.SIGNED_OUT
    assert (left_out(made), dict(made.FILES)) == ([("a.txt", over), ("b.txt", over)], {})
    assert (made.POST["words"], line.was_read) == ("ดูไฟล์", len(content))


def test_a_file_that_is_too_large_is_left_out_and_the_others_come() -> None:
    made = sent(("large.pdf", b"x" * (LIMIT.file + 1)), ("a.txt", b"a"))
    assert (left_out(made), names(made)) == ([("large.pdf", Over.FILE)], ["a.txt"])


def test_more_files_than_are_taken_at_once_are_left_out() -> None:
    made = sent(("a.txt", b"a"), ("b.txt", b"b"), ("c.txt", b"c"), ("d.txt", b"d"))
    assert (left_out(made), names(made)) == (
        [("c.txt", Over.NUMBER), ("d.txt", Over.NUMBER)],
        ["a.txt", "b.txt"],
    )


@pytest.mark.parametrize("length", ["", "0", "abc"])
def test_a_request_that_does_not_say_how_long_it_is_has_nothing(length: str) -> None:
    line = Line(body(("a.txt", b"a")), endless=True)
    made = request(line, 0)
    made.META["CONTENT_LENGTH"] = length
    assert (dict(made.POST), dict(made.FILES), left_out(made), line.was_read) == ({}, {}, [], 0)
