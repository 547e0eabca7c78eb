"""Abstract rows shared by the apps; making this an app lets it prepare PostgreSQL before the first table."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """How far a row of reference knowledge may be trusted."""

    CONFIRMED = "confirmed", _("confirmed")
    SAMPLE = "sample", _("sample")


class Reference(models.Model):
    """A row of reference knowledge: loaded from a table, with its source, and editable in the app.

    `loaded_digest` is the digest of the values last loaded from a file: where the row's present values have
    another digest, somebody edited it in the app and a reload leaves it alone (see `itc.db.tables`).
    """

    source = models.TextField(_("source"))
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.SAMPLE)
    loaded_digest = models.CharField(max_length=64, default="", editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
