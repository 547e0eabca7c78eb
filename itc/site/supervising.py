"""Keeping a server and its worker going as one: what `itc serve` does until it is stopped."""

import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from types import FrameType

POLL_SECONDS = 0.2
PATIENCE_SECONDS = 30
"""How long a child that was told to stop may take."""
LONGEST_PAUSE_SECONDS = 60
"""How long at most a worker that ends again and again, as without migrations, is left to rest."""


class Pair:
    """A server, and a worker beside it that is started again when it ends; with the server all ends."""

    def __init__(self, server: Sequence[str], worker: Sequence[str], environment: Mapping[str, str]) -> None:
        self._worker_words, self._environment = worker, environment
        self._stopping, self._pause, self._pause_until = False, 1.0, 0.0
        self._server = self._start(server)
        self._worker = self._start_worker()

    def run(self) -> int:
        """Pass SIGTERM, SIGINT and SIGHUP on; return the server's exit code once it has ended."""
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, self._stop)
        signal.signal(signal.SIGHUP, self._renew)
        while self._server.poll() is None:
            if self._worker.poll() is not None and not self._stopping:
                self._start_again(time.monotonic())
            time.sleep(POLL_SECONDS)
        self._end(self._worker)
        code = self._server.returncode
        return code if code >= 0 else 128 - code  # as a shell tells of what a signal has ended

    def _start_again(self, now: float) -> None:
        """Start the worker again: soon after a good while, else later each time."""
        if not self._pause_until:
            lived = now - self._worker_began
            self._pause = 1.0 if lived > LONGEST_PAUSE_SECONDS else self._pause
            self._pause_until = now + self._pause
        elif now >= self._pause_until:
            self._pause, self._pause_until = min(2 * self._pause, LONGEST_PAUSE_SECONDS), 0.0
            self._worker = self._start_worker()

    def _start_worker(self) -> "subprocess.Popen[bytes]":
        self._worker_began = time.monotonic()
        return self._start(self._worker_words)

    def _start(self, words: Sequence[str]) -> "subprocess.Popen[bytes]":
        """Start a child in a session of its own, so that Ctrl-C reaches it once, through us."""
        return subprocess.Popen(words, env=self._environment, start_new_session=True)  # noqa: S603 - our own

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self._stopping = True
        for each in (self._server, self._worker):
            each.terminate()

    def _renew(self, _signal: int, _frame: FrameType | None) -> None:
        """Replace the workers of the server one by one, and the worker after its task."""
        self._server.send_signal(signal.SIGHUP)
        self._worker.terminate()

    def _end(self, child: "subprocess.Popen[bytes]") -> None:
        child.terminate()
        try:
            child.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
