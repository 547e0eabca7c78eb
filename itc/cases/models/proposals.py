"""Another time that a provider proposes for one it said no to."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from itc.cases.models.steps import Slot
from itc.db.constraints import all_or_none

PERSON = settings.AUTH_USER_MODEL


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Proposals by their state."""

    def open(self) -> "ProposalQuerySet":
        """Return those that can still be taken: of a time missed and not made good, in an open case."""
        missing = {"slot__step__misses__made_good_at": None, "slot__step__misses__isnull": False}
        return self.filter(
            taken_at=None, slot__step__case__closure=None, slot__step__dropped_at=None, **missing
        ).distinct()


class Proposal(models.Model):
    """A time of the unit of a slot that was said no to, which its firm may take with one press."""

    slot = models.ForeignKey(
        Slot, on_delete=models.PROTECT, related_name="proposals", verbose_name=_("instead of")
    )
    since = models.DateField(_("first free from"))
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    made_at = models.DateTimeField(_("made"))
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    taken_at = models.DateTimeField(_("taken"), null=True, blank=True)
    taken_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("taken by")
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("time proposed")
        verbose_name_plural = _("times proposed")
        ordering = ("starts_at", "pk")
        constraints = [
            models.UniqueConstraint(fields=["slot", "starts_at"], name="proposal_once_a_time"),
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="proposal_runs_forward"),
            models.CheckConstraint(
                condition=all_or_none("taken_at", "taken_by"), name="proposal_taking_is_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slot_id} {self.starts_at:%Y-%m-%d %H:%M}"
