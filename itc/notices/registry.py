"""What can be told: each app declares its kinds of notices in its `telling.py`."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from itc.accounts.models import User

Details = Mapping[str, Any]
"""Codes, numbers and moments as text: nothing that tells of a person."""


class Group(models.TextChoices):
    """Kinds of notices for which one chooses together by which way they come."""

    COMING = "coming", _("Reminders of what comes next")
    CASE = "case", _("What happens on a case")
    TALK = "talk", _("New words on a case")
    ASKED = "asked", _("What your centre is asked for")
    DESK = "desk", _("Cases for your centre to take up")
    OTHER = "other", _("All else, and what comes once a day")


@dataclass(frozen=True, slots=True)
class Told:
    """A kind of notice: its sentence, what to do now, and the page where that is done.

    `words` and `path` get the details and are called in the language of who reads it. What is `urgent` is
    sent at once, in quiet hours and to who has a digest too; what is not waits for them. What is `timely`
    waits for the end of quiet hours, but for no digest. `link` leads elsewhere than `path` where it goes out:
    it gets who reads it and a number of the sending, the same at every try, too; `letter` says it otherwise
    there. What is `here_alone` stands on the site and does not go out.
    """

    kind: str
    title: str | Promise
    words: Callable[[Details], str]
    path: Callable[[Details], str]
    group: Group = Group.OTHER
    urgent: bool = False
    timely: bool = False
    link: Callable[[Details, User, str], str] | None = None
    letter: Callable[[Details], str] | None = None
    here_alone: bool = False


Waits = Callable[[User, dt.datetime], Iterable[tuple[str, Details]]]
"""Returns what waits for a person, the most urgent first: the kind that says it, and its details."""

_told: dict[str, Told] = {}
_waits: list[Waits] = []


def register_waits(function: Waits) -> Waits:
    """Add a source of what waits for people, for their digest; also as a decorator."""
    _waits.append(function)
    return function


def waiting(person: User, now: dt.datetime) -> list[tuple[str, Details]]:
    """Return all that waits for a person."""
    return [each for function in _waits for each in function(person, now)]


def register(*declared: Told) -> None:
    """Add kinds of notices. Raises ValueError where two bear one name."""
    for each in declared:
        if each.kind in _told:
            raise ValueError(f"two kinds of notices are called {each.kind}")
        _told[each.kind] = each


def told(kind: str) -> Told | None:
    """Return a kind of notice; None where the app that told it is gone."""
    return _told.get(kind)


def kinds() -> tuple[Told, ...]:
    """Return every kind, lower apps first."""
    return tuple(_told.values())
