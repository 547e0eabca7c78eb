"""What `itc doctor` looks at, and which rows have a file: each app declares its own in a `checkup.py`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Model


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong, and how to mend it: sentences for who runs the site."""

    wrong: str
    mend: str


@dataclass(frozen=True, slots=True)
class Check:
    """One look at one thing: `look` yields what is wrong, or nothing, changes nothing, and takes seconds.

    `name` is English, by which programs know it, and marked with gettext_noop for people. A check
    `of_database` is passed over while the database cannot be reached or its tables are old.
    """

    name: str
    look: Callable[[], Iterable[Finding]]
    of_database: bool = True


@dataclass(frozen=True, slots=True)
class Stored:
    """Rows whose bytes lie among the files: the column that names them, and the one that says they went."""

    model: type[Model]
    column: str
    gone: str

    def sql(self, quote: Callable[[str], str]) -> str:
        """Return the query of the names whose bytes must be there."""
        table, column, gone = map(quote, (self.model._meta.db_table, self.column, self.gone))
        return f"SELECT {column} FROM {table} WHERE {gone} IS NULL AND {column} <> ''"  # noqa: S608 - names of our own


_checks: dict[str, Check] = {}
_stored: list[Stored] = []


def register(*checks: Check) -> None:
    """Add checks; one of the same name replaces the one before."""
    _checks.update({check.name: check for check in checks})


def checks() -> tuple[Check, ...]:
    """Return all checks, in the order of the apps."""
    return tuple(_checks.values())


def keep(stored: Stored) -> None:
    """Declare rows that have a file."""
    _stored.append(stored)


def stored() -> tuple[Stored, ...]:
    """Return all that was declared."""
    return tuple(_stored)
