"""The link of a reminder: without a password, for one person and one step, until the step begins."""

import base64

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from itc.cases.models.steps import Step
from itc.db.constraints import all_or_none

PERSON = settings.AUTH_USER_MODEL
BYTES = 18
"""Of a secret: 144 bits, in 24 letters that fit into an SMS."""


def secret_of(sending: str) -> str:
    """Return the secret of the link in a sending: the same at every try, and kept nowhere."""
    made = salted_hmac("itc.cases.link", sending, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(made[:BYTES]).decode()


class StepLink(models.Model):
    """Lets who has it answer a reminder as the person it was sent to."""

    class Did(models.TextChoices):
        """What used it up."""

        MOVED = "moved", _("moved")
        CANCELLED = "cancelled", _("given back")

    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="links", verbose_name=_("step"))
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name=_("person"))
    digest = models.CharField(_("digest of its secret"), max_length=64, unique=True, editable=False)
    starts_at = models.DateTimeField(_("step begins"), help_text=_("as it was when the link was made"))
    made_at = models.DateTimeField(_("made"))
    comes_at = models.DateTimeField(_("said that she comes"), null=True, blank=True)
    used_at = models.DateTimeField(_("used"), null=True, blank=True)
    did = models.CharField(_("what she did"), max_length=10, choices=Did.choices, null=True, blank=True)

    class Meta:
        verbose_name = _("link of a reminder")
        verbose_name_plural = _("links of reminders")
        constraints = [
            models.CheckConstraint(condition=all_or_none("used_at", "did"), name="link_use_is_whole"),
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(used_at__gte=F("made_at")), name="link_runs_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step_id} {self.person_id}"
