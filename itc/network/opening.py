"""What the network asks of a new centre: its names, and somebody who answers there."""

import datetime as dt
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from itc.network.models import Centre, Post
from itc.network.registry import Need, register

THAI, LATIN = re.compile("[\u0e01-\u0e2e]"), re.compile("[A-Za-z]")
PAGE = "centre_opening_place"


def named_in_both_languages(centre: Centre, on: dt.date) -> Iterator[Need]:
    """Its name is there in Thai and in English."""
    if not THAI.search(centre.name_th):
        yield Need("name-th", _("Write its name in Thai."), PAGE)
    if not LATIN.search(centre.name_en):
        yield Need("name-en", _("Write its name in English."), PAGE)
    if not (centre.specialty_th and centre.specialty_en):
        text = _("Say in a sentence, in Thai and in English, what it is good at.")
        yield Need("specialty", text, PAGE, must=False)


def somebody_answers(centre: Centre, on: dt.date) -> Iterator[Need]:
    """It has at least one officer on its first day."""
    if not Post.objects.on(on).filter(centre=centre, role=Post.Role.OFFICER).exists():
        yield Need("officer", _("Put one officer in post at least: she answers the firms."), "centre_people")


register(named_in_both_languages, somebody_answers)
