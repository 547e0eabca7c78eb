"""Refusals of cases."""

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from itc.cases.errors.handling import (
    AwayAlready,
    BothSignIn,
    DeputyAway,
    LeaveOver,
    LedByAnother,
    NobodyThere,
    NoReason,
    NotAColleague,
    NothingToUndo,
    NotTheSame,
    NumbersDiffer,
    SameCentre,
    UnknownLeave,
    UnknownPlace,
    UnknownReply,
)
from itc.lib.refusal import Conflict, NotAllowed, NotFound, NotReady, TooMany


class UnknownCase(NotFound):
    """There is no such case, or the person may not know of it."""

    code = "unknown-case"

    def __init__(self) -> None:
        super().__init__(_("There is no such case."))


class UnknownStep(NotFound):
    """There is no such step, or her centre does not serve it."""

    code = "unknown-step"

    def __init__(self) -> None:
        super().__init__(_("Your centre has no such step to do, or has it no longer."))


class NobodyToClaim(Conflict):
    """Nobody of the firm has an account that the lead centre made and that waits to be taken over."""

    code = "nobody-to-claim"

    def __init__(self) -> None:
        super().__init__(_("Nobody of this firm waits for a claim code: they sign in themselves."))


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


class LastOfOpenCase(Conflict):
    """Nobody else acts for the firm of an open case, so she cannot be erased; `case` is its code."""

    code = "last-of-open-case"

    def __init__(self, *, firm: str, case: str) -> None:
        super().__init__(
            _(
                "Case %(case)s of %(firm)s is open, and nobody but you acts for the firm. Withdraw the "
                "case, or let a colleague in; then you can erase your data."
            )
            % {"case": case, "firm": firm}
        )
        self.case = case


class CaseClosed(Conflict):
    """The case has ended, or was answered before."""

    code = "case-closed"

    def __init__(self) -> None:
        super().__init__(_("This case has ended, so nothing can be changed in it any more."))


class NothingSaid(NotReady):
    """Neither words nor a file were sent."""

    code = "nothing-said"

    def __init__(self) -> None:
        super().__init__(_("Write something, or choose a file."))


class UnknownMessage(NotFound):
    """There is no such message of hers."""

    code = "unknown-message"

    def __init__(self) -> None:
        super().__init__(_("There is no such message of yours."))


class SaidForGood(Conflict):
    """Others may have read the message by now."""

    code = "said-for-good"

    def __init__(self) -> None:
        super().__init__(_("A message can be taken back for five minutes. Write another that sets it right."))


class TooMuchAtOnce(TooMany):
    """A person has sent more messages or files in some minutes than anybody reads."""

    code = "too-much-at-once"

    def __init__(self, *, now: dt.datetime, retry_after: int) -> None:
        again = timezone.localtime(now + dt.timedelta(seconds=retry_after))
        super().__init__(
            _("You have sent a great deal in a short time. Please go on at %(time)s.")
            % {"time": f"{again:%H:%M}"},
            retry_after=retry_after,
        )


class UnwantedFile(NotReady):
    """A file that is not taken; `why` is a sentence of `rules.files_faults` that says what to do instead."""

    code = "unwanted-file"

    def __init__(self, why: object) -> None:
        super().__init__(why)
        self.why = why


class CaseFull(Conflict):
    """The files of the case take all its room."""

    code = "case-full"

    def __init__(self, *, most_mb: int, most: int) -> None:
        super().__init__(
            _(
                "The files of a case may be %(mb)s MB and %(most)s in number, and this one would be too "
                "much. Remove a file that is no longer needed, then send it again."
            )
            % {"mb": most_mb, "most": most}
        )


class UnknownFile(NotFound):
    """There is no such file, or it was removed."""

    code = "unknown-file"

    def __init__(self) -> None:
        super().__init__(_("There is no such file, or it was removed."))


class OthersFile(NotAllowed):
    """The other side added it."""

    code = "others-file"

    def __init__(self) -> None:
        super().__init__(_("Only those who added a file can remove it. Ask them in a message."))


class FilesOfAnother(Conflict):
    """Most of what is stored is named by no case: the database is not the one these files belong to."""

    code = "files-of-another"

    def __init__(self, count: int) -> None:
        super().__init__(
            _(
                "%(count)s stored files belong to no case here, more than belong to one. None was removed: "
                "look whether DATABASE_URL and OPENITC_HOME belong together."
            )
            % {"count": count}
        )


class AlreadyConfirmed(Conflict):
    """Somebody confirmed it before."""

    code = "already-confirmed"

    def __init__(self) -> None:
        super().__init__(_("This case was confirmed already."))


class NotOpen(Conflict):
    """The stage is not open: its work has not begun, or somebody closed it before."""

    code = "stage-not-open"

    def __init__(self) -> None:
        super().__init__(_("This stage is not open: its work has not begun, or it was closed already."))


class StepsAhead(Conflict):
    """Steps lie still ahead; `steps` are their names."""

    code = "steps-ahead"

    def __init__(self, steps: Sequence[str]) -> None:
        super().__init__(
            *(
                _("“%(step)s” lies still ahead: wait for it, or leave it out first.") % {"step": step}
                for step in steps
            )
        )
        self.steps = tuple(steps)


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


__all__ = [
    "AwayAlready",
    "BothSignIn",
    "DeputyAway",
    "LeaveOver",
    "LedByAnother",
    "NoReason",
    "NobodyThere",
    "NotAColleague",
    "NotTheSame",
    "NothingToUndo",
    "NumbersDiffer",
    "SameCentre",
    "UnknownLeave",
    "UnknownPlace",
    "UnknownReply",
]
