"""What notices may refuse."""

from django.utils.translation import gettext_lazy as _

from itc.lib.refusal import NotFound, NotReady, TooMany


class UnknownNotice(NotFound):
    """There is no such notice, or it is somebody else's."""

    code = "unknown-notice"

    def __init__(self) -> None:
        super().__init__(_("This notice is not there any more."))


class NoSuchWay(NotReady):
    """She cannot be reached by this channel: it is not confirmed, or was taken away."""

    code = "no-such-way"

    def __init__(self) -> None:
        super().__init__(_("This way does not reach you yet: confirm it on your page first."))


class TriedTooOften(TooMany):
    """She tried again and again."""

    code = "tried-too-often"

    def __init__(self, *, retry_after: int) -> None:
        super().__init__(
            _("You have tried this several times. Wait ten minutes, then try again."), retry_after=retry_after
        )


class Unreachable(Exception):
    """Another try would not help: the address is gone, the service refuses it, or nobody carries it."""
