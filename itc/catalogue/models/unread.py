"""Ideas the system did not understand, kept as words to learn from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnreadIdea(models.Model):
    """Words nobody understood, stripped of digits and names: a candidate alias. No person, no address."""

    words = models.CharField(_("words"), max_length=300)
    province_code = models.CharField(_("province"), max_length=5, blank=True)
    asked_on = models.DateField(_("day"))

    class Meta:
        verbose_name = _("idea not understood")
        verbose_name_plural = _("ideas not understood")

    def __str__(self) -> str:
        return self.words
