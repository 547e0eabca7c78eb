"""Who carries a notice: mail, LINE, SMS; where no service is set, the demo keeps what it would send."""

from dataclasses import dataclass
from http import HTTPStatus
from smtplib import SMTPRecipientsRefused
from typing import Protocol

from django.conf import settings
from django.core.mail import send_mail

from itc.accounts.errors import NobodyCarries, NotSent
from itc.accounts.models import User
from itc.accounts.sms import gateway
from itc.notices.errors import Unreachable
from itc.notices.models import Channel
from itc.notices.queries import NOBODY, line_address
from itc.web.posting import NotTaken, post_json

MOST_SMS = 160
"""Letters of an SMS besides its link: Thai ones go out in parts of 67."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What a notice says outside of the site; `link` leads to the page, `token` is the same at every try."""

    title: str
    words: str
    link: str
    token: str


class Carrier(Protocol):
    """Carries a letter to a person."""

    def __call__(self, letter: Letter, person: User) -> None:
        """Hand it over. Raises Unreachable; anything else is tried again."""


def by_mail(letter: Letter, person: User) -> None:
    """Send it to her confirmed e-mail."""
    if not (person.email and person.email_confirmed_at):
        raise Unreachable("no e-mail")
    text = f"{letter.words}\n\n{letter.link}\n"
    send_mail(f"OpenITC: {letter.title}", text, None, [person.email])


def by_sms(letter: Letter, person: User) -> None:
    """Send it to her confirmed phone, its words cut where they are long."""
    if not (person.phone and person.phone_confirmed_at):
        raise Unreachable("no phone")
    gateway().send(number=person.phone, text=f"OpenITC: {letter.words[:MOST_SMS]} {letter.link}")


def by_line(letter: Letter, person: User) -> None:
    """Push it by LINE's Messaging API, which takes one token once.

    Source: https://developers.line.biz/en/reference/messaging-api/#send-push-message
    """
    to = line_address(person)
    if to is None:
        raise Unreachable("no LINE")
    text = f"{letter.title}\n{letter.words}\n{letter.link}"
    body = {"to": to, "messages": [{"type": "text", "text": text[:5000]}]}
    headers = {"X-Line-Retry-Key": letter.token}
    try:
        post_json(settings.LINE_PUSH_URL, key=settings.LINE_TOKEN, body=body, headers=headers)
    except NotTaken as error:
        if error.status != HTTPStatus.CONFLICT:  # it has this token already: an earlier try got through
            raise


CARRIERS: dict[str, Carrier] = {Channel.EMAIL: by_mail, Channel.SMS: by_sms, Channel.LINE: by_line}


def carry(channel: str, letter: Letter, person: User) -> None:
    """Hand a letter over by a channel. Raises Unreachable where no further try helps."""
    try:
        CARRIERS[channel](letter, person)
    except NobodyCarries as refusal:
        raise Unreachable(NOBODY) from refusal
    except (NotTaken, NotSent, SMTPRecipientsRefused) as error:
        if _is_final(error):
            raise Unreachable(type(error).__name__) from error
        raise


def _is_final(error: Exception) -> bool:
    """Return whether a service understood and refused, so that it will refuse the same again."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _words in error.recipients.values())
    cause = error if isinstance(error, NotTaken) else error.__cause__
    return isinstance(cause, NotTaken) and cause.final
