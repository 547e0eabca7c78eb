"""What notices may refuse."""

from django.utils.translation import gettext_lazy as _

from itc.lib.refusal import NotFound


class UnknownNotice(NotFound):
    """There is no such notice, or it is somebody else's."""

    code = "unknown-notice"

    def __init__(self) -> None:
        super().__init__(_("This notice is not there any more."))


class Unreachable(Exception):
    """Another try would not help: the address is gone, the service refuses it, or nobody carries it."""
