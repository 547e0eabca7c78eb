"""Who carries an SMS: a gateway over HTTP; where none is set, nobody, and the demo shows it on the page."""

import logging
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils import timezone

from itc.accounts.actions import keep_message
from itc.accounts.errors import NobodyCarries, NotSent
from itc.web.client import digest_of
from itc.web.posting import SECONDS, NotTaken, post_json

LOG = logging.getLogger(__name__)


class Gateway(Protocol):
    """Carries a short text to a phone."""

    def send(self, *, number: str, text: str) -> None:
        """Hand the text over, to a number like +66812345678. Refuses: NotSent."""


@dataclass(frozen=True)
class HttpGateway:
    """Posts `{"to", "text"}` as JSON to an address, with the key as bearer; any 2xx means: taken over."""

    url: str
    key: str
    seconds: float = SECONDS

    def send(self, *, number: str, text: str) -> None:
        """Post the text once, without a second try: two codes confuse. Refuses: NotSent."""
        try:
            post_json(self.url, key=self.key, body={"to": number, "text": text}, seconds=self.seconds)
        except NotTaken as error:
            LOG.error("SMS gateway: %s", error)
            raise NotSent from error


@dataclass(frozen=True)
class KeepingGateway:
    """Sends nothing, keeps the text for some minutes; refuses where the public could rely on it."""

    def send(self, *, number: str, text: str) -> None:
        """Keep the text for the page to show. Refuses: NobodyCarries, on a public site."""
        if not settings.KEEP_MESSAGES:
            raise NobodyCarries
        keep_message(to=digest_of(number), text=text, now=timezone.now())


def gateway() -> Gateway:
    """Return who carries our SMS."""
    return HttpGateway(settings.SMS_URL, settings.SMS_KEY) if settings.SMS_URL else KeepingGateway()
