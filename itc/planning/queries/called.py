"""What a plan calls who is booked: people by their role and trade, since whoever has its link reads it."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from itc.resources.models import Resource
from itc.resources.queries.pages.topics import topic_in_words
from itc.resources.queries.supply import Unit


def called(unit: Unit, language: str) -> str:
    """Return the name of a machine or room in a language (th, en); of a person the role, never the name."""
    if unit.kind != Resource.Kind.PERSON:
        return unit.name_th if language == "th" else unit.name_en
    with override(language):
        return capfirst(_role(unit.role, topic_in_words(unit.topic)))


def _role(role: str, topic: str) -> str:
    """Return a role in words; officers and engineers have it in their trade already."""
    if role == "expert":
        return f"{_('expert')}: {topic}" if topic else _("expert")
    return topic or _("person")
