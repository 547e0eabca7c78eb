"""What has happened on a case: each app adds its lines in its `timeline.py`."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from itc.accounts.models import User
from itc.cases.models import Case, Step

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Line:
    """Something that happened; `by` whom, `kind` for its mark, `url` where more of it stands."""

    at: dt.datetime
    words: Text
    by: str = ""
    kind: str = ""
    url: str = ""


Lines = Callable[[Case, User], Iterable[Line]]
"""Returns the lines of a case that a person who may see the case may read."""

StepLines = Callable[[Step, User], Iterable[Line]]
"""Returns the lines of a step that a person who serves it may read."""

_registered: dict[str, Lines] = {}
_of_steps: dict[str, StepLines] = {}


def register(function: Lines) -> Lines:
    """Add a source of lines; also as a decorator."""
    _registered[f"{function.__module__}.{function.__qualname__}"] = function
    return function


def lines_of(case: Case, viewer: User) -> list[Line]:
    """Return all lines of a case, the newest first."""
    lines = [line for function in _registered.values() for line in function(case, viewer)]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def register_of_step(function: StepLines) -> StepLines:
    """Add a source of lines for who serves a step and sees nothing else of its case; also as a decorator."""
    _of_steps[f"{function.__module__}.{function.__qualname__}"] = function
    return function


def lines_of_step(step: Step, viewer: User) -> list[Line]:
    """Return what happened at a step, the newest first."""
    lines = [line for function in _of_steps.values() for line in function(step, viewer)]
    return sorted(lines, key=lambda line: line.at, reverse=True)
