"""Refusals of the web toolkit."""

from django.utils.translation import gettext_lazy as _

from itc.lib.refusal import TooMany


class BudgetSpent(TooMany):
    """A public caller has asked for more than a minute's budget."""

    code = "budget-spent"

    def __init__(self, *, retry_after: int) -> None:
        super().__init__(
            _("Many requests came from your connection in the last minute. Please try again in a moment."),
            retry_after=retry_after,
        )
