"""A case's visits to the five stages: from when to when it is at work in each."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from itc.cases.models.cases import Case
from itc.catalogue.models import Stage

PERSON = settings.AUTH_USER_MODEL


class VisitQuerySet(models.QuerySet["Visit"]):
    """Visits by their state."""

    def open(self) -> "VisitQuerySet":
        """Return those not closed."""
        return self.filter(closed_at=None)


class Visit(models.Model):
    """The time a case is at work in a stage; closing it is the gate to what waits for its steps."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="visits", verbose_name=_("case"))
    stage = models.CharField(_("stage"), max_length=20, choices=Stage.choices)
    opened_at = models.DateTimeField(_("open since"))
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("closed by"), help_text=_("empty: the system itself"),
    )  # fmt: skip

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit to a stage")
        verbose_name_plural = _("visits to stages")
        ordering = ("opened_at", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "stage"], condition=Q(closed_at=None), name="visit_one_open_per_stage"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("opened_at")), name="visit_runs_forward"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=False) | Q(closed_by=None),
                name="visit_is_closed_by_somebody_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.stage}"
