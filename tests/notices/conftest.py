"""Kinds of notices that only tests tell, and a stand-in for LINE."""

from collections.abc import Iterator

import pytest
from django.conf import LazySettings

from itc.notices import registry
from itc.notices.registry import Told
from tests.accounts.gateway import StandIn, serving

URGENT = Told(
    "test.urgent", "Broken", lambda told: f"{told['of']} is broken", lambda _told: "/cases", urgent=True
)
NEWS = Told("test.news", "News", lambda told: f"News of {told['of']}", lambda _told: "/cases")


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    known = registry._told | {each.kind: each for each in (URGENT, NEWS)}
    monkeypatch.setattr(registry, "_told", known)


@pytest.fixture
def line(settings: LazySettings) -> Iterator[StandIn]:
    """LINE's Messaging API, played by a server here."""
    with serving() as found:
        settings.LINE_PUSH_URL, settings.LINE_TOKEN = found.url, "line-key"
        yield found


@pytest.fixture
def sms(settings: LazySettings) -> Iterator[StandIn]:
    """An SMS gateway, played by a server here."""
    with serving() as found:
        settings.SMS_URL, settings.SMS_KEY = found.url, "sms-key"
        yield found
