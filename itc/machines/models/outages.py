"""When something cannot be had: an outage, a closure, leave; and what became of the steps on it."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from itc.cases.models import Step
from itc.db.constraints import all_or_none
from itc.machines.rules.periods import period
from itc.resources.models import Booking, Resource

PERSON = settings.AUTH_USER_MODEL


class OutageQuerySet(models.QuerySet["Outage"]):
    """Outages by their state."""

    def standing(self, now: dt.datetime) -> "OutageQuerySet":
        """Return those that run or come: not ended, not over."""
        return self.filter(ended_at=None, ends_at__gt=now)


class Outage(models.Model):
    """A machine or room that cannot be used, or a person on leave, from when to when, as somebody said it.

    Its booking keeps the calendar: there alone it is read by plans. This row says why, and what it cost.
    """

    class Why(models.TextChoices):
        """Why it cannot be had."""

        BREAKDOWN = "breakdown", _("it is broken")
        SERVICE = "service", _("it is being serviced")
        LEAVE = "leave", _("leave")
        OTHER = "other", _("another reason")

    resource = models.ForeignKey(
        Resource, on_delete=models.PROTECT, related_name="outages", verbose_name=_("resource")
    )
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    is_guess = models.BooleanField(_("until when is a guess"), default=False)
    why = models.CharField(_("why"), max_length=10, choices=Why.choices)
    words = models.CharField(_("in words"), max_length=300, blank=True)
    booking = models.OneToOneField(
        Booking, on_delete=models.PROTECT, related_name="outage", verbose_name=_("booking")
    )
    reported_at = models.DateTimeField(_("reported"))
    reported_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, related_name="+", verbose_name=_("reported by")
    )
    ended_at = models.DateTimeField(_("ended early, or taken back"), null=True, blank=True)
    ended_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ended by")
    )

    objects = OutageQuerySet.as_manager()

    class Meta:
        verbose_name = _("outage or leave")
        verbose_name_plural = _("outages and leave")
        indexes = [models.Index(fields=["resource", "ends_at"], name="outage_resource_end")]
        constraints = [
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="outage_runs_forward"),
            models.CheckConstraint(condition=all_or_none("ended_at", "ended_by"), name="outage_end_is_whole"),
        ]

    def __str__(self) -> str:
        return f"{self.resource_id} {self.starts_at:%Y-%m-%d %H:%M}"

    def state(self, now: dt.datetime) -> str:
        """Return `coming`, `running` or `over`; what was taken back before it began is `taken-back`."""
        if self.ended_at is not None:
            return "taken-back" if self.ended_at < self.starts_at else "over"
        return "over" if self.ends_at <= now else "running" if self.starts_at <= now else "coming"

    @property
    def period(self) -> str:
        """From when to when, in the language of the page."""
        return period(self.starts_at, self.ends_at, language=get_language() or "th")

    @property
    def about(self) -> str:
        """Why, as a short word for notices: of a person, leave is all that is said."""
        return "leave" if self.resource.kind == Resource.Kind.PERSON else self.why


class Fallen(models.Model):
    """A step that fell with an outage, or waited for one that did: where it was, and where it is now."""

    class Became(models.TextChoices):
        """What became of it."""

        MOVED = "moved", _("has a new time")
        ALONG = "along", _("moved along")
        BY_HAND = "by-hand", _("to be placed by hand")

    outage = models.ForeignKey(
        Outage, on_delete=models.PROTECT, related_name="fallen", verbose_name=_("outage or leave")
    )
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="+", verbose_name=_("step"))
    at = models.DateTimeField(_("when"))
    became = models.CharField(_("what became of it"), max_length=10, choices=Became.choices)
    was_from = models.DateTimeField(_("was from"))
    was_to = models.DateTimeField(_("was until"))
    is_from = models.DateTimeField(_("is from"), null=True, blank=True)
    is_to = models.DateTimeField(_("is until"), null=True, blank=True)
    instead = models.ForeignKey(
        Resource, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("on what instead"),
    )  # fmt: skip
    why = models.JSONField(_("why it has no new time"), default=list)

    class Meta:
        verbose_name = _("step that fell")
        verbose_name_plural = _("steps that fell")
        ordering = ("was_from", "pk")
        constraints = [
            models.UniqueConstraint(fields=["outage", "step", "at"], name="fallen_once_at_a_time"),
            models.CheckConstraint(
                condition=all_or_none("is_from", "is_to") & (Q(became="by-hand") ^ Q(is_from__isnull=False)),
                name="fallen_has_a_new_time_or_none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outage_id} {self.step_id}"
