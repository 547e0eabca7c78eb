"""What all tests share: the cast, plain static files, cheap passwords."""

import datetime as dt

import pytest
from django.conf import LazySettings
from django.utils import translation

from itc.accounts.models import User
from itc.network.models import Agency, Centre, Post, Province
from tests.reference import network, reference  # noqa: F401 - fixtures are used by their names

PASSWORD = "ลำไยหวานมาก-2569"
CONFIRMED_AT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _plain_settings(settings: LazySettings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def _in_thai() -> None:
    """The page of an earlier test may have been in English, which stays the language of its thread."""
    translation.activate("th")


@pytest.fixture(autouse=True)
def _one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker closes what looks like an old connection: that of a test is in a transaction it must keep."""
    for module in ("django_tasks_db.management.commands.db_worker", "itc.jobs.management.commands.worker"):
        monkeypatch.setattr(f"{module}.close_old_connections", lambda: None)


@pytest.fixture
def stranger(db: None) -> User:
    """Signed in, and nothing else."""
    return User.objects.create_user(
        name="Stranger", email="stranger@example.org", email_confirmed_at=CONFIRMED_AT, password=PASSWORD
    )


@pytest.fixture
def owner(db: None) -> User:
    """Somebody with an idea, who has a phone and no e-mail."""
    return User.objects.create_user(
        name="แม่คำ", phone="+66812345678", phone_confirmed_at=CONFIRMED_AT, password=PASSWORD
    )


@pytest.fixture
def lamphun(db: None) -> Centre:
    """The centre the mission names, in a network of one."""
    province, _ = Province.objects.get_or_create(
        code="TH-51",
        defaults={
            "name_th": "ลำพูน", "name_en": "Lamphun", "region": "Northern", "region_6": "North",
            "lat": 18.5745, "lon": 99.0087, "source": "test",
        },
    )  # fmt: skip
    centre, _ = Centre.objects.get_or_create(
        code="IEAT-NRIE",
        defaults={
            "operator_type": "ieat_estate", "name_th": "ศูนย์ลำพูน", "name_en": "Lamphun centre",
            "province": province, "lat": 18.6, "lon": 99.03, "source": "test",
            "confidence_is_itc": "high", "confidence_location": "medium",
        },
    )  # fmt: skip
    return centre


def _in_post(name: str, **post: object) -> User:
    user = User.objects.create_user(
        name=name,
        email=f"{name.lower().replace(' ', '-')}@example.org",
        email_confirmed_at=CONFIRMED_AT,
        password=PASSWORD,
        is_staff=True,
    )
    Post.objects.create(person=user, valid_from=dt.date(2026, 1, 1), **post)
    return user


@pytest.fixture
def officer(lamphun: Centre) -> User:
    """An officer of the Lamphun centre."""
    return _in_post("Officer", role=Post.Role.OFFICER, centre=lamphun)


@pytest.fixture
def ministry(db: None) -> User:
    """A reader at the ministry."""
    agency, _ = Agency.objects.get_or_create(
        code="MOI",
        defaults={"name_th": "กระทรวงอุตสาหกรรม", "name_en": "Ministry of Industry", "source": "test"},
    )
    return _in_post("Ministry", role=Post.Role.MINISTRY, agency=agency)
