"""`itc serve` says what is wrong before it does anything, and hands over to the server what was asked."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from itc.site.management.commands import serve
from scripts.ports import free_port

Words = list[str]


class Handed(Exception):
    """This process would be the server now."""


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Words, dict[str, str]]]:
    """Record the commands that would run, with their environment; the last one is the server."""
    commands: list[tuple[Words, dict[str, str]]] = []

    def collect(words: Words, *, env: dict[str, str], check: bool) -> None:
        assert check, "a site without its static files is not served"
        commands.append((words, env))

    def hand_over(_path: str, words: Words, env: dict[str, str]) -> None:
        commands.append((words, env))
        raise Handed

    monkeypatch.setattr(subprocess, "run", collect)
    monkeypatch.setattr(serve.os, "execve", hand_over)
    return commands


@pytest.fixture
def taken() -> Iterator[int]:
    """Give a port that somebody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        yield door.getsockname()[1]


def after(words: Words, option: str) -> str:
    return words[words.index(option) + 1]


def test_it_serves_where_and_with_as_many_workers_as_asked(
    done: list[tuple[Words, dict[str, str]]], capsys: pytest.CaptureFixture[str]
) -> None:
    port = free_port()
    with pytest.raises(Handed):
        call_command("serve", "--no-worker", "--port", str(port), "--workers", "3")
    (collect, _), (server, environment) = done
    assert "collectstatic" in collect
    assert [after(server, option) for option in ("--host", "--port", "--workers")] == [
        "127.0.0.1",
        str(port),
        "3",
    ]
    assert server[-1] == "itc.config.wsgi:application"
    assert (environment["OPENITC_WARM"], environment["OPENITC_HASHED"]) == ("1", "1")
    assert f"http://127.0.0.1:{port}/" in capsys.readouterr().out
    assert environment["OPENITC_URL"] == f"http://127.0.0.1:{port}", "where links lead that are sent"


def test_a_name_that_was_set_stays_in_what_is_sent(
    done: list[tuple[Words, dict[str, str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENITC_URL", "https://itc.example.go.th")
    with pytest.raises(Handed):
        call_command("serve", "--no-worker", "--port", str(free_port()), "--host", "0.0.0.0")
    assert done[-1][1]["OPENITC_URL"] == "https://itc.example.go.th"


@pytest.mark.parametrize(
    ("host", "shown"),
    [("::1", "[::1]"), ("::", "[::1]"), ("0.0.0.0", "127.0.0.1"), ("a.th", "a.th")],
)
def test_an_address_is_shown_so_that_a_browser_takes_it(host: str, shown: str) -> None:
    assert serve._in_url(host) == shown


def test_static_files_are_collected_under_the_names_they_are_served_by(
    done: list[tuple[Words, dict[str, str]]],
) -> None:
    with pytest.raises(Handed):
        call_command("serve", port=free_port(), worker=False)
    assert {environment["OPENITC_HASHED"] for _words, environment in done} == {"1"}


def test_static_files_that_lie_there_as_they_are_now_are_not_written_anew(
    done: list[tuple[Words, dict[str, str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out, stamp = settings.STATIC_ROOT / "staticfiles.json", settings.HOME / "static.stamp"
    laid_out.write_text("{}")
    for state, times in (("as now", 1), ("as now", 1), ("another", 2)):
        monkeypatch.setattr(serve, "_static_files", lambda state=state: state)
        with pytest.raises(Handed):
            call_command("serve", port=free_port(), worker=False)
        assert sum("collectstatic" in words for words, _environment in done) == times
    laid_out.unlink()
    stamp.unlink()


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["--port", "0"], "1 to 65535"),
        (["--port", "-1"], "1 to 65535"),
        (["--port", "65536"], "1 to 65535"),
        (["--port", "http"], "--port"),
        (["--workers", "0"], "--workers 0"),
        (["--workers", "-2"], "--workers -2"),
        (["--workers", "many"], "--workers"),
        (["--host", "192.0.2.7"], "192.0.2.7"),
    ],
)
def test_a_wrong_word_is_named_in_a_sentence_and_nothing_is_done(
    done: list[tuple[Words, dict[str, str]]], words: Words, named: str
) -> None:
    given = words if "--port" in words else [*words, "--port", str(free_port())]
    with pytest.raises(CommandError) as refused:
        call_command("serve", *given)
    assert named in str(refused.value)
    assert done == []


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_port_in_use_is_said_before_anything_is_done(
    done: list[tuple[Words, dict[str, str]]], taken: int, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def step(*_args: Any, **_options: Any) -> None:
        raise AssertionError("nothing is loaded for a site that cannot be served")

    monkeypatch.setattr("itc.site.management.commands.demo.Command._step", step)
    with pytest.raises(CommandError, match=f"Port {taken} is in use"):
        call_command(command, "--port", str(taken))
    assert done == []


def test_a_port_given_up_can_be_served_at_again(done: list[tuple[Words, dict[str, str]]]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door, socket.create_connection(door.getsockname()):
        port = door.getsockname()[1]
        door.accept()[0].close()
    with pytest.raises(Handed):
        call_command("serve", port=port, worker=False)


def test_the_command_line_ends_with_the_sentence_and_no_traceback(taken: int) -> None:
    itc = str(Path(sys.executable).with_name("itc"))
    ended = subprocess.run([itc, "serve", "--port", str(taken)], capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert f"Port {taken} is in use" in ended.stderr
    assert "Traceback" not in ended.stderr
