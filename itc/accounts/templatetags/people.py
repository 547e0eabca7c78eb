"""Tags of people's pages: what the demo would have sent, and phones as people write them."""

import re
from urllib.parse import urlencode

from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from django import template
from django.conf import settings
from django.template import Context
from django.urls import reverse
from django.utils import timezone

from itc.accounts.queries import kept_message
from itc.web.client import digest_of

register = template.Library()


@register.simple_tag
def demo_message(contact: str | None) -> str:
    """Return what would have gone to an e-mail or a phone, empty where somebody carries such messages."""
    carried = settings.SMTP if "@" in (contact or "") else settings.SMS_URL
    if not contact or carried or not settings.KEEP_MESSAGES:
        return ""
    return kept_message(digest_of(contact), now=timezone.now())


@register.simple_tag(takes_context=True)
def sign_up_again(context: Context) -> str:
    """Return the way to sign up anew, which leads on to where she wanted to be as the first one did."""
    begun = context["request"].session.get(LOGIN_SESSION_KEY) or {}
    wanted = begun.get("redirect_url")
    return reverse("account_signup") + (f"?{urlencode({'next': wanted})}" if wanted else "")


@register.filter
def local_phone(contact: str | None) -> str:
    """Return `081 234 5678` for `+66812345678`; anything else as it is."""
    found = re.fullmatch(r"\+66(\d{1,2})(\d{3})(\d{4})", contact or "")
    return f"0{found[1]} {found[2]} {found[3]}" if found else contact or ""


@register.filter
def spaced(text: str) -> str:
    """Return a text in groups of four, which are easier to copy by hand."""
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


@register.filter
def called(provider: str) -> str:
    """Return a provider's name as it writes it itself."""
    return {"Line": "LINE"}.get(provider, provider)
