"""Chips in words: what was read, and what she may add because it would change her steps."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from itc.catalogue.queries.knowledge import Knowledge
from itc.catalogue.queries.pages.triggers import usual_names
from itc.planning.rules.changes import day_wish
from itc.planning.rules.question import Question
from itc.web.templatetags.web import amount
from itc.web.templatetags.web import day as day_in_words

KINDS = ("market", "claim", "channel", "word")


def unknown_chips(known: Knowledge, chips: Iterable[str]) -> tuple[str, ...]:
    """Return those chips that no word of the catalogue stands for, in their order."""
    asked = tuple(chips)
    if not asked:
        return ()
    there = {word.chip for word in known.chip_words}
    return tuple(chip for chip in asked if chip not in there)


def chip_name(known: Knowledge, chip: Mapping[str, Any]) -> str:
    """Return a chip in words: its kind and its usual name in the page's language, else as she wrote it."""
    name = size_in_words(chip["chip"]) or usual_names(known).get(chip["chip"], chip["text"])
    titles = {
        "market": _("Market: %(name)s"),
        "claim": _("Claim: %(name)s"),
        "channel": _("Sold at: %(name)s"),
        "material": _("Made of: %(name)s"),
        "amount": _("How much: %(name)s"),
    }
    title = titles.get(chip["kind"])
    return title % {"name": name} if title else name


def wish_chips(question: Question) -> list[tuple[str, str]]:
    """Return (code, words) of the days, the part of the country and the first day she wishes."""
    found = [
        (day_wish(day), _("Not on a %(weekday)s") % {"weekday": WEEKDAYS[day]}) for day in question.days_off
    ]
    if question.region:
        found.append(("region", _("Only in the region %(region)s") % {"region": _(question.region)}))
    if question.start:
        found.append(("start", _("From %(day)s") % {"day": day_in_words(question.start)}))
    return found


def chip_choices(known: Knowledge, answer: Mapping[str, Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return (title, [(chip, name)]) of the chips that would switch a step of this path on."""
    titles = {
        "market": _("Markets"),
        "claim": _("Claims"),
        "channel": _("Where it is sold"),
        "word": _("Other"),
    }
    there = {chip["chip"] for chip in answer["chips"]}
    wanted = {each for step in answer["path"] if not step["on"] for each in step["when"]} - there
    names = usual_names(known)
    return [
        (
            titles[kind],
            sorted((chip, names[chip]) for chip in wanted if chip in names and _kind(chip) == kind),
        )
        for kind in KINDS
        if any(chip in names and _kind(chip) == kind for chip in wanted)
    ]


def size_in_words(chip: str) -> str:
    """Return how much, of `amount:200kg`, as a number and a unit in words; nothing for other chips."""
    found = re.fullmatch(r"amount:(\d+(?:\.\d+)?)(kg|l|piece)", chip)
    return amount(Decimal(found[1]), found[2]) if found else ""


def _kind(chip: str) -> str:
    return chip.partition(":")[0]
