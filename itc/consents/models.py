"""Purposes for which we ask, in the words she agrees to; and who agreed to which, from when to when."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from itc.db.bilingual import Bilingual
from itc.db.constraints import all_or_none
from itc.db.models import DatedQuerySet, Reference
from itc.lib import thai

PERSON = settings.AUTH_USER_MODEL
BY_OFFICER = "by_officer"
"""The purpose that an officer of her centre plans, accepts and changes in her name."""


class Purpose(Reference):
    """What we may do only where a person agrees, in one version of the sentence she agrees to.

    Other words are another row: what somebody agreed to is never rewritten.
    """

    code = models.CharField(_("code"), max_length=20)
    version = models.PositiveSmallIntegerField(_("version"))
    name_th = models.CharField(_("Thai name"), max_length=120)
    name_en = models.CharField(_("English name"), max_length=120)
    words_th = models.TextField(_("what she agrees to, in Thai"))
    words_en = models.TextField(_("what she agrees to, in English"))
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until"), null=True, blank=True)

    name = Bilingual("name")
    words = Bilingual("words")
    objects = DatedQuerySet["Purpose"].as_manager()  # type: ignore[misc]  # richer than the abstract row's

    class Meta:
        verbose_name = _("purpose of consent")
        verbose_name_plural = _("purposes of consent")
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="purpose_version_once"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="purpose_runs_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Consents by their state."""

    def live(self) -> "ConsentQuerySet":
        """Return those not withdrawn."""
        return self.filter(withdrawn_at=None)

    def given(self, code: str, *, now: dt.datetime) -> "ConsentQuerySet":
        """Return the live ones to a purpose in the words in force; older words are no consent to new ones."""
        in_force = Purpose.objects.on(thai.local_day(now)).filter(code=code)
        return self.live().filter(purpose__in=in_force, given_at__lte=now)


class Consent(models.Model):
    """That a person agreed to a purpose; withdrawn, the row stays, and given anew it is a new one."""

    class How(models.TextChoices):
        """How she agreed."""

        HERE = "here", _("on this site")
        PAPER = "paper", _("signed on paper, kept by an officer")

    person = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, related_name="consents", verbose_name=_("person")
    )
    purpose = models.ForeignKey(
        Purpose, on_delete=models.PROTECT, related_name="consents", verbose_name=_("purpose of consent")
    )
    given_at = models.DateTimeField(_("given"))
    given_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, related_name="+", verbose_name=_("given by"),
        help_text=_("herself, or the officer who keeps the signed paper"),
    )  # fmt: skip
    how = models.CharField(_("how"), max_length=10, choices=How.choices)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("withdrawn by"),
    )  # fmt: skip

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"], condition=Q(withdrawn_at=None), name="consent_one_live"
            ),
            models.CheckConstraint(
                condition=all_or_none("withdrawn_at", "withdrawn_by"), name="consent_withdrawal_is_whole"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_runs_forward",
            ),
            models.CheckConstraint(
                condition=Q(how="here", given_by=F("person")) | Q(how="paper") & ~Q(given_by=F("person")),
                name="consent_here_by_herself_on_paper_by_an_officer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.purpose_id}"
