"""The one table of everything findable."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from itc.algorithms.search.meaning import SIZE
from itc.db.bilingual import Bilingual
from itc.db.fields import TextList
from itc.db.models import Touched, TouchedQuerySet


class EntryQuerySet(TouchedQuerySet["Entry"]):
    """Entries by who may see them."""

    def visible_to(self, user: Any) -> "EntryQuerySet":
        """Return what a person may find: everybody the public entries, staff of the network the rest too."""
        return self.filter(audience__in=Entry.audiences_of(user))


class Entry(Touched):
    """Something findable: its labels, page, and the meaning of its labels as numbers.

    `page` is the name of a URL and `page_key` what it takes, so that one entry leads to the page of every
    language. `meaning` is missing until the labels are encoded.
    """

    class Audience(models.TextChoices):
        """Who may find it."""

        PUBLIC = "public", _("everybody")
        STAFF = "staff", _("people of the network")

    kind = models.CharField(_("kind"), max_length=20)
    object_key = models.CharField(_("object"), max_length=120)
    audience = models.CharField(
        _("who may find it"), max_length=10, choices=Audience.choices, default=Audience.PUBLIC
    )
    name_th = models.CharField(_("Thai name"), max_length=300)
    name_en = models.CharField(_("English name"), max_length=300)
    aliases = TextList(_("other words"))
    about_th = models.TextField(_("about, in Thai"), blank=True)
    about_en = models.TextField(_("about, in English"), blank=True)
    page = models.CharField(_("page"), max_length=60)
    page_key = models.CharField(_("key of the page"), max_length=120, blank=True)
    centre_code = models.CharField(_("centre"), max_length=20, blank=True)
    province_code = models.CharField(_("province"), max_length=5, blank=True)
    meaning = models.BinaryField(
        _("meaning"), null=True, help_text="int8 vectors of the labels, 512 bytes each"
    )

    objects = EntryQuerySet.as_manager()  # type: ignore[misc]  # richer than the abstract row's

    name = Bilingual("name")
    about = Bilingual("about")

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_key"], name="entry_once"),
            models.CheckConstraint(condition=~Q(name_th="") | ~Q(name_en=""), name="entry_has_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_key}"

    @staticmethod
    def audiences_of(user: Any) -> tuple[str, ...]:
        """Return the audiences a person belongs to: the one rule of who may find what."""
        if getattr(user, "is_staff", False) and user.is_active:
            return tuple(Entry.Audience.values)
        return (Entry.Audience.PUBLIC.value,)

    @property
    def labels(self) -> tuple[str, ...]:
        """Return its names and other words, each once: what it is found by."""
        return tuple(dict.fromkeys(filter(None, (self.name_th, self.name_en, *self.aliases))))

    @property
    def vectors(self) -> dict[str, bytes]:
        """Return the vector of each label; nothing while they are not encoded."""
        if self.meaning is None:
            return {}
        numbers = bytes(self.meaning)
        parts = (numbers[at : at + SIZE] for at in range(0, len(numbers), SIZE))
        return dict(zip(self.labels, parts, strict=True))

    def put_vectors(self, known: dict[str, bytes]) -> None:
        """Take the vectors of its labels; where one is missing it has none, and waits for the encoder."""
        found: Iterable[bytes | None] = [known.get(label) for label in self.labels]
        self.meaning = None if None in found else b"".join(filter(None, found))

    @property
    def url(self) -> str:
        """Return the address of its page in the language that is active."""
        return reverse(self.page, args=[self.page_key] if self.page_key else None)
