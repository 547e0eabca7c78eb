"""Refusals of the web toolkit."""

from django.utils.translation import gettext_lazy as _

from itc.lib.refusal import NotAllowed, Refusal, TooMany


class BudgetSpent(TooMany):
    """A public caller has asked for more than a minute's budget."""

    code = "budget-spent"

    def __init__(self, *, retry_after: int) -> None:
        super().__init__(
            _("Many requests came from your connection in the last minute. Please try again in a moment."),
            retry_after=retry_after,
        )


class NotInUtf8(Refusal):
    """What was sent is in letters of another coding than UTF-8, by its own word."""

    code = "not-in-utf-8"

    def __init__(self) -> None:
        super().__init__(_("What was sent is not in UTF-8, and we read nothing else."))


class OpenTooLong(NotAllowed):
    """A form came without its proof of origin, from a page open since long ago or without cookies."""

    code = "open-too-long"

    def __init__(self) -> None:
        super().__init__(
            _(
                "This page was open too long. What you typed is still here: please send it once more. "
                "If that does not help, allow cookies for this site."
            )
        )
