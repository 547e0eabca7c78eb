"""Kinds of machine: what they do, how much at a time, and what one costs to own."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from itc.db.bilingual import Bilingual
from itc.db.fields import TextList
from itc.db.models import Reference


class MachineKind(Reference):
    """A kind of machine; the units that stand in centres are resources."""

    class OperatorNeeded(models.TextChoices):
        """Whether a trained person runs it for her."""

        YES = "yes", _("the whole use")
        FIRST = "first", _("until the firm holds a permit")
        NO = "no", _("nobody")

    class AmountPer(models.TextChoices):
        """What the capacity is counted by, where her amount can be counted at all."""

        HOUR = "hour", _("an hour")
        BATCH = "batch", _("a batch")

    code = models.CharField(_("code"), primary_key=True, max_length=60)
    family = models.CharField(_("kind of work"), max_length=40)
    name_th = models.CharField(_("Thai name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200)
    aliases_th = TextList(_("other Thai words"))
    aliases_en = TextList(_("other English words"))
    operations = TextList(_("operations"))
    materials = TextList(_("materials"))
    capacity_min = models.DecimalField(
        _("least capacity"), max_digits=12, decimal_places=3, null=True, blank=True
    )
    capacity_max = models.DecimalField(
        _("most capacity"), max_digits=12, decimal_places=3, null=True, blank=True
    )
    capacity_unit = models.CharField(_("unit of capacity"), max_length=40, blank=True)
    amount_unit = models.CharField(_("unit of her amount"), max_length=10, blank=True)
    amount_factor = models.DecimalField(
        _("amount units in one unit of capacity"), max_digits=12, decimal_places=6, null=True, blank=True
    )
    amount_per = models.CharField(_("amount per"), max_length=10, choices=AmountPer.choices, blank=True)
    typical_batch_h = models.DecimalField(_("usual batch (hours)"), max_digits=6, decimal_places=2)
    envelope_x_mm = models.DecimalField(
        _("largest piece, length (mm)"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    envelope_y_mm = models.DecimalField(
        _("largest piece, width (mm)"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    envelope_z_mm = models.DecimalField(
        _("largest piece, height (mm)"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    tolerance_mm = models.DecimalField(
        _("tolerance (mm)"), max_digits=8, decimal_places=4, null=True, blank=True
    )
    temp_min_c = models.DecimalField(_("from °C"), max_digits=7, decimal_places=2, null=True, blank=True)
    temp_max_c = models.DecimalField(_("to °C"), max_digits=7, decimal_places=2, null=True, blank=True)
    other_ranges = TextList(_("other ranges"))
    operator_needed = models.CharField(_("needs an operator"), max_length=5, choices=OperatorNeeded.choices)
    training_hours = models.DecimalField(_("training (hours)"), max_digits=6, decimal_places=2)
    setup_min = models.PositiveSmallIntegerField(_("set-up (minutes)"))
    cleaning_min = models.PositiveSmallIntegerField(_("cleaning (minutes)"))
    cleaning_class = TextList(_("cleaning classes"))
    changeover_min_by_class = TextList(_("change-over (minutes)"))
    consumables = TextList(_("consumables"))
    price_low_thb = models.DecimalField(_("costs from (baht)"), max_digits=14, decimal_places=2)
    price_high_thb = models.DecimalField(_("costs up to (baht)"), max_digits=14, decimal_places=2)
    price_source = models.TextField(_("source of the price"), blank=True)
    price_status = models.CharField(_("status of the price"), max_length=40, blank=True)
    economic_life_years = models.DecimalField(_("life (years)"), max_digits=5, decimal_places=1)
    life_source = models.TextField(_("source of the life"), blank=True)
    maintenance_pct_of_price_per_year = models.DecimalField(
        _("maintenance (% a year)"), max_digits=5, decimal_places=2
    )
    power_kw = models.DecimalField(_("power (kW)"), max_digits=8, decimal_places=2)
    floor_m2 = models.DecimalField(_("floor (m²)"), max_digits=8, decimal_places=2)
    safety_notes = models.TextField(_("safety, in English"), blank=True)
    safety_notes_th = models.TextField(_("safety, in Thai"), blank=True)
    seen_as_shared_equipment = models.TextField(_("where one is shared with firms"), blank=True)
    seen_status = models.CharField(_("whether one was seen"), max_length=20, blank=True)

    name = Bilingual("name")

    class Meta:
        verbose_name = _("machine kind")
        verbose_name_plural = _("machine kinds")

    def __str__(self) -> str:
        return self.name
