"""The steps of a case, and what is held or foreseen for each."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from itc.cases.models.cases import Case
from itc.catalogue.models import Operation, Stage
from itc.db.bilingual import Bilingual
from itc.db.constraints import all_or_none
from itc.db.models import Touched, TouchedQuerySet
from itc.lib import thai
from itc.network.models import Centre, Post
from itc.resources.models import Booking, Counter, LabOrder, Resource

if TYPE_CHECKING:
    from itc.accounts.models import User

PERSON = settings.AUTH_USER_MODEL
SAID_NO = "said no"
"""Why a slot ended that its provider said no to."""
NO_ANSWER = "no answer"
"""Why one ended that its provider did not answer in time."""
NOT_GIVEN = (SAID_NO, NO_ANSWER)
SEEN_AFTER = dt.timedelta(days=30)
"""Who served a step sees it for so long after it ended."""


class StepQuerySet(TouchedQuerySet["Step"]):
    """Steps, by who serves them."""

    def update(self, **values: Any) -> int:
        """Change the steps, each one revision further; return how many. `bulk_update` comes by here too."""
        return super().update(**{"revision": F("revision") + 1} | values)

    update.alters_data = True  # type: ignore[attr-defined]  # as Django marks its own, for templates

    def kept(self) -> "StepQuerySet":
        """Return those not dropped."""
        return self.filter(dropped_at=None)

    def served_by(self, user: "User", *, on: dt.date) -> "StepQuerySet":
        """Return the steps that a person in post serves: her centre does them. She sees their minimum.

        Not those her centre has said no to, and none for longer than `SEEN_AFTER` its end.
        """
        centres = Post.objects.on(on).serving().filter(person=user).values("centre")
        slots = Slot.objects.filter(step=OuterRef("pk"))
        given_up = Exists(slots) & ~Exists(slots.live())
        open_now = self.kept().filter(case__closure=None, ends_at__gte=thai.start_of_day(on) - SEEN_AFTER)
        return open_now.filter(~given_up, centre__in=centres)


class Step(Touched):
    """A line of the case's own path, with its dates as planned now."""

    class Certainty(models.TextChoices):
        """How far its dates can be relied on."""

        FIRM = "firm", _("held")
        FORECAST = "forecast", _("forecast")
        EXPECTED = "expected", _("expected")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps", verbose_name=_("case"))
    seq = models.PositiveSmallIntegerField(_("number"))
    after = models.JSONField(_("waits for"), default=list)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage.choices)
    operation = models.ForeignKey(
        Operation, on_delete=models.PROTECT, related_name="+", verbose_name=_("operation")
    )
    name_th = models.CharField(_("Thai name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200)
    booked_as = models.CharField(_("booked as"), max_length=10, choices=Operation.BookedAs.choices)
    presence = models.CharField(_("presence"), max_length=10, choices=Operation.Presence.choices)
    certainty = models.CharField(_("certainty"), max_length=10, choices=Certainty.choices)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    ready_at = models.DateTimeField(_("result"))
    cost_thb = models.DecimalField(
        _("baht"), max_digits=12, decimal_places=2, null=True, blank=True, help_text=_("empty: to be quoted")
    )
    centre = models.ForeignKey(
        Centre, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("centre")
    )
    place_th = models.CharField(_("place in Thai"), max_length=200, blank=True)
    place_en = models.CharField(_("place in English"), max_length=200, blank=True)
    dropped_at = models.DateTimeField(_("dropped"), null=True, blank=True)
    dropped_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("dropped by"),
    )  # fmt: skip

    # Calendars take the newer of two versions by a number that must rise. It is counted where the row is
    # written, so that no action that moves a step can forget it; a clock may stand still or be set back.
    revision = models.PositiveIntegerField(_("times changed"), default=0, editable=False)

    name = Bilingual("name")
    place = Bilingual("place")
    objects = StepQuerySet.as_manager()  # type: ignore[misc]  # richer than the abstract row's

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ("starts_at", "seq")
        constraints = [
            models.UniqueConstraint(fields=["case", "seq"], name="step_once_in_a_case"),
            models.CheckConstraint(
                condition=Q(starts_at__lte=F("ends_at"), ends_at__lte=F("ready_at")), name="step_runs_forward"
            ),
            models.CheckConstraint(
                condition=all_or_none("dropped_at", "dropped_by"), name="step_drop_is_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.seq}"

    def save(self, *, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Save, one revision further than the row is now, whatever this copy of it says."""
        known = not self._state.adding
        if known:
            self.revision = F("revision") + 1
            update_fields = update_fields and {*update_fields, "revision", "changed_at"}
        super().save(update_fields=update_fields, **kwargs)
        if known:
            self.refresh_from_db(fields=["revision"])


class SlotQuerySet(models.QuerySet["Slot"]):
    """Slots by their state."""

    def live(self) -> "SlotQuerySet":
        """Return those not given back."""
        return self.filter(ended_at=None)

    def asked(self) -> "SlotQuerySet":
        """Return those whose provider has yet to answer."""
        return self.live().filter(must_ask=True, answered_at=None)


class Slot(models.Model):
    """Time of a resource, or an order at a counter, for a step: held by a booking or order, else foreseen."""

    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="slots", verbose_name=_("step"))
    resource = models.ForeignKey(
        Resource, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("resource")
    )
    counter = models.ForeignKey(
        Counter, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("lab counter")
    )
    held_from = models.DateTimeField(_("held from"))
    held_to = models.DateTimeField(_("held until"))
    use_from = models.DateTimeField(_("used from"))
    use_to = models.DateTimeField(_("used until"))
    booking = models.OneToOneField(
        Booking, on_delete=models.PROTECT, null=True, related_name="slot", verbose_name=_("booking")
    )
    order = models.OneToOneField(
        LabOrder, on_delete=models.PROTECT, null=True, related_name="slot", verbose_name=_("lab order")
    )
    must_ask = models.BooleanField(_("answered by its provider"), default=False)
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True)
    answer_by = models.DateTimeField(_("to be answered until"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("answered by"),
    )  # fmt: skip
    ended_at = models.DateTimeField(_("given back"), null=True, blank=True)
    ended_why = models.CharField(_("why given back"), max_length=200, null=True, blank=True)

    objects = SlotQuerySet.as_manager()

    class Meta:
        verbose_name = _("slot")
        verbose_name_plural = _("slots")
        ordering = ("held_from", "pk")
        constraints = [
            models.CheckConstraint(condition=Q(resource=None) ^ Q(counter=None), name="slot_is_of_one_thing"),
            models.CheckConstraint(
                condition=Q(booking=None) | Q(resource__isnull=False), name="slot_booking_is_of_a_resource"
            ),
            models.CheckConstraint(
                condition=Q(order=None) | Q(counter__isnull=False), name="slot_order_is_of_a_counter"
            ),
            models.CheckConstraint(
                condition=all_or_none("answered_at", "answered_by"), name="slot_answer_is_whole"
            ),
            models.CheckConstraint(condition=all_or_none("ended_at", "ended_why"), name="slot_end_is_whole"),
        ]

    def __str__(self) -> str:
        return f"{self.step_id} {self.held_from:%Y-%m-%d %H:%M}"

    @property
    def is_held(self) -> bool:
        """Whether its time is hers: booked or ordered, and not given back."""
        return self.ended_at is None and (self.booking_id is not None or self.order_id is not None)


class Miss(models.Model):
    """A time that could not be had: it went to somebody else before it could be held, or was declined."""

    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="misses", verbose_name=_("step"))
    at = models.DateTimeField(_("when"))
    why = models.JSONField(_("why"), default=list)
    made_good_at = models.DateTimeField(_("made good"), null=True, blank=True)

    class Meta:
        verbose_name = _("time missed")
        verbose_name_plural = _("times missed")

    def __str__(self) -> str:
        return f"{self.step_id} {self.at:%Y-%m-%d}"
