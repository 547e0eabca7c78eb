"""Who or what can serve a step: machines, people, rooms, lab counters, filings and makers."""

from enum import StrEnum

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from itc.catalogue.models import MachineKind, Operation
from itc.db.bilingual import Bilingual
from itc.db.fields import TextList
from itc.db.models import Reference, Status
from itc.lib import hours
from itc.network.models import MOST_NOTICE_HOURS, USUAL_NOTICE_HOURS, Agency, Centre, Province
from itc.resources.registry import Bookable, bookable, calendar_kinds


def validate_hours(text: str) -> None:
    """Refuse opening hours that cannot be read. Raises ValidationError."""
    try:
        hours.parse(text)
    except hours.NotHours as error:
        raise ValidationError(
            _(
                "“%(part)s” cannot be read: write days and hours as Mon-Fri 08:30-16:30; Sat 09:00-12:00, "
                "each opening before it closes on one day, none overlapping another."
            ),
            params={"part": error.part},
        ) from error


class Resource(Reference):
    """One thing with one calendar: a machine unit, a person or a room. Ten like units are ten rows."""

    class Kind(StrEnum):
        """What it is, as far as rules ask for it; apps declare more in their `bookable.py`."""

        MACHINE = "machine"
        PERSON = "person"
        ROOM = "room"

    class Approval(models.TextChoices):
        """Whether a booking is answered at once."""

        INSTANT = "instant", _("at once")
        ASK = "ask", _("on request")

    code = models.CharField(_("code"), max_length=80, unique=True, help_text=_("unique in the network"))
    kind = models.CharField(_("kind"), max_length=10, choices=calendar_kinds)
    name_th = models.CharField(_("Thai name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200)
    centre = models.ForeignKey(
        Centre,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="resources",
        verbose_name=_("centre"),
    )
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, related_name="resources", verbose_name=_("province")
    )
    hours = models.CharField(_("opening hours"), max_length=200, validators=[validate_hours])
    approval = models.CharField(
        _("answers"), max_length=10, choices=Approval.choices, default=Approval.INSTANT
    )
    notice_hours = models.PositiveSmallIntegerField(
        _("least notice (hours)"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(MOST_NOTICE_HOURS)],
        help_text=_("empty: as its centre asks"),
    )
    why = models.TextField(_("why it stands here"), blank=True)
    existence_status = models.CharField(
        _("whether it is known to stand here"), max_length=10, choices=Status.choices, blank=True
    )
    existence_source = models.TextField(_("source that it stands here"), blank=True)
    # a machine or room
    machine_kind = models.ForeignKey(
        MachineKind,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="units",
        verbose_name=_("machine kind"),
    )
    capacity = models.DecimalField(_("capacity"), max_digits=12, decimal_places=3, null=True, blank=True)
    capacity_unit = models.CharField(_("unit of capacity"), max_length=40, blank=True)
    batch_hours = models.DecimalField(
        _("hours a batch"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    overnight = models.BooleanField(_("may run over night"), default=False)
    # a person
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bookable_as",
        verbose_name=_("account"),
    )
    role = models.CharField(_("role"), max_length=20, blank=True)
    topic = models.CharField(_("topic"), max_length=120, blank=True)
    operations = TextList(_("operations she is booked for"))
    advises_on = TextList(_("filings she prepares or advises on"))
    operates = TextList(_("machine kinds she runs"))
    languages = TextList(_("languages"))
    hours_per_week = models.PositiveSmallIntegerField(_("hours a week"), null=True, blank=True)
    home_agency_type = models.CharField(_("kind of place she comes from"), max_length=40, blank=True)
    conflict_note = models.TextField(_("on conflicts of interest"), blank=True)

    name = Bilingual("name")

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="machine")
                | models.Q(machine_kind__isnull=False, centre__isnull=False),
                name="machine_has_kind_and_centre",
                violation_error_message=_("A machine stands at a centre and has a kind: choose both."),
            )
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def bookable(self) -> Bookable:
        """What kind of thing it is, in words, with its page."""
        return bookable(self.kind)

    @property
    def notice(self) -> int:
        """Hours between asking and the earliest start: its own, else its centre's, else the usual."""
        if self.notice_hours is not None:
            return self.notice_hours
        return self.centre.notice_hours if self.centre else USUAL_NOTICE_HOURS

    @property
    def point(self) -> tuple[float, float]:
        """Where it stands: latitude and longitude in degrees, of its centre, else of its province's town."""
        return self.centre.point if self.centre else self.province.point


class Counter(Reference):
    """A lab's counter for one operation: so many orders a week, results after its lead days."""

    KIND = "counter"

    code = models.CharField(_("code"), primary_key=True, max_length=80)
    lab_code = models.CharField(_("lab"), max_length=20, db_index=True)
    name_th = models.CharField(_("Thai name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200)
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, related_name="counters", verbose_name=_("province")
    )
    operation = models.ForeignKey(
        Operation, on_delete=models.PROTECT, related_name="counters", verbose_name=_("operation")
    )
    tests = TextList(_("tests"))
    weekly_capacity = models.PositiveSmallIntegerField(_("orders a week"))
    lead_days = models.PositiveSmallIntegerField(_("days until the result"))
    hours = models.CharField(_("drop-off hours"), max_length=200, validators=[validate_hours])
    by_post = models.BooleanField(_("samples may be posted"), default=True)
    accreditation = models.CharField(_("accreditation"), max_length=200, blank=True)
    unit = models.CharField(_("unit of price"), max_length=10)

    name = Bilingual("name")

    class Meta:
        verbose_name = _("lab counter")
        verbose_name_plural = _("lab counters")

    def __str__(self) -> str:
        return self.code

    @property
    def bookable(self) -> Bookable:
        """What kind of thing it is, in words, with its page."""
        return bookable(self.KIND)


class Filing(Reference):
    """An agency's clock for one operation: nothing is promised, an answer is expected after some days."""

    code = models.CharField(_("code"), primary_key=True, max_length=80)
    agency_code = models.CharField(_("code of the office"), max_length=20, db_index=True)
    agency = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="filings",
        verbose_name=_("agency"),
    )
    name_th = models.CharField(_("Thai name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200)
    reach = models.CharField(_("where"), max_length=80)
    operation = models.ForeignKey(
        Operation, on_delete=models.PROTECT, related_name="filings", verbose_name=_("operation")
    )
    applies_to = models.CharField(_("for whom"), max_length=200)
    expected_days = models.PositiveSmallIntegerField(_("expected days"))
    expected_days_low = models.PositiveSmallIntegerField(_("at the quickest"))
    expected_days_high = models.PositiveSmallIntegerField(_("at the slowest"))
    prepared_by = models.CharField(_("prepared by"), max_length=20)
    fee_thb = models.DecimalField(
        _("official fee (baht)"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    fee_note_th = models.TextField(_("on the fee, in Thai"), blank=True)
    fee_note_en = models.TextField(_("on the fee, in English"), blank=True)

    name = Bilingual("name")
    fee_note = Bilingual("fee_note")

    class Meta:
        verbose_name = _("filing")
        verbose_name_plural = _("filings")

    def __str__(self) -> str:
        return self.code


class Maker(Reference):
    """A contract maker: named to nobody before the request for quotations."""

    code = models.CharField(_("code"), primary_key=True, max_length=20)
    name_th = models.CharField(_("Thai name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200)
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, related_name="makers", verbose_name=_("province")
    )
    operations = TextList(_("operations"))
    processes = TextList(_("processes"))
    families = TextList(_("families"))
    materials = TextList(_("materials"))
    range_text = models.CharField(_("range"), max_length=120, blank=True)
    min_batch = models.DecimalField(_("least batch"), max_digits=12, decimal_places=2, null=True, blank=True)
    min_batch_unit = models.CharField(_("unit of the least batch"), max_length=20, blank=True)
    certificates = models.CharField(_("certificates"), max_length=200, blank=True)
    certificate_expiry = models.DateField(_("certificates until"), null=True, blank=True)
    lead_days_min = models.PositiveSmallIntegerField(_("least lead days"), null=True, blank=True)
    lead_days_max = models.PositiveSmallIntegerField(_("most lead days"), null=True, blank=True)
    capacity_per_month = models.CharField(_("capacity a month"), max_length=60, blank=True)

    name = Bilingual("name")

    class Meta:
        verbose_name = _("maker")
        verbose_name_plural = _("makers")

    def __str__(self) -> str:
        return self.code
