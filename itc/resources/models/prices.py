"""What a provider asks."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from itc.catalogue.models import MachineKind, Operation
from itc.db.constraints import all_or_none
from itc.db.models import DatedQuerySet, Reference


class Price(Reference):
    """A provider's price in baht, before VAT and co-pay. A missing price is to be quoted, never 0."""

    class Rule(models.TextChoices):
        """What the row says."""

        PRICE = "price", _("price")
        FREE = "free", _("free")
        QUOTE = "quote", _("to be quoted")

    class Unit(models.TextChoices):
        """What the baht are for."""

        HOUR = "hour", pgettext_lazy("unit", "hour")
        DAY = "day", pgettext_lazy("unit", "day")
        BATCH = "batch", pgettext_lazy("unit", "batch")
        TEST = "test", pgettext_lazy("unit", "test")
        SESSION = "session", pgettext_lazy("unit", "session")
        FILING = "filing", pgettext_lazy("unit", "filing")

    code = models.CharField(_("code"), primary_key=True, max_length=20)
    provider_kind = models.CharField(_("kind of provider"), max_length=10)
    provider = models.CharField(_("provider"), max_length=40, db_index=True)
    machine_kind = models.ForeignKey(
        MachineKind,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="prices",
        verbose_name=_("machine kind"),
    )
    operation = models.ForeignKey(
        Operation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="prices",
        verbose_name=_("operation"),
    )
    unit = models.CharField(_("unit"), max_length=10, choices=Unit.choices)
    price_thb = models.DecimalField(_("baht"), max_digits=12, decimal_places=2, null=True, blank=True)
    first_hour_thb = models.DecimalField(
        _("baht for the first hour"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    set_up_thb = models.DecimalField(
        _("baht for the set-up, once a use"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    later_thb = models.DecimalField(
        _("baht an hour after many hours"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    later_after_hours = models.PositiveSmallIntegerField(_("after how many hours"), null=True, blank=True)
    firm_size = models.CharField(_("size of firm"), max_length=20, blank=True)
    rule = models.CharField(_("rule"), max_length=10, choices=Rule.choices)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until"), null=True, blank=True)

    objects = DatedQuerySet["Price"].as_manager()  # type: ignore[misc]  # richer than the abstract row's

    class Meta:
        verbose_name = _("price")
        verbose_name_plural = _("prices")
        constraints = [
            models.CheckConstraint(
                condition=~Q(rule="price") | Q(price_thb__gt=0),
                name="a_price_is_more_than_nothing",
                violation_error_message=_("Write baht, or choose the rule free or to be quoted."),
            ),
            models.CheckConstraint(
                condition=~Q(rule="quote") | Q(price_thb=None),
                name="to_be_quoted_has_no_price",
                violation_error_message=_("What is to be quoted has no price: empty the baht."),
            ),
            models.CheckConstraint(
                condition=all_or_none("later_thb", "later_after_hours") & ~Q(later_after_hours=0),
                name="later_hours_have_price_and_hour",
                violation_error_message=_(
                    "A price of later hours needs both: its baht, and after how many hours (1 or more)."
                ),
            ),
            models.CheckConstraint(
                condition=Q(later_thb=None, first_hour_thb=None) | Q(unit="hour"),
                name="first_and_later_hours_are_by_the_hour",
                violation_error_message=_(
                    "First and later hours have prices of their own only where the unit is the hour."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.code
