"""Firms and their people; and by which dated rules a firm is micro, small or medium."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from itc.db.constraints import all_or_none
from itc.db.models import DatedQuerySet, Reference, Touched, TouchedQuerySet
from itc.firms.rules import name_key
from itc.network.models import Province

if TYPE_CHECKING:
    from itc.accounts.models import User

PERSON = settings.AUTH_USER_MODEL


class Sector(models.TextChoices):
    """What a firm lives on, as far as its size is judged by it."""

    MANUFACTURING = "manufacturing", _("makes things")
    TRADE_AND_SERVICES = "trade_and_services", _("trades or serves")


class Size(models.TextChoices):
    """How large a firm is; none of them: larger than an SME."""

    MICRO = "micro", _("micro")
    SMALL = "small", _("small")
    MEDIUM = "medium", _("medium")


class SizeRule(Reference):
    """Up to how many people and how much revenue a year a firm of a sector is of a size."""

    code = models.CharField(_("code"), primary_key=True, max_length=40)
    sector = models.CharField(_("sector"), max_length=20, choices=Sector.choices)
    size = models.CharField(_("size"), max_length=10, choices=Size.choices)
    most_people = models.PositiveIntegerField(_("people at most"))
    most_revenue_thb = models.DecimalField(_("baht a year at most"), max_digits=15, decimal_places=2)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until"), null=True, blank=True)

    objects = DatedQuerySet["SizeRule"].as_manager()  # type: ignore[misc]  # richer than the abstract row's

    class Meta:
        verbose_name = _("rule of size")
        verbose_name_plural = _("rules of size")
        constraints = [
            models.UniqueConstraint(fields=["sector", "size", "valid_from"], name="size_rule_once")
        ]

    def __str__(self) -> str:
        return self.code


class TieRule(Reference):
    """What decides where people and revenue say different sizes; sources disagree, one row is in force."""

    class Decides(models.TextChoices):
        """Which of the two counts."""

        REVENUE = "revenue", _("revenue decides")
        LARGER = "larger", _("the larger size counts")

    code = models.CharField(_("code"), primary_key=True, max_length=40)
    decides = models.CharField(_("decides"), max_length=10, choices=Decides.choices)
    in_force = models.BooleanField(_("in force"))
    note = models.TextField(_("note"), blank=True)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until"), null=True, blank=True)

    objects = DatedQuerySet["TieRule"].as_manager()  # type: ignore[misc]  # richer than the abstract row's

    class Meta:
        verbose_name = _("rule where size tests disagree")
        verbose_name_plural = _("rules where size tests disagree")

    def __str__(self) -> str:
        return self.code


class FirmQuerySet(TouchedQuerySet["Firm"]):
    """Firms, by who may see them."""

    def visible_to(self, user: "User") -> "FirmQuerySet":
        """Return the firms a person acts for."""
        return self.filter(memberships__in=Membership.objects.live().filter(person=user)).distinct()


class Firm(Touched):
    """A firm: an SME, or a startup that may not be registered yet."""

    class Kind(models.TextChoices):
        """What kind of client it is (T16)."""

        SME = "sme", _("SME")
        STARTUP = "startup", _("startup")

    name = models.CharField(_("name"), max_length=200)
    name_key = models.CharField(_("key of its name"), max_length=200, db_index=True, editable=False)
    tax_number = models.CharField(_("13-digit number"), max_length=13, null=True, blank=True, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.SME)
    sector = models.CharField(
        _("sector"), max_length=20, choices=Sector.choices, default=Sector.MANUFACTURING
    )
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, related_name="firms", verbose_name=_("province")
    )
    people = models.PositiveIntegerField(_("people who work there"), null=True, blank=True)
    revenue_thb = models.DecimalField(
        _("revenue a year, baht"), max_digits=15, decimal_places=2, null=True, blank=True
    )
    made_at = models.DateTimeField(_("made"), auto_now_add=True)

    objects = FirmQuerySet.as_manager()  # type: ignore[misc]  # richer than the abstract row's

    class Meta:
        verbose_name = _("firm")
        verbose_name_plural = _("firms")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("firm_detail", args=[self.pk])

    def save(self, *args: object, **kwargs: object) -> None:
        """Save with the key by which like names are found."""
        self.name_key = name_key(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships by their state."""

    def live(self) -> "MembershipQuerySet":
        """Return those let in and not ended."""
        return self.filter(let_in_at__isnull=False, ended_at=None)

    def waiting(self) -> "MembershipQuerySet":
        """Return those that nobody has answered yet."""
        return self.filter(let_in_at=None, ended_at=None)


class Membership(models.Model):
    """Ties a person to a firm she acts for: asked for, let in by a colleague, ended."""

    person = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("person")
    )
    firm = models.ForeignKey(
        Firm, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("firm")
    )
    is_owner = models.BooleanField(_("owner"), default=False)
    asked_at = models.DateTimeField(_("asked"))
    let_in_at = models.DateTimeField(_("let in"), null=True, blank=True)
    let_in_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("let in by")
    )
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ended by")
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "firm"], condition=Q(ended_at=None), name="membership_once"
            ),
            models.CheckConstraint(
                condition=all_or_none("let_in_at", "let_in_by"), name="membership_let_in_is_whole"
            ),
            models.CheckConstraint(
                condition=all_or_none("ended_at", "ended_by"), name="membership_end_is_whole"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("asked_at")), name="membership_runs_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.firm_id}"

    @property
    def firm_said(self) -> str:
        """The firm by its name to who was let in, else by the number she asked with: it may be a person's."""
        return self.firm.name if self.let_in_at else self.firm.tax_number or ""
