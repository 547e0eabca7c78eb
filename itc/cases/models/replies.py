"""Words that officers send again and again: one's own, or a centre's."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from itc.network.models import Centre

MOST_REPLY = 2_000
"""Letters of a reply at most."""


class Reply(models.Model):
    """A reply to choose from, in Thai, English or both, with places that are filled when it is chosen."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+",
        verbose_name=_("person"),
    )  # fmt: skip
    centre = models.ForeignKey(
        Centre, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("centre")
    )
    name = models.CharField(_("name"), max_length=60)
    words_th = models.CharField(_("words in Thai"), max_length=MOST_REPLY, blank=True)
    words_en = models.CharField(_("words in English"), max_length=MOST_REPLY, blank=True)
    changed_at = models.DateTimeField(_("changed"))
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("changed by")
    )

    class Meta:
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        ordering = ("name", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None) ^ Q(centre=None), name="reply_is_a_persons_or_a_centres"
            ),
            models.CheckConstraint(condition=~Q(words_th="") | ~Q(words_en=""), name="reply_says_something"),
        ]

    def __str__(self) -> str:
        return self.name
