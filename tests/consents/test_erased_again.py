"""Who was erased stays erased, though an older backup brings her back."""

import stat
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from itc.accounts.models import User
from itc.consents.actions.erasing import erase
from itc.consents.checkup import erased_people_stay_erased
from itc.consents.erased import back, path
from tests.cases.world import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings: LazySettings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    return tmp_path


def bring_back(person: User) -> None:
    """Do to her row what an older backup does."""
    User.objects.filter(pk=person.pk).update(name="Stranger", known_by="", email="stranger@example.org")


def test_she_is_erased_again(
    stranger: User, capsys: pytest.CaptureFixture[str], django_capture_on_commit_callbacks: object
) -> None:
    assert back() == []
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture without a type
        erase(by=stranger, now=NOW)
    assert back() == []
    bring_back(stranger)
    assert len(list(erased_people_stay_erased())) == 1
    call_command("erase_again")
    assert capsys.readouterr().out == "1 people erased again\n"
    stranger.refresh_from_db()
    assert (stranger.known_by, stranger.email) == (User.KnownBy.ERASED, None)
    assert list(erased_people_stay_erased()) == []


def test_the_list_tells_of_nobody_and_is_ours_alone(
    stranger: User, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture without a type
        erase(by=stranger, now=NOW)
    assert path().read_text() == f"{stranger.pk} {stranger.joined_at.isoformat()}\n"
    assert stat.S_IMODE(path().stat().st_mode) == 0o600


def test_the_person_of_that_number_of_another_site_is_not_meant(stranger: User) -> None:
    path().write_text(f"{stranger.pk} 2020-01-01T00:00:00+00:00\n")
    assert back() == []


def test_what_is_in_the_way_is_said_by_number(officer: User) -> None:
    path().write_text(f"{officer.pk} {officer.joined_at.isoformat()}\n")
    with pytest.raises(CommandError, match=f"{officer.pk}: ") as refused:
        call_command("erase_again")
    assert "Officer" not in str(refused.value).partition(":")[0]
