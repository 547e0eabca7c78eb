"""Refusals of the links of reminders, and of answers that providers take back."""

from django.utils.translation import gettext_lazy as _

from itc.lib.refusal import Conflict, NotFound, TooMany


class UnknownLink(NotFound):
    """No link of a reminder has this secret, or who it was for has no account any more."""

    code = "unknown-link"

    def __init__(self) -> None:
        super().__init__(
            _(
                "This link leads nowhere: perhaps a letter of it was lost. Open the newest reminder, or sign "
                "in: all your dates stand in your case."
            )
        )


class NothingToTakeBack(Conflict):
    """The answer stands: its minutes are over, or the firm has gone on from it."""

    code = "nothing-to-take-back"

    def __init__(self) -> None:
        super().__init__(
            _("This answer cannot be taken back any more: ten minutes are over, or the firm has gone on.")
        )


class TimeGone(Conflict):
    """A time that was proposed went to somebody else, or fits the case no more."""

    code = "time-gone"

    def __init__(self) -> None:
        super().__init__(
            _("This time was taken meanwhile. Choose another of those proposed, or look for one here.")
        )


class LinkOver(Conflict):
    """A link of a reminder holds no more; its page says why."""

    code = "link-over"

    def __init__(self) -> None:
        super().__init__(_("This link holds no more, so nothing was done now."))


class LinkTooOften(TooMany):
    """A link of a reminder is opened again and again."""

    code = "link-opened-too-often"

    def __init__(self, *, retry_after: int) -> None:
        super().__init__(
            _("This link was just opened many times. Please try again in a few minutes."),
            retry_after=retry_after,
        )
