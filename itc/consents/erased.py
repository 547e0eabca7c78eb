"""Who was erased stays erased: numbers beside the database, which no older backup brings back."""

import os
from pathlib import Path

from django.conf import settings

from itc.accounts.models import User

Line = tuple[int, str]
"""The number of a person, and when she joined: no other person of that number is meant."""


def path() -> Path:
    """Return where the list is kept."""
    return Path(settings.HOME) / "erased"


def line_of(person: User) -> Line:
    """Return a person as she stands in the list: neither says who she was."""
    return person.pk, person.joined_at.isoformat()


def note(person: User) -> None:
    """Add a person to the list."""
    number, joined = line_of(person)
    descriptor = os.open(path(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "w") as out:
        out.write(f"{number} {joined}\n")
        out.flush()
        os.fsync(out.fileno())


def back() -> list[User]:
    """Return people of the list who are there again, as after restoring a backup from before."""
    if not path().exists():
        return []
    listed = {tuple(line.split()) for line in path().read_text().splitlines()}
    numbers = {int(number) for number, _ in listed}
    there = User.objects.filter(pk__in=numbers).exclude(known_by=User.KnownBy.ERASED)
    return [person for person in there if (str(person.pk), line_of(person)[1]) in listed]
