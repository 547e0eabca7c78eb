"""Environment variables are read by their type, and wrong ones stop the start with a sentence."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from itc.config import env


@pytest.mark.parametrize(
    ("value", "read"), [("1", True), ("Yes", True), ("off", False), ("0", False), ("", True)]
)
def test_a_flag_is_yes_or_no(monkeypatch: pytest.MonkeyPatch, value: str, read: bool) -> None:
    monkeypatch.setenv("OPENITC_X", value)
    assert env.flag("OPENITC_X", default=True) is read


def test_a_number_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENITC_X", "20")
    assert env.number("OPENITC_X", 5) == 20
    monkeypatch.delenv("OPENITC_X")
    assert env.number("OPENITC_X", 5) == 5


def test_words_are_parted_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENITC_X", " a.example , b.example,")
    assert env.words("OPENITC_X", "") == ["a.example", "b.example"]


@pytest.mark.parametrize(
    ("reader", "value"), [("flag", "maybe"), ("number", "-1"), ("number", "1.5"), ("number", "ten")]
)
def test_a_wrong_value_stops_the_start_and_is_named(
    monkeypatch: pytest.MonkeyPatch, reader: str, value: str
) -> None:
    monkeypatch.setenv("OPENITC_X", value)
    with pytest.raises(ImproperlyConfigured, match="OPENITC_X"):
        env.flag("OPENITC_X", default=True) if reader == "flag" else env.number("OPENITC_X", 1)


def test_a_secret_is_made_once_and_read_by_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "home" / "secret-key"
    first = env.secret("OPENITC_NONE", file)
    assert len(first) == 64
    assert env.secret("OPENITC_NONE", file) == first
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_of_many_that_start_at_once_all_have_the_same_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pids = iter(range(100))
    monkeypatch.setattr(env.os, "getpid", lambda: next(pids))
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(lambda _: env.secret("OPENITC_NONE", tmp_path / "key"), range(32)))
    assert len(secrets) == 1


def test_a_secret_given_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENITC_X", "given")
    assert env.secret("OPENITC_X", tmp_path / "key") == "given"
    assert not (tmp_path / "key").exists()


def test_one_of_a_few_words_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env.choice("OPENITC_LOG_FORMAT", ("text", "json")) == "text"
    monkeypatch.setenv("OPENITC_LOG_FORMAT", " JSON ")
    assert env.choice("OPENITC_LOG_FORMAT", ("text", "json")) == "json"
    monkeypatch.setenv("OPENITC_LOG_FORMAT", "xml")
    with pytest.raises(ImproperlyConfigured, match="text or json"):
        env.choice("OPENITC_LOG_FORMAT", ("text", "json"))


def test_a_name_that_begins_as_ours_and_nobody_knows_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    env.text("OPENITC_X", "")
    monkeypatch.setenv("OPENITC_XX", "1")
    with pytest.raises(ImproperlyConfigured, match=r"OPENITC_XX is no setting: did you mean OPENITC_X\?"):
        env.refuse_unknown()
    monkeypatch.delenv("OPENITC_XX")
    env.refuse_unknown()


@pytest.mark.parametrize("url", ["nonsense", "postgress://openitc:secret@host/name"])
def test_what_is_no_database_is_refused_and_not_quoted(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("OPENITC_X", url)
    with pytest.raises(ImproperlyConfigured, match="OPENITC_X") as refused:
        env.database("OPENITC_X", "")
    assert "secret" not in str(refused.value)
