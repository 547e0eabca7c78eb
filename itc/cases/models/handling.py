"""Which officer has a case in hand, and which centre handed it to which."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from itc.cases.models.cases import Case
from itc.network.models import Centre

PERSON = settings.AUTH_USER_MODEL


class HandlingQuerySet(models.QuerySet["Handling"]):
    """Handlings by their state."""

    def live(self) -> "HandlingQuerySet":
        """Return those not handed on."""
        return self.filter(ended_at=None)


class Handling(models.Model):
    """The time an officer has a case in hand; any officer of the lead centre may act on it nevertheless."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="handlings", verbose_name=_("case"))
    officer = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, related_name="+", verbose_name=_("in hand of")
    )
    at = models.DateTimeField(_("since"))
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name=_("given by"))
    ended_at = models.DateTimeField(_("until"), null=True, blank=True)

    objects = HandlingQuerySet.as_manager()

    class Meta:
        verbose_name = _("case in hand")
        verbose_name_plural = _("cases in hand")
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at=None), name="handling_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("at")), name="handling_runs_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.officer_id}"


class HandOver(models.Model):
    """That a case went from one lead centre to another; its last row says where it came from."""

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="hand_overs", verbose_name=_("case")
    )
    from_centre = models.ForeignKey(
        Centre, on_delete=models.PROTECT, related_name="+", verbose_name=_("from centre")
    )
    to_centre = models.ForeignKey(
        Centre, on_delete=models.PROTECT, related_name="+", verbose_name=_("to centre")
    )
    words = models.CharField(_("why"), max_length=500, blank=True)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))

    class Meta:
        verbose_name = _("case handed over")
        verbose_name_plural = _("cases handed over")
        ordering = ("at", "pk")
        constraints = [
            models.CheckConstraint(condition=~Q(from_centre=F("to_centre")), name="hand_over_goes_elsewhere"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.from_centre_id} {self.to_centre_id}"
