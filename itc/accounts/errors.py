"""Refusals of accounts."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from itc.lib.refusal import Conflict, NotAllowed, NotReady, Refusal, TooMany
from itc.lib.thai import date_text


def _again(now: dt.datetime, seconds: int) -> str:
    """Return the hour in Bangkok from which one may try again; with the day where it is another."""
    again = timezone.localtime(now + dt.timedelta(seconds=seconds))
    if again.date() == timezone.localtime(now).date():
        return f"{again:%H:%M}"
    return f"{date_text(again.date(), language=get_language() or 'th')} {again:%H:%M}"


class TooManyTries(TooMany):
    """Too many wrong passwords or codes came from one line, or for one name."""

    code = "too-many-tries"

    def __init__(self, *, now: dt.datetime, retry_after: int) -> None:
        super().__init__(
            _(
                "The password was wrong many times, so signing in rests for a while. "
                "Please try again at %(time)s, or ask your centre."
            )
            % {"time": _again(now, retry_after)},
            retry_after=retry_after,
        )


class TooManyCodes(TooMany):
    """Many codes were asked for from one line, or for one number or address."""

    code = "too-many-codes"

    def __init__(self, *, now: dt.datetime, retry_after: int) -> None:
        super().__init__(
            _("Many codes were sent already, so we sent no new one. Please ask for one again at %(time)s.")
            % {"time": _again(now, retry_after)},
            retry_after=retry_after,
        )


class TooManyClaims(TooMany):
    """Many wrong claim codes were typed from one line."""

    code = "too-many-claims"

    def __init__(self, *, now: dt.datetime, retry_after: int) -> None:
        super().__init__(
            _("Many codes were typed that are not right. Please try again at %(time)s, or ask your centre.")
            % {"time": _again(now, retry_after)},
            retry_after=retry_after,
        )


class NotSent(Refusal):
    """An SMS or a mail could not be handed over to who carries it."""

    code = "not-sent"

    def __init__(self) -> None:
        super().__init__(
            _("We could not send the message just now. Please wait a minute and ask for a new code.")
        )


class NobodyCarries(NotSent):
    """This site sends no SMS, or no mail: whoever runs it has not set up who carries them."""

    code = "nobody-carries"

    def __init__(self) -> None:
        Refusal.__init__(
            self,
            _(
                "This site cannot send this kind of message yet. "
                "Please use e-mail instead of a phone, or a phone instead of e-mail."
            ),
        )


class WrongClaimCode(NotReady):
    """No account waits for this code."""

    code = "wrong-claim-code"

    def __init__(self) -> None:
        super().__init__(_("No account waits for this code. Compare it with the paper, or ask your centre."))


class ClaimCodeUsed(NotReady):
    """The account was claimed with this code already."""

    code = "claim-code-used"

    def __init__(self) -> None:
        super().__init__(
            _("This code was used already. Sign in with the e-mail or phone you gave, or ask your centre.")
        )


class ClaimCodeOver(NotReady):
    """The code is too old, or a newer one was made."""

    code = "claim-code-over"

    def __init__(self) -> None:
        super().__init__(_("This code is no longer valid. Ask your centre to print a new one."))


class SignsInHerself(Conflict):
    """A person who signs in herself gets no claim code: with it, somebody else could take her account."""

    code = "signs-in-herself"

    def __init__(self) -> None:
        super().__init__(
            _("This person signs in herself. If she forgot her password, “Forgot your password?” helps her.")
        )


class NotAnOfficer(NotAllowed):
    """Only staff make accounts and claim codes for others."""

    code = "not-an-officer"

    def __init__(self) -> None:
        super().__init__(_("Only officers can do this. Please ask your centre."))


class ContactTaken(Conflict):
    """Somebody else has this e-mail or phone."""

    code = "contact-taken"

    def __init__(self) -> None:
        super().__init__(_("Somebody has this e-mail or phone already. Please write another."))
