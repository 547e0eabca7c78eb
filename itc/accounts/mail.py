"""Mail where no server carries it: kept for the page of the demo to show, never printed."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from itc.accounts.actions import keep_message
from itc.accounts.errors import NobodyCarries
from itc.web.client import digest_of


class KeepingBackend(BaseEmailBackend):
    """Sends nothing and keeps the text, under a digest of each address."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the messages; return how many. Refuses: NobodyCarries, on a public site."""
        if not settings.KEEP_MESSAGES:
            raise NobodyCarries
        for message in email_messages:
            for address in message.recipients():
                keep_message(to=digest_of(address.lower()), text=str(message.body), now=timezone.now())
        return len(email_messages)
