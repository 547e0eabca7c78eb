"""Each check finds what it is there for, on a site where just that was broken."""

import datetime as dt
import os
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from itc.accounts.adapters import SecondFactorAdapter
from itc.accounts.models import User
from itc.catalogue.models import Family
from itc.continuity.queries import files, integrity, machine
from itc.continuity.queries import settings as rules
from itc.continuity.registry import Finding, checks
from itc.search.models import Entry
from tests.catalogue.rows import operation


def look(name: str) -> list[str]:
    (check,) = (check for check in checks() if check.name == name)
    return [finding.wrong for finding in check.look()]


def wrong(findings: Iterator[Finding]) -> list[str]:
    return [finding.wrong for finding in findings]


@pytest.mark.django_db
def test_a_new_database_is_sound_and_refuses_what_it_must() -> None:
    assert look("sound database") == look("no double booking") == look("files") == look("clocks") == []


@pytest.mark.django_db
def test_a_broken_relation_or_index_is_found() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO accounts_user_groups (user_id, group_id) VALUES (9999, 9999)")
            assert look("sound database") == ["Rows point to rows that are gone: accounts_user_groups."]
            cursor.execute("DELETE FROM accounts_user_groups")
        else:
            cursor.execute("UPDATE pg_index SET indisvalid = false WHERE indrelid = 'cases_file'::regclass")
            (found,) = look("sound database")
            assert found.startswith("Indexes are broken: cases_file")


@pytest.mark.django_db
def test_a_rule_against_double_bookings_that_is_gone_is_found() -> None:
    kept = integrity.KEPT[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(kept)
        name = next(name for (name,) in cursor.fetchall() if "overlap" in name or name.endswith("_insert"))
        drop = {
            "sqlite": f'DROP TRIGGER "{name}"',
            "postgresql": f"ALTER TABLE resources_booking DROP CONSTRAINT {name}",
        }
        cursor.execute(drop[connection.vendor])
    (found,) = look("no double booking")
    assert found.endswith("one machine could be booked twice.")


@pytest.mark.django_db
def test_files_without_rows_and_rows_without_files_are_found(
    settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    }
    settings.MEDIA_ROOT = tmp_path / "files"
    for name in ("ab/old", "ab/young", "ab/named"):
        default_storage.save(name, ContentFile(b"x"))
    past = time.time() - 3 * 24 * 3600
    for name in ("ab/old", "ab/named"):
        os.utime(tmp_path / "files" / name, (past, past))
    monkeypatch.setattr(files, "names_of_rows", lambda: {"ab/named", "cd/missing"})
    (tmp_path / ".restoring-x").mkdir()
    assert look("files") == [
        "Files that rows name and that are missing: 1, such as cd/missing.",
        "Files that belong to no row: 1.",
        "A restore was stopped and left .restoring-x.",
    ]


def test_a_full_disk_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    full = SimpleNamespace(total=100 * 2**30, free=2 * 2**30)
    monkeypatch.setattr("shutil.disk_usage", lambda _path: full)
    (found,) = wrong(machine.room())
    assert found.endswith("has 2.0 GB left.")
    full.free = 50 * 2**30
    assert wrong(machine.room()) == []


def test_a_home_that_others_can_read_is_found(settings: LazySettings, tmp_path: Path) -> None:
    settings.HOME, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    tmp_path.chmod(0o755)
    (tmp_path / "openitc.sqlite3").touch(mode=0o644)
    assert wrong(machine.folders()) == [f"Other users of this machine can read {tmp_path}."]
    tmp_path.chmod(0o700)
    assert wrong(machine.folders()) == []


@pytest.mark.django_db
def test_a_clock_that_is_ahead_is_found_on_postgresql(monkeypatch: pytest.MonkeyPatch) -> None:
    ahead = timezone.now() + dt.timedelta(minutes=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: ahead)
    assert len(look("clocks")) == (connection.vendor == "postgresql")


def test_what_is_not_installed_is_found(
    settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert wrong(machine.installed()) == []
    settings.LOCALE_PATHS = [tmp_path]
    monkeypatch.setattr(machine, "FONTS", tmp_path)
    assert [found.partition(":")[0] for found in wrong(machine.installed())] == [
        "The Thai messages are not compiled", "The typeface of papers is missing",
    ]  # fmt: skip


def test_a_short_key_is_found(settings: LazySettings) -> None:
    settings.SECRET_KEY = "x" * 49
    assert len(wrong(rules.secret_key())) == 1
    settings.SECRET_KEY = "x" * 50
    assert wrong(rules.secret_key()) == []


def test_a_public_site_with_the_settings_of_a_demo_is_found(settings: LazySettings) -> None:
    assert wrong(rules.public()) == []
    settings.ALLOWED_HOSTS = ["itc.example.go.th"]
    assert wrong(rules.public()) == [
        "The site answers as itc.example.go.th without https: passwords can be read on the way."
    ]
    settings.HTTPS, settings.DEBUG, settings.ALLOWED_HOSTS = True, True, ["*"]
    settings.SMTP, settings.SMS_URL, settings.PROXIES, settings.PUBLIC_LIMIT = None, "", 0, 0
    settings.STAFF_SECOND_FACTOR = False
    assert [finding.mend.split()[1].rstrip(".") for finding in rules.public()] == [
        "OPENITC_DEBUG", "OPENITC_SMTP", "OPENITC_SMS_URL", "OPENITC_STAFF_SECOND_FACTOR",
        "OPENITC_PUBLIC_LIMIT", "OPENITC_URL", "OPENITC_HOSTS", "OPENITC_PROXIES",
    ]  # fmt: skip


def test_what_django_finds_of_a_public_site_is_passed_on(settings: LazySettings) -> None:
    assert wrong(rules.django_says()) == []
    settings.HTTPS, settings.SESSION_COOKIE_SECURE = True, False
    assert any("SESSION_COOKIE_SECURE" in found for found in wrong(rules.django_says()))


@pytest.mark.django_db
def test_empty_tables_and_an_index_behind_them_are_found(settings: LazySettings) -> None:
    settings.MEANING = False
    assert look("reference tables") == ["The reference tables are empty: no idea can be planned."]
    operation("drying")
    call_command("index")
    assert look("search index") == []
    Entry.objects.update(name_en="Something else")
    assert look("search index") == ["Search is behind the tables: 1 entries."]
    call_command("index")
    assert look("search index") == []
    assert (Entry.objects.get().name_en, Family.objects.count()) != ("Something else", 1)


@pytest.mark.django_db
def test_an_encoder_that_is_wanted_and_missing_is_found(
    settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("itc.search.checkup.encoder", lambda: None)
    settings.MEANING = True
    assert len(look("sentence encoder")) == 1
    settings.MEANING = False
    assert look("sentence encoder") == []


@pytest.mark.django_db
def test_second_factors_of_another_key_are_found_and_can_be_voided(
    settings: LazySettings, officer: User, ministry: User, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.SECRET_KEY = "before"
    for kind, name in (("totp", "secret"), ("recovery_codes", "seed")):
        data = {name: SecondFactorAdapter().encrypt("JBSWY3DPEHPK3PXP")}
        Authenticator.objects.create(user=officer, type=kind, data=data)
    assert look("second factors") == []
    settings.SECRET_KEY = "after"
    kept = SecondFactorAdapter().encrypt("JBSWY3DPEHPK3PXP")
    Authenticator.objects.create(user=ministry, type="totp", data={"secret": kept})
    Authenticator.objects.create(user=ministry, type="webauthn", data={"name": "key"})
    (found,) = look("second factors")
    assert found.endswith("cannot sign in: 1.")
    call_command("void_factors")
    assert capsys.readouterr().out.startswith("1 people set up")
    assert look("second factors") == []
    assert {factor.user_id for factor in Authenticator.objects.all()} == {ministry.pk}
