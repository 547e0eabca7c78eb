"""Writes of the catalogue."""

import datetime as dt

from itc.catalogue.models import UnreadIdea
from itc.catalogue.rules.sentence_private import strip_private


def log_unread(*, idea: str, province: str, on: dt.date) -> None:
    """Keep the words nobody understood, stripped of digits and names; nothing where nothing is left."""
    if words := strip_private(idea):
        UnreadIdea.objects.create(words=words, province_code=province, asked_on=on)
