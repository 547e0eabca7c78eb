"""How a booked time went: who ticked off what and when, and what was noted of it."""

import datetime as dt
import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from itc.cases.models import Slot
from itc.db.constraints import all_or_none
from itc.machines.rules.turns import WHY, State, said

PERSON = settings.AUTH_USER_MODEL
MOST_WORDS = 500
"""Letters of a note at most."""


def _by(name: Any) -> Any:
    return models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=name
    )


class Turn(models.Model):
    """What became of a slot on its day. Undone, a moment is empty again; the record keeps who undid it.

    One row a slot, so that the database itself keeps the order: nothing runs or ends before it came, and what
    came was not missed.
    """

    slot = models.OneToOneField(Slot, on_delete=models.PROTECT, related_name="turn", verbose_name=_("slot"))
    came_at = models.DateTimeField(_("came"), null=True, blank=True)
    came_by = _by(_("ticked off by"))
    ran_at = models.DateTimeField(_("running since"), null=True, blank=True)
    ran_by = _by(_("started by"))
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    done_by = _by(_("ended by"))
    absent_at = models.DateTimeField(_("said not to have come"), null=True, blank=True)
    absent_by = _by(_("said by"))
    absent_why = models.CharField(
        _("what is known of it"), max_length=20, blank=True, choices=list(WHY.items())
    )

    class Meta:
        verbose_name = _("turn")
        verbose_name_plural = _("turns")
        constraints = [
            models.CheckConstraint(condition=all_or_none("came_at", "came_by"), name="turn_coming_is_whole"),
            models.CheckConstraint(condition=all_or_none("ran_at", "ran_by"), name="turn_running_is_whole"),
            models.CheckConstraint(condition=all_or_none("done_at", "done_by"), name="turn_end_is_whole"),
            models.CheckConstraint(
                condition=all_or_none("absent_at", "absent_by"), name="turn_absence_is_whole"
            ),
            models.CheckConstraint(
                condition=Q(came_at=None) | Q(absent_at=None), name="turn_came_or_did_not"
            ),
            models.CheckConstraint(
                condition=Q(ran_at=None) | Q(came_at__isnull=False, ran_at__gte=F("came_at")),
                name="turn_runs_after_coming",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None)
                | Q(came_at__isnull=False, done_at__gte=F("came_at"))
                & (Q(ran_at=None) | Q(done_at__gte=F("ran_at"))),
                name="turn_ends_last",
            ),
            models.CheckConstraint(
                condition=Q(absent_why="") | Q(absent_at__isnull=False), name="turn_why_needs_absence"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.slot_id} {self.state}"

    @property
    def state(self) -> State:
        """Return how far it is."""
        for state in (State.ABSENT, State.DONE, State.RAN, State.CAME):
            if getattr(self, f"{state}_at"):
                return state
        return State.AHEAD

    @property
    def since(self) -> dt.datetime | None:
        """Return the moment of its last tick."""
        return None if self.state == State.AHEAD else getattr(self, f"{self.state}_at")


def random_path(_note: "Note", _name: str) -> str:
    """Return where a photo is stored: 128 random bits, as files of cases are."""
    letters = secrets.token_hex(16)
    return f"{letters[:2]}/{letters[2:]}"


class NoteQuerySet(models.QuerySet["Note"]):
    """Notes by their state."""

    def kept(self) -> "NoteQuerySet":
        """Return those not removed."""
        return self.filter(removed_at=None)


class Note(models.Model):
    """What was noted of a slot: quick words by their code, words, a photo. Removed, it says nothing."""

    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="notes", verbose_name=_("slot"))
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    for_firm = models.BooleanField(_("the firm reads it too"), default=False)
    quick = models.JSONField(_("quick words"), default=list, blank=True)
    words = models.CharField(_("words"), max_length=MOST_WORDS, blank=True)
    photo = models.FileField(_("photo"), upload_to=random_path, max_length=100, blank=True, editable=False)
    kind = models.CharField(_("kind of photo"), max_length=10, blank=True)
    digest = models.CharField(_("fingerprint"), max_length=64, blank=True, editable=False)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True)
    removed_by = _by(_("removed by"))

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note of a turn")
        verbose_name_plural = _("notes of turns")
        ordering = ("at", "pk")
        constraints = [
            models.CheckConstraint(
                condition=all_or_none("removed_at", "removed_by"), name="note_removal_is_whole"
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None) | Q(quick=[], words="", photo="", digest=""),
                name="note_removed_says_nothing",
            ),
            # what a double press sends twice is one note
            models.UniqueConstraint(
                fields=["slot", "by", "digest"], condition=Q(removed_at=None), name="note_once_a_slot"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slot_id} {self.pk}"

    @property
    def name(self) -> str:
        """Return what its photo is called when somebody takes it along."""
        return f"note.{self.kind}"

    @property
    def said(self) -> str:
        """Return its words in the language of the page; nothing where it is a photo alone."""
        return said(self.quick, self.words)
