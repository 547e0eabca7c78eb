"""Time that is held: bookings of resources, orders at lab counters."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from itc.db.constraints import NoOverlap, all_or_none
from itc.db.models import Touched, TouchedQuerySet
from itc.resources.models.providers import Counter, Resource


class BookingQuerySet(TouchedQuerySet["Booking"]):
    """Bookings that hold time."""

    def live(self) -> "BookingQuerySet":
        """Return those not released."""
        return self.filter(released_at=None)

    def within(self, start: dt.datetime, end: dt.datetime) -> "BookingQuerySet":
        """Return those that hold any time between two aware moments."""
        return self.filter(held_from__lt=end, held_to__gt=start)

    def absences(self) -> "BookingQuerySet":
        """Return outages, closures and leave."""
        return self.filter(purpose=Booking.ABSENCE)


class Booking(Touched):
    """Holds a resource from set-up to the end of cleaning; the price counts the use only.

    No two live bookings of a resource overlap on `held`: the database refuses, whatever path the write takes.
    An absence (a machine that is out of order, a person on leave) is a booking that nobody works in.
    """

    ABSENCE, SAMPLE = "absence", "sample"
    """Purposes that rules ask for."""

    resource = models.ForeignKey(
        Resource, on_delete=models.PROTECT, related_name="bookings", verbose_name=_("resource")
    )
    held_from = models.DateTimeField(_("held from"))
    held_to = models.DateTimeField(_("held until"))
    use_from = models.DateTimeField(_("used from"))
    use_to = models.DateTimeField(_("used until"))
    purpose = models.CharField(_("purpose"), max_length=40)
    is_sample = models.BooleanField(_("sample"), default=False)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    released_at = models.DateTimeField(_("released"), null=True, blank=True)
    released_why = models.CharField(_("why released"), max_length=200, null=True, blank=True)

    objects = BookingQuerySet.as_manager()  # type: ignore[misc]  # richer than the abstract row's

    class Meta:
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")
        indexes = [models.Index(fields=["resource", "held_to"], name="booking_resource_end")]
        constraints = [
            NoOverlap(
                name="booking_no_overlap",
                keys=("resource",),
                start="held_from",
                end="held_to",
                condition=Q(released_at=None),
                violation_error_message=_("Somebody else holds this at that time."),
            ),
            models.CheckConstraint(
                condition=Q(held_from__lt=F("held_to")),
                name="booking_runs_forward",
                violation_error_message=_("It ends before it begins: mend one of the two."),
            ),
            models.CheckConstraint(
                condition=Q(held_from__lte=F("use_from"), use_from__lt=F("use_to"), use_to__lte=F("held_to")),
                name="booking_use_lies_in_held",
                violation_error_message=_("The use lies within the time that is held: mend the hours."),
            ),
            models.CheckConstraint(
                condition=all_or_none("released_at", "released_why"),
                name="booking_release_is_whole",
                violation_error_message=_("What is released says when and why."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource_id} {self.held_from:%Y-%m-%d %H:%M}"

    @property
    def is_absence(self) -> bool:
        """Whether nobody works in it."""
        return self.purpose == self.ABSENCE


class LabOrder(Touched):
    """An order at a lab's counter: dropped off on a day, counted against the week's capacity under a lock."""

    counter = models.ForeignKey(
        Counter, on_delete=models.PROTECT, related_name="orders", verbose_name=_("lab counter")
    )
    drop_off_on = models.DateField(_("drop-off"))
    is_sample = models.BooleanField(_("sample"), default=False)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    released_at = models.DateTimeField(_("released"), null=True, blank=True)

    class Meta:
        verbose_name = _("lab order")
        verbose_name_plural = _("lab orders")
        indexes = [models.Index(fields=["counter", "drop_off_on"], name="lab_order_day")]

    def __str__(self) -> str:
        return f"{self.counter_id} {self.drop_off_on}"
