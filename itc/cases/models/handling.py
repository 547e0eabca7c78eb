"""Which officer has a case in hand, and which centre handed it to which."""

import datetime as dt

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


class LeaveQuerySet(models.QuerySet["Leave"]):
    """Leaves by their days."""

    def between(self, first: dt.date, last: dt.date) -> "LeaveQuerySet":
        """Return those, not called off, that have a day in a span of days."""
        return self.filter(ended_at=None, first_day__lte=last, last_day__gte=first)


class Leave(models.Model):
    """Days on which an officer is away, and the colleague who stands in for her, if any."""

    person = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, related_name="leaves", verbose_name=_("person")
    )
    deputy = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("deputy")
    )
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    made_at = models.DateTimeField(_("made"))
    ended_at = models.DateTimeField(_("called off"), null=True, blank=True)

    objects = LeaveQuerySet.as_manager()

    class Meta:
        verbose_name = _("leave of an officer")
        verbose_name_plural = _("leaves of officers")
        ordering = ("first_day", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="officers_leave_runs_forward"
            ),
            models.CheckConstraint(
                condition=Q(deputy=None) | ~Q(deputy=F("person")), name="officers_leave_has_another_deputy"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.first_day}"
