"""A server and its worker live and end as one."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

SUPERVISE = r"""
import os, sys
from itc.site.supervising import Pair
sleep = "import os, sys, time; open(sys.argv[1], 'a').write(f'{os.getpid()} '); time.sleep(60)"
server, worker = ([sys.executable, "-c", sleep, sys.argv[each]] for each in (1, 2))
sys.exit(Pair(server, worker, dict(os.environ)).run())
"""
SECONDS = 20


def started(path: Path, count: int) -> list[int]:
    """Wait until so many have been started; return their process numbers."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        lines = path.read_text().split() if path.exists() else []
        if len(lines) >= count:
            return [int(line) for line in lines]
        time.sleep(0.1)
    pytest.fail(f"{path.name} was not started {count} times")


def is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def pair(tmp_path: Path) -> Iterator["subprocess.Popen[bytes]"]:
    command = [sys.executable, "-c", SUPERVISE, str(tmp_path / "server"), str(tmp_path / "worker")]
    with subprocess.Popen(command) as running:
        yield running
        running.kill()


def test_a_worker_that_dies_is_started_again_and_both_stop_with_it(
    pair: "subprocess.Popen[bytes]", tmp_path: Path
) -> None:
    server, worker = started(tmp_path / "server", 1)[0], started(tmp_path / "worker", 1)[0]
    os.kill(worker, signal.SIGKILL)
    again = started(tmp_path / "worker", 2)[1]
    pair.terminate()
    pair.wait(SECONDS)
    assert not is_there(server)
    assert not is_there(again)


def test_where_the_server_ends_the_worker_does(pair: "subprocess.Popen[bytes]", tmp_path: Path) -> None:
    server, worker = started(tmp_path / "server", 1)[0], started(tmp_path / "worker", 1)[0]
    os.kill(server, signal.SIGKILL)
    assert pair.wait(SECONDS) == 128 + signal.SIGKILL
    assert not is_there(worker)
