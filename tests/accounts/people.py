"""What tests of people share: signing up and reading the codes that were sent."""

import re
from typing import Any

from django.core import mail
from django.test import Client

from itc.accounts.models import KeptMessage
from itc.web.client import digest_of

PASSWORD = "มะม่วงกวน-2569"
PHONE, EMAIL = "+66898765432", "noi@example.org"


def sign_up(
    client: Client, contact: str, *, name: str = "น้อย", password: str = PASSWORD, page: str = ""
) -> Any:
    """Send the form of the sign-up page."""
    return client.post(f"{page}/sign-up", {"name": name, "contact": contact, "password1": password})


def text_to(contact: str) -> str:
    """Return the latest message to an e-mail or a phone, empty where there is none."""
    if "@" in contact:
        texts = [str(sent.body) for sent in mail.outbox if contact in sent.recipients()]
    else:
        kept = KeptMessage.objects.filter(to=digest_of(contact)).order_by("pk")
        texts = list(kept.values_list("text", flat=True))
    return texts[-1] if texts else ""


def code_to(contact: str) -> str:
    """Return the code in the latest message to an e-mail or a phone."""
    found = re.search(r"\b\d{6}\b", text_to(contact))
    assert found, text_to(contact)
    return found[0]


def confirm(client: Client, contact: str, page: str = "") -> Any:
    """Type the code that was sent to a contact."""
    where = "e-mail" if "@" in contact else "phone"
    return client.post(f"{page}/confirm/{where}", {"code": code_to(contact)})


def signed_in(client: Client) -> str | None:
    """Return the key of who is signed in, None where nobody is."""
    key: str | None = client.session.get("_auth_user_id")
    return key


def prove(client: Client, password: str, page: str = "/me/again") -> Any:
    """Give the password once more."""
    return client.post(page, {"password": password})
