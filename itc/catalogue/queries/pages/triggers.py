"""What switches a step on, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from itc.catalogue.queries.knowledge import Knowledge
from itc.web.line import Text

KINDS: Mapping[str, Text] = {
    "market": _("Markets"),
    "channel": _("Where it is sold"),
    "claim": _("Claims"),
    "amount": _("Amount"),
    "word": _("Your words"),
    "platform": _("Way of development"),
}


@dataclass(frozen=True)
class Trigger:
    """Triggers of one kind, each of which is enough."""

    kind: Text
    names: tuple[str, ...]


def usual_names(known: Knowledge) -> dict[str, str]:
    """Return what each trigger is called in the page's language: platforms by name, chips by a first word.

    A word that stands for itself (`word:coated`) has none in the other language.
    """
    language = "th" if get_language() == "th" else "en"
    names = {f"platform:{code}": platform.name for code, platform in known.platforms.items()}
    for word in known.chip_words:
        if word.lang == language and word.match != "after_number":
            names.setdefault(word.chip, word.word)
    return names


def triggers(names: Mapping[str, str], codes: Iterable[str]) -> list[Trigger]:
    """Return what switches a step on, by kind; what has no name in the page's language is left out."""
    found: dict[str, list[str]] = {}
    for code in codes:
        if code in names:
            found.setdefault(code.partition(":")[0], []).append(names[code])
    return [Trigger(title, tuple(found[kind])) for kind, title in KINDS.items() if kind in found]
