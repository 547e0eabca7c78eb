"""The record only grows."""

import pytest

from itc.accounts.models import User
from itc.audit.actions import record
from itc.audit.models import Event

pytestmark = pytest.mark.django_db


def test_an_event_says_who_did_what_to_what(stranger: User) -> None:
    event = record("person.renamed", by=stranger, on=stranger, field="name")
    assert (event.by_id, event.on_kind, event.on_key) == (stranger.pk, "accounts.user", str(stranger.pk))
    assert event.details == {"field": "name"}


def test_the_system_itself_is_nobody() -> None:
    assert record("tables.loaded", by=None).by_id is None


def test_an_event_outlives_what_it_is_about(stranger: User) -> None:
    record("person.left", by=None, on=stranger)
    stranger.delete()
    assert Event.objects.count() == 1


@pytest.mark.parametrize("attempt", ["save", "delete", "update", "bulk delete"])
def test_an_event_is_never_changed_or_removed(attempt: str) -> None:
    event = record("x", by=None)
    with pytest.raises(TypeError, match="append-only"):
        {
            "save": event.save,
            "delete": event.delete,
            "update": lambda: Event.objects.update(verb="y"),
            "bulk delete": lambda: Event.objects.all().delete(),
        }[attempt]()
