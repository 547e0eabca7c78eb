"""Days on which the network is closed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from itc.db.bilingual import Bilingual
from itc.db.models import Reference


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
