"""Keeping a server and its worker going as one: what `itc serve` does until it is stopped."""

import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from types import FrameType

POLL_SECONDS = 0.2
PATIENCE_SECONDS = 30
"""How long a child that was told to stop may take."""


class Pair:
    """A server, and a worker beside it that is started again when it ends; with the server all ends."""

    def __init__(self, server: Sequence[str], worker: Sequence[str], environment: Mapping[str, str]) -> None:
        self._worker_words, self._environment = worker, environment
        self._server = subprocess.Popen(server, env=environment)  # noqa: S603 - our own commands
        self._worker = self._start_worker()
        self._stopping = False

    def run(self) -> int:
        """Pass SIGTERM, SIGINT and SIGHUP on; return the server's exit code once it has ended."""
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, self._stop)
        signal.signal(signal.SIGHUP, self._renew)
        while self._server.poll() is None:
            if self._worker.poll() is not None and not self._stopping:
                time.sleep(1)  # one that cannot start is not tried in a hot loop
                self._worker = self._start_worker()
            time.sleep(POLL_SECONDS)
        self._end(self._worker)
        code = self._server.returncode
        return code if code >= 0 else 128 - code  # as a shell tells of what a signal has ended

    def _start_worker(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(self._worker_words, env=self._environment)  # noqa: S603 - our own command

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
