"""What the firm and its lead centre say to each other on a case, and the files they share."""

import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from itc.cases.models.cases import Case
from itc.cases.models.steps import Step
from itc.db.constraints import all_or_none

if TYPE_CHECKING:
    from itc.accounts.models import User

PERSON = settings.AUTH_USER_MODEL
MOST_WORDS = 4_000
"""Letters of a message at most."""
MOST_NAME = 150
"""Letters of a file's name at most."""


class Side(models.TextChoices):
    """For whom somebody writes; kept with what she wrote, since her post or firm may change."""

    FIRM = "firm", _("the firm")
    CENTRE = "centre", _("the centre")


class MessageQuerySet(models.QuerySet["Message"]):
    """Messages, by who has seen them."""

    def unread_by(self, person: "User") -> "MessageQuerySet":
        """Return those of others, not taken back, that came after what a person has seen of their case."""
        seen = Seen.objects.filter(case=models.OuterRef("case"), person=person).values("at")
        others = self.filter(taken_back_at=None).exclude(by=person)
        return others.alias(since=models.Subquery(seen)).filter(Q(since=None) | Q(at__gt=F("since")))


class Message(models.Model):
    """Words on a case. Never edited: a mistake is answered by another, or taken back at once."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="messages", verbose_name=_("case"))
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    side = models.CharField(_("for"), max_length=10, choices=Side.choices)
    words = models.CharField(_("words"), max_length=MOST_WORDS, blank=True)
    asks_back = models.BooleanField(_("asks the firm before the case is confirmed"), default=False)
    taken_back_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ("at", "pk")
        constraints = [
            # one moment a message: what a person has seen is told by the moment of the last she saw
            models.UniqueConstraint(fields=["case", "at"], name="message_one_at_a_time"),
            models.CheckConstraint(
                condition=Q(taken_back_at=None) ^ Q(words=""), name="message_taken_back_says_nothing"
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None) | Q(taken_back_at__gte=F("at")), name="message_runs_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.pk}"


class Seen(models.Model):
    """Up to which message a person has seen a case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="seen", verbose_name=_("case"))
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name=_("person"))
    at = models.DateTimeField(_("until"), help_text=_("the moment of the last message she saw"))

    class Meta:
        verbose_name = _("seen")
        verbose_name_plural = _("seen")
        constraints = [models.UniqueConstraint(fields=["case", "person"], name="seen_once_a_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.person_id}"


def random_path(_file: "File", _name: str) -> str:
    """Return where a file is stored: 128 random bits, never anything of its name."""
    letters = secrets.token_hex(16)
    return f"{letters[:2]}/{letters[2:]}"


class FileQuerySet(models.QuerySet["File"]):
    """Files by their state."""

    def kept(self) -> "FileQuerySet":
        """Return those not removed."""
        return self.filter(removed_at=None)


class File(models.Model):
    """A file of a case, or of one of its steps. Removed, its bytes are gone and its row stays."""

    class Kind(models.TextChoices):
        """What it is, by its first bytes and its name."""

        PDF = "pdf", "PDF"
        JPG = "jpg", "JPG"
        PNG = "png", "PNG"
        WEBP = "webp", "WEBP"
        DOCX = "docx", "Word"
        XLSX = "xlsx", "Excel"
        CSV = "csv", "CSV"
        TXT = "txt", _("text")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="files", verbose_name=_("case"))
    step = models.ForeignKey(
        Step, on_delete=models.PROTECT, null=True, blank=True, related_name="files", verbose_name=_("step"),
        help_text=_("empty: of the whole case"),
    )  # fmt: skip
    name = models.CharField(_("name"), max_length=MOST_NAME)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    size = models.PositiveIntegerField(_("bytes"))
    digest = models.CharField(_("fingerprint of the file"), max_length=64)
    stored = models.FileField(_("stored"), upload_to=random_path, max_length=100, editable=False)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    side = models.CharField(_("for"), max_length=10, choices=Side.choices)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True)
    removed_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("removed by"),
    )  # fmt: skip

    objects = FileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ("-at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "digest"], condition=Q(removed_at=None), name="file_once_in_a_case"
            ),
            models.CheckConstraint(
                condition=all_or_none("removed_at", "removed_by"), name="file_removal_is_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.pk}"
