"""Files that come with a form: to pages that take them, from who is signed in, and not beyond a limit.

`settings.FILE_UPLOAD_HANDLERS` puts `Limited` first: it sees every file of every request before a byte is
kept. Fields that stand before a file in the form are read by then, so what was typed is not lost.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload

View = TypeVar("View", bound=Callable[..., Any])


class Over(StrEnum):
    """Which limit a file was beyond."""

    FILE = "file"
    REQUEST = "request"
    NUMBER = "number"
    SIGNED_OUT = "signed out"


@dataclass(frozen=True, slots=True)
class Limit:
    """How much a page takes: bytes of a file, bytes of a request, number of files."""

    file: int
    request: int
    number: int


def takes_files(limit: Limit) -> Callable[[View], View]:
    """Mark a view as taking files up to a limit; all others take none."""

    def mark(view: View) -> View:
        view.limit = limit  # type: ignore[attr-defined]  # a function may carry what it likes
        return view

    return mark


class Limited(FileUploadHandler):
    """Stops a request before its first file if that is not wanted, and a file where it passes the limit."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.left_out: list[tuple[str, Over]] = []
        self._declared = self._number = 0

    def handle_raw_input(self, _data: Any, _meta: Any, content_length: int, *_rest: Any) -> None:
        """Keep how long the request says it is."""
        self._declared = content_length

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin with a file, or stop reading where none is taken or the request is too large."""
        super().new_file(*args, **kwargs)
        limit = self._limit()
        if limit is None:
            raise StopUpload(connection_reset=True)
        if self._declared > limit.request:
            self._leave_out(Over.REQUEST)
            raise StopUpload(connection_reset=True)
        if not self._is_signed_in():
            self._leave_out(Over.SIGNED_OUT)
            raise SkipFile  # read and thrown away: a browser that is cut off while it sends shows no answer
        self._number += 1
        self._is_one_more, self._most = self._number > limit.number, limit.file

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass a piece on, unless the file is larger or one more than is taken: the rest is thrown away.

        One more is left out here and not when it begins: Django would then close the file before it.
        """
        if self._is_one_more:
            self._leave_out(Over.NUMBER)
            raise SkipFile
        if start + len(raw_data) > self._most:
            self._leave_out(Over.FILE)
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave it to the next handler to keep the file."""

    def _limit(self) -> Limit | None:
        """Return what the page takes, from who is signed in; None for a page that takes no files."""
        match = getattr(self.request, "resolver_match", None)
        return getattr(match.func, "limit", None) if match is not None else None

    def _is_signed_in(self) -> bool:
        user = getattr(self.request, "user", None)
        return user is not None and bool(user.is_authenticated)

    def _leave_out(self, over: Over) -> None:
        self.left_out.append((self.file_name or "", over))


def left_out(request: Any) -> list[tuple[str, Over]]:
    """Return the files of a form that were left out, by name and the limit each was beyond."""
    request.POST  # noqa: B018  # reading the form is what fills the handler
    return [
        each
        for handler in request.upload_handlers
        if isinstance(handler, Limited)
        for each in handler.left_out
    ]
