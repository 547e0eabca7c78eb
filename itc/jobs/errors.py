"""What background work may say."""

from django.utils.translation import gettext_lazy as _

from itc.lib.refusal import NotFound


class GiveUp(Exception):
    """Raised by a task that another try would not help: it is dead at once."""


class TryAgain(Exception):
    """Raised by a task where a service is down: it is tried again, and the log says so in one line."""

    in_one_line = True


class UnknownTask(NotFound):
    """The task is not among the dead, or she may not know of it."""

    code = "unknown-task"

    def __init__(self) -> None:
        super().__init__(_("This task has been taken up again, or was put aside."))
