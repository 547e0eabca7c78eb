"""When each job was last begun: the row that one of many workers claims."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Round(models.Model):
    """The latest moment at which a job fell due and somebody took it up."""

    job = models.CharField(_("job"), primary_key=True, max_length=40)
    due_at = models.DateTimeField(_("due"))

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")

    def __str__(self) -> str:
        return self.job
