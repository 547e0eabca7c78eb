"""Abstract rows shared by the apps; making this an app lets it prepare PostgreSQL before the first table."""

import datetime as dt
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """How far a row of reference knowledge may be trusted."""

    CONFIRMED = "confirmed", _("confirmed")
    SAMPLE = "sample", _("sample")


Row = TypeVar("Row", bound=models.Model, covariant=True)


class TouchedQuerySet(models.QuerySet[Row]):
    """Rows that know when they were last changed, also by `update` and `bulk_update`."""

    def update(self, **values: Any) -> int:
        """Change the rows and their `changed_at`; return how many."""
        return super().update(**{"changed_at": timezone.now()} | values)

    update.alters_data = True  # type: ignore[attr-defined]  # as Django marks its own, for templates


class DatedQuerySet(TouchedQuerySet[Row]):
    """Rows that hold from a day to a day, or without end: `valid_from`, `valid_to`."""

    def on(self, day: dt.date) -> Self:
        """Return the rows in force on a day."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


class Touched(models.Model):
    """A row whose latest change is seen by `itc.db.fingerprint`, whatever path of the ORM it took."""

    changed_at = models.DateTimeField(_("last changed"), auto_now=True, db_index=True)

    objects = TouchedQuerySet.as_manager()

    class Meta:
        abstract = True


class Reference(Touched):
    """A row of reference knowledge: loaded from a table, with its source, and editable in the app.

    `loaded_digest` is the digest of the values last loaded from a file: where the row's present values have
    another digest, somebody edited it in the app and a reload leaves it alone (see `itc.db.tables`).
    """

    source = models.TextField(_("source"))
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.SAMPLE)
    loaded_digest = models.CharField(
        _("digest of what was loaded"), max_length=64, default="", editable=False
    )

    class Meta(Touched.Meta):
        abstract = True
