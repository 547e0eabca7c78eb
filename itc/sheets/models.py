"""What was uploaded and not yet written, and what an upload changed, so that it can be undone."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from itc.db.constraints import all_or_none

PERSON = settings.AUTH_USER_MODEL
FIRMS = "firms"
"""What an upload is of where it is no table of reference knowledge."""


class UploadQuerySet(models.QuerySet["Upload"]):
    """Uploads by their state."""

    def waiting(self) -> "UploadQuerySet":
        """Return those that are looked at still."""
        return self.filter(applied_at=None)

    def standing(self) -> "UploadQuerySet":
        """Return those that were written and not undone, the latest first."""
        return self.filter(applied_at__isnull=False, undone_at=None).order_by("-applied_at", "-pk")


class Upload(models.Model):
    """A sheet somebody uploaded: looked at, then written as a whole, then perhaps undone.

    `table` is the file it is of, or FIRMS. `sheet` holds its cells until it is written or forgotten
    (`itc.sheets.books.keeping`). `rows` are those it touched: of a table before and after, as
    `itc.db.tables.changing` keeps them; of firms the keys of each firm and its person.
    """

    table = models.CharField(_("table"), max_length=60, db_index=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    uploaded_at = models.DateTimeField(_("uploaded"), db_index=True)
    removes = models.BooleanField(_("removes what it lacks"), default=False)
    sheet = models.JSONField(_("cells"), default=dict, blank=True)
    applied_at = models.DateTimeField(_("written"), null=True, blank=True)
    counts = models.JSONField(_("how many rows"), default=dict, blank=True)
    rows = models.JSONField(_("rows before and after"), default=list, blank=True)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("undone by")
    )

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        constraints = [
            models.CheckConstraint(
                condition=all_or_none("undone_at", "undone_by"), name="upload_undoing_is_whole"
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(undone_at__gte=F("applied_at")), name="upload_undone_after"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.pk}"
