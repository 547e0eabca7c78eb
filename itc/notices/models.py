"""Notices, where each was sent, and how each person wants to be told."""

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from itc.db.constraints import all_or_none
from itc.db.fields import TextList

PERSON = settings.AUTH_USER_MODEL
QUIET_FROM, QUIET_TO = dt.time(20), dt.time(7)
"""Usual quiet hours, Bangkok time."""


class Channel(models.TextChoices):
    """By which way a notice goes out, besides standing on the site."""

    EMAIL = "email", _("e-mail")
    LINE = "line", "LINE"
    SMS = "sms", "SMS"


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices by their state."""

    def unread(self) -> "NoticeQuerySet":
        """Return those not read yet."""
        return self.filter(read_at=None)


class Notice(models.Model):
    """Something a person is told once; `key` names the happening, so that it is not told twice."""

    person = models.ForeignKey(
        PERSON, on_delete=models.CASCADE, related_name="notices", verbose_name=_("person")
    )
    kind = models.CharField(_("kind"), max_length=40)
    key = models.CharField(_("of what"), max_length=80)
    details = models.JSONField(_("details"), default=dict)
    made_at = models.DateTimeField(_("when"))
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ("-made_at", "-pk")
        constraints = [models.UniqueConstraint(fields=["person", "kind", "key"], name="notice_told_once")]
        indexes = [models.Index(fields=["person", "made_at"], name="notice_of_a_person")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Sending(models.Model):
    """That a notice goes out by a channel: when it is due, when it was taken over, or why not."""

    notice = models.ForeignKey(
        Notice, on_delete=models.CASCADE, related_name="sendings", verbose_name=_("notice")
    )
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices)
    token = models.UUIDField(_("number of the sending"), default=uuid.uuid4, editable=False)
    due_at = models.DateTimeField(_("due"))
    queued_at = models.DateTimeField(_("queued"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    ended_at = models.DateTimeField(_("given up"), null=True, blank=True)
    ended_why = models.CharField(_("why given up"), max_length=40, null=True, blank=True)

    class Meta:
        verbose_name = _("sending")
        verbose_name_plural = _("sendings")
        indexes = [models.Index(fields=["due_at"], condition=Q(queued_at=None), name="sending_to_be_queued")]
        constraints = [
            models.UniqueConstraint(fields=["notice", "channel"], name="sending_once_a_channel"),
            models.CheckConstraint(
                condition=all_or_none("ended_at", "ended_why") & (Q(sent_at=None) | Q(ended_at=None)),
                name="sending_ends_in_one_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.channel}"


class Wish(models.Model):
    """By which channels a person wants to be told, when she wants quiet, and whether by a digest a day.

    Who has no wish is told by the first channel that reaches her: LINE, else e-mail, else SMS. `by_group`
    says it for groups of kinds, by their code; a group that is not in it comes by `channels`.
    """

    person = models.OneToOneField(
        PERSON, on_delete=models.CASCADE, related_name="notice_wish", verbose_name=_("person")
    )
    channels = TextList(_("by"))
    by_group = models.JSONField(_("by, for groups of kinds"), default=dict, blank=True)
    quiet_from = models.TimeField(_("quiet from"), default=QUIET_FROM)
    quiet_to = models.TimeField(_("quiet until"), default=QUIET_TO)
    digest = models.BooleanField(_("what is not urgent once a day"), default=False)

    class Meta:
        verbose_name = _("wish for notices")
        verbose_name_plural = _("wishes for notices")

    def __str__(self) -> str:
        return f"{self.person_id}"

    def channels_for(self, group: str) -> list[str]:
        """Return by which channels a group of kinds is to come."""
        return list(self.by_group.get(group, self.channels))
