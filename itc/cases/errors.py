"""Refusals of cases."""

from django.utils.translation import gettext_lazy as _

from itc.lib.refusal import Conflict, NotAllowed, NotFound, TooMany


class UnknownCase(NotFound):
    """There is no such case, or the person may not know of it."""

    code = "unknown-case"

    def __init__(self) -> None:
        super().__init__(_("There is no such case."))


class OnePending(Conflict):
    """The firm has a case that waits for its officer already; `case` is its code."""

    code = "one-pending-case"

    def __init__(self, case: str) -> None:
        super().__init__(
            _(
                "Case %(case)s of this firm still waits for the centre. Once it is confirmed, or you "
                "withdraw it, the next plan can be accepted."
            )
            % {"case": case}
        )
        self.case = case


class NotConfirmed(NotAllowed):
    """Her e-mail or phone is not confirmed, so nothing may be held for her."""

    code = "contact-not-confirmed"

    def __init__(self) -> None:
        super().__init__(
            _("Confirm your e-mail or phone first: centres must be able to reach you before they hold time.")
        )


class CaseClosed(Conflict):
    """The case has ended, or was answered before."""

    code = "case-closed"

    def __init__(self) -> None:
        super().__init__(_("This case has ended, so nothing can be changed in it any more."))


class AlreadyConfirmed(Conflict):
    """Somebody confirmed it before."""

    code = "already-confirmed"

    def __init__(self) -> None:
        super().__init__(_("This case was confirmed already."))


class NothingAsked(NotFound):
    """There is nothing to answer for her here, or it was answered already."""

    code = "nothing-asked"

    def __init__(self) -> None:
        super().__init__(_("There is nothing to answer here, or somebody answered already."))


class UnknownFeed(NotFound):
    """No live feed has this secret: it was ended, or never was."""

    code = "unknown-feed"

    def __init__(self) -> None:
        super().__init__(_("There is no such calendar, or its link was ended."))


class FeedChanged(Conflict):
    """Her feed is another than the page said from which she asked: it was made or ended meanwhile."""

    code = "feed-changed"

    def __init__(self) -> None:
        super().__init__(
            _(
                "Your link was made or ended since this page was opened, so nothing was done now. "
                "Below stands what holds. If you did not keep the link, replace it by a new one."
            )
        )


class ReadTooOften(TooMany):
    """A feed is read again and again."""

    code = "feed-read-too-often"

    def __init__(self, *, retry_after: int) -> None:
        super().__init__(
            _("This calendar was just read many times. Please try again in a few minutes."),
            retry_after=retry_after,
        )
