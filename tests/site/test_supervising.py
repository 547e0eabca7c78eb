"""A server and its worker live and end as one."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from itc.site.supervising import Pair

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


def test_ctrl_c_reaches_both_once_through_it(tmp_path: Path) -> None:
    said = tmp_path / "said"
    child = "import signal, sys, time; open(sys.argv[1], 'a').write('began ')\n"
    child += "signal.signal(signal.SIGINT, lambda *_: open(sys.argv[1], 'a').write('int '))\ntime.sleep(60)"
    words = f"[sys.executable, '-c', {child!r}, {str(said)!r}]"
    text = "import os, sys\nfrom itc.site.supervising import Pair\n"
    text += f"sys.exit(Pair({words}, {words}, os.environ).run())"
    with subprocess.Popen([sys.executable, "-c", text], start_new_session=True) as running:
        until = time.monotonic() + SECONDS
        while said.exists() is False or said.read_text().count("began") < 2:
            assert time.monotonic() < until
            time.sleep(0.1)
        os.killpg(running.pid, signal.SIGINT)
        running.wait(SECONDS)
    assert said.read_text().split() == ["began", "began"]


def test_a_worker_that_cannot_start_is_tried_later_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, begun = [1000.0], list[float]()
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(Pair, "_start", lambda _self, words: begun.append(clock[0]))
    pair = Pair(["server"], ["worker"], {})
    del begun[:]
    for _ in range(2000):
        clock[0] += 0.2
        pair._start_again(clock[0])
    gaps = [later - sooner for sooner, later in pairwise(begun)]
    assert len(begun) < 15
    assert gaps == sorted(gaps)
    while pair._pause_until:
        clock[0] += 0.2
        pair._start_again(clock[0])
    clock[0] += 1000
    pair._start_again(clock[0])
    assert pair._pause == 1.0, "one that lived for long is started again soon"
