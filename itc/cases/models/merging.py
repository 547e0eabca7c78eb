"""That a case was the same as another, and goes on as that."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from itc.cases.models.cases import Case

PERSON = settings.AUTH_USER_MODEL


class MergeQuerySet(models.QuerySet["Merge"]):
    """Merges by their state."""

    def standing(self) -> "MergeQuerySet":
        """Return those not undone."""
        return self.filter(undone_at=None)


class Merge(models.Model):
    """A case that was closed as a duplicate of another, and what followed it there."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="merged", verbose_name=_("case"))
    into = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="merged_here", verbose_name=_("goes on as")
    )
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    messages = models.JSONField(_("messages that followed"), default=list)
    files = models.JSONField(_("files that followed, and the step each was of"), default=list)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merged case")
        verbose_name_plural = _("merged cases")
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(undone_at=None), name="merge_once_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(case=F("into")), name="merge_goes_elsewhere"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.into_id}"
