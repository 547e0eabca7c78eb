"""The record of who did what: rows are only ever added."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class AppendOnlyQuerySet(models.QuerySet["Event"]):
    """Refuses to change or remove events, so that no ordinary path of the app can."""

    def update(self, **_values: Any) -> int:
        """Refuse: events are never changed."""
        raise TypeError("audit events are append-only")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse: events are never removed."""
        raise TypeError("audit events are append-only")


class Event(models.Model):
    """Something done: verb, by whom, on what. No foreign keys, so that nothing is blocked from deletion."""

    happened_at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)
    verb = models.CharField(_("what"), max_length=60)
    by_id = models.BigIntegerField(_("by"), null=True, help_text=_("empty: the system itself"))
    on_kind = models.CharField(_("on what kind of thing"), max_length=60, blank=True)
    on_key = models.CharField(_("on which"), max_length=120, blank=True)
    details = models.JSONField(_("details"), default=dict)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [models.Index(fields=["on_kind", "on_key"], name="event_on")]

    def __str__(self) -> str:
        return f"{self.verb} {self.on_kind} {self.on_key}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the event; refuse to change one."""
        if self.pk is not None:
            raise TypeError("audit events are append-only")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse: events are never removed."""
        raise TypeError("audit events are append-only")
