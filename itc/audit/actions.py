"""Writing the record."""

from typing import Any

from django.db.models import Model

from itc.audit.models import Event


def record(verb: str, *, by: Model | None, on: Model | None = None, **details: Any) -> Event:
    """Add one event inside the caller's transaction; details are plain JSON without personal data.

    `by` is the person acting, or None for the system; `on` the row acted on.
    """
    return Event.objects.create(
        verb=verb,
        by_id=by.pk if by is not None else None,
        on_kind=on._meta.label_lower if on is not None else "",
        on_key=str(on.pk) if on is not None else "",
        details=details,
    )
