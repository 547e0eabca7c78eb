"""What a centre says of itself: its services, its area, and every change it made."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from itc.catalogue.models import Family, Operation
from itc.db.bilingual import Bilingual
from itc.db.constraints import all_or_none
from itc.db.models import DatedQuerySet, Touched
from itc.network.models import Centre, Province

RUNS_FORWARD = Q(valid_to=None) | Q(valid_to__gte=F("valid_from"))
BACKWARDS = _("The last day comes before the first: mend one of the two.")


class Service(Touched):
    """Something a centre offers from a day on: an operation of the catalogue, or one of its own in words."""

    centre = models.ForeignKey(
        Centre, on_delete=models.PROTECT, related_name="services", verbose_name=_("centre")
    )
    operation = models.ForeignKey(
        Operation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="services",
        verbose_name=_("operation"),
    )
    name_th = models.CharField(_("Thai name"), max_length=200, blank=True)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    about_th = models.TextField(_("in Thai, for owners"), blank=True)
    about_en = models.TextField(_("in English, for owners"), blank=True)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until"), null=True, blank=True)

    about = Bilingual("about")

    objects = DatedQuerySet["Service"].as_manager()  # type: ignore[misc]  # richer than the abstract row's

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        constraints = [
            models.CheckConstraint(
                condition=Q(operation=None) ^ Q(name_th="", name_en=""), name="service_is_known_or_own"
            ),
            models.CheckConstraint(
                condition=RUNS_FORWARD, name="service_runs_forward", violation_error_message=BACKWARDS
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What it is called: as the catalogue does, else as its centre does."""
        return self.operation.name if self.operation else OWN_NAME.__get__(self, Service)


OWN_NAME = Bilingual("name")


class Contact(Touched):
    """How people reach a centre, as it says itself; what it does not say is not shown."""

    centre = models.OneToOneField(
        Centre, on_delete=models.PROTECT, related_name="contact", verbose_name=_("centre")
    )
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    line = models.CharField(_("LINE"), max_length=60, blank=True)
    address_th = models.CharField(_("address in Thai"), max_length=300, blank=True)
    address_en = models.CharField(_("address in English"), max_length=300, blank=True)

    address = Bilingual("address")

    class Meta:
        verbose_name = _("contact of a centre")
        verbose_name_plural = _("contacts of centres")

    def __str__(self) -> str:
        return self.centre_id


class Profile(Touched):
    """A line about the province of a centre, with where it is known from: never a figure without a source."""

    class About(models.TextChoices):
        """What the line tells of."""

        MAKES = "makes", _("what firms there make")
        ASKED = "asked", _("what was asked for and not found")
        HAS = "has", _("what the province has")

    centre = models.ForeignKey(
        Centre, on_delete=models.PROTECT, related_name="profiles", verbose_name=_("centre")
    )
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, related_name="profiles", verbose_name=_("province")
    )
    about = models.CharField(_("about"), max_length=10, choices=About.choices)
    what_th = models.CharField(_("what, in Thai"), max_length=200)
    what_en = models.CharField(_("what, in English"), max_length=200)
    number = models.DecimalField(_("how many"), max_digits=14, decimal_places=2, null=True, blank=True)
    unit_th = models.CharField(_("of what, in Thai"), max_length=60, blank=True)
    unit_en = models.CharField(_("of what, in English"), max_length=60, blank=True)
    source = models.CharField(_("source"), max_length=400)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until"), null=True, blank=True)

    what = Bilingual("what")
    unit = Bilingual("unit")

    objects = DatedQuerySet["Profile"].as_manager()  # type: ignore[misc]  # richer than the abstract row's

    class Meta:
        verbose_name = _("line about an area")
        verbose_name_plural = _("lines about areas")
        constraints = [
            models.CheckConstraint(
                condition=~Q(source=""),
                name="profile_says_its_source",
                violation_error_message=_("Say where it is known from."),
            ),
            models.CheckConstraint(
                condition=RUNS_FORWARD, name="profile_runs_forward", violation_error_message=BACKWARDS
            ),
        ]

    def __str__(self) -> str:
        return self.what


class Demand(models.Model):
    """How many plans were asked on a day in a province: for a family, or with a step that nobody does.

    Counted a day later, without words and without who asked: plans themselves are gone after a month.
    """

    day = models.DateField(_("day"), db_index=True)
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, related_name="+", verbose_name=_("province")
    )
    family = models.ForeignKey(
        Family, on_delete=models.CASCADE, null=True, related_name="+", verbose_name=_("kind of product")
    )
    operation = models.ForeignKey(
        Operation, on_delete=models.CASCADE, null=True, related_name="+", verbose_name=_("operation")
    )
    plans = models.PositiveIntegerField(_("plans"))

    class Meta:
        verbose_name = _("plans asked on a day")
        verbose_name_plural = _("plans asked on days")
        constraints = [
            models.CheckConstraint(
                condition=Q(family=None) ^ Q(operation=None), name="demand_is_for_one_thing"
            ),
            models.UniqueConstraint(fields=["day", "province", "family"], name="demand_of_a_family_once"),
            models.UniqueConstraint(
                fields=["day", "province", "operation"], name="demand_of_an_operation_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.province_id} {self.family_id or self.operation_id}"


class ChangeQuerySet(models.QuerySet["Change"]):
    """Changes of a centre."""

    def standing(self) -> "ChangeQuerySet":
        """Return those that were not taken back."""
        return self.filter(undone_at=None)


class Change(models.Model):
    """One thing an officer changed: which rows, from what to what, from which day on.

    `rows` are {"kind", "key", "before", "after"}: columns with their values as text, None where there was no
    row before or is none after. Names of people are not among them: a person is told by her number.
    """

    class Part(models.TextChoices):
        """What of a centre it is about."""

        SERVICES = "services", _("Services")
        HOURS = "hours", _("Opening hours")
        CLOSINGS = "closings", _("Closed days")
        PEOPLE = "people", _("People")
        UNITS = "units", _("Machines and rooms")
        PRICES = "prices", _("Prices")
        RULES = "rules", _("Rules of booking")
        AREA = "area", _("Area")

    centre = models.ForeignKey(
        Centre, on_delete=models.PROTECT, related_name="changes", verbose_name=_("centre")
    )
    part = models.CharField(_("part"), max_length=10, choices=Part.choices)
    rows = models.JSONField(_("rows"))
    since = models.DateField(_("from"), null=True, help_text=_("empty: at once"))
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    undone_at = models.DateTimeField(_("taken back"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("taken back by"),
    )

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of a centre")
        verbose_name_plural = _("changes of centres")
        indexes = [models.Index(fields=["centre", "part", "at"], name="change_of_a_part")]
        constraints = [
            models.CheckConstraint(
                condition=all_or_none("undone_at", "undone_by"), name="change_undone_is_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.part} {self.at:%Y-%m-%d}"
