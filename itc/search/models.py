"""The one table of everything findable."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from itc.db.bilingual import Bilingual
from itc.db.fields import TextList


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries by who may see them."""

    def visible_to(self, user: Any) -> "EntryQuerySet":
        """Return what a person may find: everybody the public entries, staff of the network the rest too."""
        if getattr(user, "is_staff", False):
            return self
        return self.filter(audience=Entry.Audience.PUBLIC)


class Entry(models.Model):
    """Something findable: its labels, other words, page, and the meaning of its labels as numbers."""

    class Audience(models.TextChoices):
        """Who may find it."""

        PUBLIC = "public", _("everybody")
        STAFF = "staff", _("people of the network")

    kind = models.CharField(_("kind"), max_length=20)
    object_key = models.CharField(_("object"), max_length=120)
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.PUBLIC)
    name_th = models.CharField(_("Thai name"), max_length=300)
    name_en = models.CharField(_("English name"), max_length=300)
    aliases = TextList(_("other words"))
    about_th = models.TextField(_("about, in Thai"), blank=True)
    about_en = models.TextField(_("about, in English"), blank=True)
    url = models.CharField(_("page"), max_length=200)
    centre_code = models.CharField(max_length=20, blank=True)
    province_code = models.CharField(max_length=5, blank=True)
    meaning = models.BinaryField(null=True, help_text="int8 vectors of the labels, 512 bytes each")
    changed_at = models.DateTimeField(auto_now=True, db_index=True)

    objects = EntryQuerySet.as_manager()

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
