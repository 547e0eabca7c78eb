"""Plans kept by an unguessable link."""

import datetime as dt
import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _


def new_token() -> str:
    """Return 128 random bits as 22 letters."""
    return secrets.token_urlsafe(16)


class PlanQuerySet(models.QuerySet["Plan"]):
    """Plans by their link."""

    def alive(self, now: dt.datetime) -> "PlanQuerySet":
        """Return those whose link still works."""
        return self.filter(expires_at__gt=now)


class Plan(models.Model):
    """An immutable answer: what was asked, what was answered, on which data. Public to who has the link."""

    token = models.CharField(_("link"), primary_key=True, max_length=22, default=new_token)
    asked = models.JSONField(_("what was asked"))
    answer = models.JSONField(_("the answer"))
    digest = models.CharField(_("digest"), max_length=64)
    data_version = models.CharField(_("version of the data"), max_length=64)
    made_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("expires"), db_index=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")

    def __str__(self) -> str:
        return self.token
