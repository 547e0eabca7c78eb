"""A clerk who may change agencies, and what she uploads."""

import datetime as dt
from collections.abc import Callable, Sequence

import pytest
from django.contrib.auth.models import Permission

from itc.accounts.models import User
from itc.db.tables import Table, tables
from itc.network.models import Agency
from itc.sheets.actions.tables import apply_table, upload_table
from itc.sheets.models import Upload
from itc.sheets.queries.preview import preview, upload_of
from tests.conftest import CONFIRMED_AT, PASSWORD
from tests.sheets.files import AGENCIES, agency, xlsx

NOW = dt.datetime(2026, 12, 1, 2, 0, tzinfo=dt.UTC)
Uploaded = Callable[..., Upload]


def table_called(file: str) -> Table:
    return next(table for table in tables() if table.file == file)


@pytest.fixture
def agencies() -> Table:
    return table_called("agencies.csv")


def allow(user: User, *codenames: str) -> None:
    user.user_permissions.add(*Permission.objects.filter(codename__in=codenames))


@pytest.fixture
def clerk(db: None) -> User:
    """Staff who may add, change and remove agencies, and nothing else."""
    user = User.objects.create_user(
        name="เสมียน",
        email="clerk@example.org",
        email_confirmed_at=CONFIRMED_AT,
        password=PASSWORD,
        is_staff=True,
    )  # fmt: skip
    allow(user, "add_agency", "change_agency", "delete_agency")
    return user


@pytest.fixture
def banks(db: None) -> None:
    """Two agencies that were made in the app."""
    for code in ("A", "B"):
        given = dict(
            zip(
                ("code", "name_th", "name_en", "kind", "role_en", "evidence", "source", "status"),
                agency(code),
                strict=True,
            )
        )
        Agency.objects.create(**given)


@pytest.fixture
def uploaded(agencies: Table, clerk: User) -> Uploaded:
    """Return what uploads rows of agencies, under their header, as a workbook."""

    def upload(*rows: Sequence[object], by: User = clerk, now: dt.datetime = NOW) -> Upload:
        return upload_table(table=agencies, content=xlsx(AGENCIES, *rows), by=by, now=now)

    return upload


@pytest.fixture
def written(uploaded: Uploaded, agencies: Table, clerk: User) -> Uploaded:
    """Return what uploads rows of agencies and writes them as shown."""

    def write(
        *rows: Sequence[object], removes: bool = False, ticked: bool = False, by: User = clerk
    ) -> Upload:
        upload = uploaded(*rows, by=by)
        Upload.objects.filter(pk=upload.pk).update(removes=removes)
        seen = preview(upload_of(upload.pk, agencies.file, by), agencies)
        return apply_table(upload=upload.pk, table=agencies, digest=seen.digest, ticked=False, by=by, now=NOW)

    return write
