"""Days on which the network or a centre is closed, and hours that change from a day on."""

import datetime as dt
from collections.abc import Iterator

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from itc.db.bilingual import Bilingual
from itc.db.models import Reference, Touched, TouchedQuerySet
from itc.network.models import Centre
from itc.resources.models.providers import Resource, validate_hours


class Holiday(Reference):
    """A public holiday; the cabinet moves days late, so this is our own table, with its source."""

    date = models.DateField(_("day"), primary_key=True)
    name_th = models.CharField(_("Thai name"), max_length=120)
    name_en = models.CharField(_("English name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=20)
    note = models.TextField(_("note"), blank=True)

    name = Bilingual("name")

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")

    def __str__(self) -> str:
        return f"{self.date} {self.name}"


class ClosingQuerySet(TouchedQuerySet["Closing"]):
    """Closings by their days."""

    def after(self, day: dt.date) -> "ClosingQuerySet":
        """Return those that are not over before a day."""
        return self.filter(last_day__gte=day)


class Closing(Touched):
    """Days on which a centre is closed beside the holidays, and with it its units, rooms and people."""

    centre = models.ForeignKey(
        Centre, on_delete=models.PROTECT, related_name="closings", verbose_name=_("centre")
    )
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    name_th = models.CharField(_("Thai name"), max_length=120)
    name_en = models.CharField(_("English name"), max_length=120)

    name = Bilingual("name")

    objects = ClosingQuerySet.as_manager()  # type: ignore[misc]  # richer than the abstract row's

    class Meta:
        verbose_name = _("closed day")
        verbose_name_plural = _("closed days")
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="closing_runs_forward",
                violation_error_message=_("The last day comes before the first: mend one of the two."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.first_day}"

    @property
    def days(self) -> Iterator[dt.date]:
        """Every day of it."""
        for number in range((self.last_day - self.first_day).days + 1):
            yield self.first_day + dt.timedelta(days=number)


class OpenHours(Touched):
    """Weekly hours from a day on: of the doors of a centre, or those that a resource will have.

    What a resource has on the day it is asked stands in `Resource.hours`; a row here whose day has come is
    moved there by a job of every night, and counts until then.
    """

    centre = models.ForeignKey(
        Centre, on_delete=models.PROTECT, null=True, related_name="open_hours", verbose_name=_("centre")
    )
    resource = models.ForeignKey(
        Resource, on_delete=models.CASCADE, null=True, related_name="open_hours", verbose_name=_("resource")
    )
    hours = models.CharField(_("opening hours"), max_length=200, blank=True, validators=[validate_hours])
    valid_from = models.DateField(_("from"))

    class Meta:
        verbose_name = _("hours from a day on")
        verbose_name_plural = _("hours from a day on")
        constraints = [
            models.CheckConstraint(
                condition=Q(centre=None) ^ Q(resource=None), name="open_hours_are_of_one_thing"
            ),
            models.UniqueConstraint(fields=["centre", "valid_from"], name="hours_of_a_centre_once_a_day"),
            models.UniqueConstraint(fields=["resource", "valid_from"], name="hours_of_a_resource_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.centre_id or self.resource_id} {self.valid_from}"
