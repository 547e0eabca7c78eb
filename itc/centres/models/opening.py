"""A centre that is being opened, and what it can be copied from."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from itc.accounts.models import User
from itc.db.bilingual import Bilingual
from itc.db.constraints import all_or_none
from itc.db.fields import TextList
from itc.db.models import Reference
from itc.network.models import Centre, Coverage, Post, may_administer

PERSON = settings.AUTH_USER_MODEL


class CentreTemplate(Reference):
    """A sort of centre to begin from: some of the kinds of machines of a centre that is there."""

    code = models.CharField(_("code"), primary_key=True, max_length=40)
    name_th = models.CharField(_("Thai name"), max_length=120)
    name_en = models.CharField(_("English name"), max_length=120)
    about_th = models.TextField(_("in a sentence, in Thai"), blank=True)
    about_en = models.TextField(_("in a sentence, in English"), blank=True)
    centre = models.ForeignKey(
        Centre, on_delete=models.PROTECT, related_name="+", verbose_name=_("copied from")
    )
    machine_kinds = TextList(_("kinds of machines"))

    name = Bilingual("name")
    about = Bilingual("about")

    class Meta:
        verbose_name = _("template of a centre")
        verbose_name_plural = _("templates of centres")

    def __str__(self) -> str:
        return self.code


class OpeningQuerySet(models.QuerySet["Opening"]):
    """Openings by their state, and by who may go on with them."""

    def under_way(self) -> "OpeningQuerySet":
        """Return those neither over nor cancelled."""
        return self.filter(opened_at=None, cancelled_at=None)

    def settled(self) -> "OpeningQuerySet":
        """Return those under way whose day is settled."""
        return self.under_way().filter(settled_at__isnull=False)

    def due(self, on: dt.date) -> "OpeningQuerySet":
        """Return those whose day has come."""
        return self.settled().filter(centre__opens_on__lte=on)

    def visible_to(self, person: User, *, on: dt.date) -> "OpeningQuerySet":
        """Return those of a person: officers of the new centre and of its parent, and administrators."""
        if may_administer(person):
            return self.all()
        hers = Post.objects.on(on).filter(person=person, role=Post.Role.OFFICER, centre__isnull=False)
        codes = hers.values("centre")
        return self.filter(Q(centre__in=codes) | Q(centre__parent__in=codes))


class Opening(models.Model):
    """The way of a centre from a draft to its first day: begun, its day settled, then opened or cancelled.

    While its day is settled, `ends` is the coverage that stops the day before, `ended_before` the last day it
    had until then, and `starts` the coverage that follows it.
    """

    centre = models.OneToOneField(
        Centre, on_delete=models.PROTECT, related_name="opening", verbose_name=_("centre")
    )
    begun_at = models.DateTimeField(_("begun"))
    begun_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, related_name="+", verbose_name=_("begun by")
    )
    wished_on = models.DateField(_("day wished for"), null=True, blank=True)
    settled_at = models.DateTimeField(_("day settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("day settled by"),
    )  # fmt: skip
    ends = models.ForeignKey(
        Coverage, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("coverage that ends"),
    )  # fmt: skip
    ended_before = models.DateField(_("its last day before"), null=True, blank=True)
    starts = models.ForeignKey(
        Coverage, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("coverage that starts"),
    )  # fmt: skip
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    cancelled_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("cancelled by"),
    )  # fmt: skip

    objects = OpeningQuerySet.as_manager()

    class Meta:
        verbose_name = _("opening of a centre")
        verbose_name_plural = _("openings of centres")
        constraints = [
            models.CheckConstraint(
                condition=all_or_none("settled_at", "settled_by"), name="opening_day_is_settled_whole"
            ),
            models.CheckConstraint(
                condition=all_or_none("cancelled_at", "cancelled_by"), name="opening_is_cancelled_whole"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None) | Q(opened_at=None, settled_at=None),
                name="a_cancelled_opening_has_no_day",
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None) | Q(settled_at__isnull=False), name="what_opened_had_its_day"
            ),
        ]

    def __str__(self) -> str:
        return self.centre_id

    @property
    def state(self) -> str:
        """Return draft, settled, opened or cancelled."""
        if self.cancelled_at:
            return "cancelled"
        if self.opened_at:
            return "opened"
        return "settled" if self.settled_at else "draft"
