"""What public callers have used of their budget."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Spending(models.Model):
    """Cost units a caller used in a minute; the caller is a keyed digest, never an address."""

    caller = models.CharField(_("caller"), max_length=32)
    minute = models.BigIntegerField(_("minute"), db_index=True)
    spent = models.PositiveIntegerField(_("cost units spent"))

    class Meta:
        verbose_name = _("use of the public budget")
        verbose_name_plural = _("use of the public budget")
        constraints = [models.UniqueConstraint(fields=["caller", "minute"], name="spending_once_a_minute")]

    def __str__(self) -> str:
        return f"{self.minute}: {self.spent}"
