"""A case, and what became of it: rows with who and when."""

import datetime as dt
import secrets
from decimal import Decimal
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from itc.catalogue.models import Family
from itc.catalogue.rules.amounts import Amount
from itc.db.models import Touched, TouchedQuerySet
from itc.firms.models import Firm, Membership
from itc.network.models import Centre, Post

if TYPE_CHECKING:
    from itc.accounts.models import User

PERSON = settings.AUTH_USER_MODEL
LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""None that is taken for another when read out or written down."""


def new_code() -> str:
    """Return eight letters that nobody guesses and everybody can read out: 39 bits."""
    return "".join(secrets.choice(LETTERS) for _ in range(8))


class CaseQuerySet(TouchedQuerySet["Case"]):
    """Cases by their state, and by who may see them."""

    def open(self) -> "CaseQuerySet":
        """Return those not closed."""
        return self.filter(closure=None)

    def pending(self) -> "CaseQuerySet":
        """Return those that wait for the officer's yes."""
        return self.open().filter(confirmation=None)

    def visible_to(self, user: "User", *, on: dt.date) -> "CaseQuerySet":
        """Return the cases of firms a person acts for, and of centres that lead them where she is officer.

        Who only serves a step sees that step, not the case (`Step.objects.served_by`).
        """
        if not user.is_authenticated:
            return self.none()
        firms = Membership.objects.live().filter(person=user).values("firm")
        centres = Post.objects.on(on).filter(person=user, role=Post.Role.OFFICER).values("centre")
        return self.filter(Q(firm__in=firms) | Q(lead_centre__in=centres))


class Case(Touched):
    """One firm × one product, made when a plan is accepted: it carries her from idea to market."""

    code = models.CharField(_("code"), max_length=8, unique=True, default=new_code, editable=False)
    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="cases", verbose_name=_("firm"))
    product = models.CharField(_("in her words"), max_length=2000)
    family = models.ForeignKey(
        Family, on_delete=models.PROTECT, related_name="cases", verbose_name=_("kind of product")
    )
    lead_centre = models.ForeignKey(
        Centre, on_delete=models.PROTECT, related_name="led_cases", verbose_name=_("lead centre")
    )
    plan = models.CharField(_("plan"), max_length=22, help_text=_("the link it was accepted from"))
    plan_kind = models.CharField(_("kind of plan"), max_length=10)
    asked = models.JSONField(_("what was asked"))
    made_at = models.DateTimeField(_("accepted"))
    made_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, related_name="+", verbose_name=_("accepted by")
    )
    lapses_at = models.DateTimeField(_("lapses"), help_text=_("unless an officer confirms it before"))

    objects = CaseQuerySet.as_manager()  # type: ignore[misc]  # richer than the abstract row's

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        indexes = [models.Index(fields=["firm", "plan"], name="case_of_a_plan")]

    def __str__(self) -> str:
        return self.code

    @property
    def chosen_amount(self) -> Amount | None:
        """How much of the product a lot is, where that was said apart from her words."""
        value, unit = self.asked.get("amount"), self.asked.get("amount_unit")
        return None if value is None else Amount(Decimal(value), unit or "kg")

    @property
    def state(self) -> str:
        """Return pending, running or closed."""
        if hasattr(self, "closure"):
            return "closed"
        return "running" if hasattr(self, "confirmation") else "pending"


class Confirmation(models.Model):
    """The officer's yes to a case."""

    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, related_name="confirmation", verbose_name=_("case")
    )
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")

    def __str__(self) -> str:
        return f"{self.case_id}"


class Closure(models.Model):
    """The end of a case."""

    class Why(models.TextChoices):
        """How it ended."""

        LAPSED = "lapsed", _("nobody confirmed it in time")
        WITHDRAWN = "withdrawn", _("the firm withdrew it")
        DECLINED = "declined", _("the centre declined it")
        DUPLICATE = "duplicate", _("it was the same as another case")
        DONE = "done", _("it reached its end")

    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, related_name="closure", verbose_name=_("case")
    )
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("by"),
        help_text=_("empty: the system itself"),
    )  # fmt: skip
    why = models.CharField(_("why"), max_length=10, choices=Why.choices)
    words = models.CharField(_("in words"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("closure")
        verbose_name_plural = _("closures")

    def __str__(self) -> str:
        return f"{self.case_id} {self.why}"
