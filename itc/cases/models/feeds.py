"""A person's private calendar feed: a link without sign-in, which her calendar reads by itself."""

import hashlib
import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

PERSON = settings.AUTH_USER_MODEL


def new_secret() -> str:
    """Return 32 letters that nobody guesses: 192 bits."""
    return secrets.token_urlsafe(24)


def hashed(secret: str) -> str:
    """Return what is kept of a secret: who reads the database does not learn the link."""
    # A plain hash: of 192 bits nothing can be tried out, and links outlive a change of the secret key.
    return hashlib.sha256(secret.encode()).hexdigest()


class FeedQuerySet(models.QuerySet["Feed"]):
    """Feeds by their state."""

    def live(self) -> "FeedQuerySet":
        """Return those not ended, of people who may still sign in."""
        return self.filter(ended_at=None, person__is_active=True)


class Feed(models.Model):
    """A link to the dates of a person's cases; at most one of hers is live."""

    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name=_("person"))
    digest = models.CharField(_("digest of its secret"), max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    used_on = models.DateField(_("last read"), null=True, blank=True, help_text=_("the day only"))
    shown = models.CharField(_("digest of what it shows"), max_length=64, blank=True, editable=False)
    shown_since = models.DateTimeField(_("shows it since"), null=True, blank=True, editable=False)

    objects = FeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(ended_at=None), name="feed_one_live"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("made_at")), name="feed_runs_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.made_at:%Y-%m-%d}"
