"""The replies an officer may choose from, and one of them filled for a case."""

import datetime as dt
import re
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import get_language, override

from itc.accounts.models import User
from itc.cases.errors import UnknownReply
from itc.cases.models import Case, Reply
from itc.cases.queries.page import require_leads
from itc.cases.rules.replies import SAMPLES, Sample, filled
from itc.lib import thai
from itc.network.queries import centres_of_officer
from itc.web.templatetags.web import day

SIDES = ("th", "en")


@dataclass(frozen=True, slots=True)
class Choice:
    """A reply in one language, to be chosen by its key."""

    key: str
    name: str
    language: str
    is_sample: bool


def replies_of(person: User, *, now: dt.datetime) -> list[Reply]:
    """Return her own replies and those of the centres she is an officer of."""
    centres = centres_of_officer(person, on=thai.local_day(now))
    rows = Reply.objects.filter(Q(person=person) | Q(centre__in=centres))
    return list(rows.select_related("centre"))


def reply_of(person: User, number: int, *, now: dt.datetime) -> Reply:
    """Return a reply that is hers to change. Refuses: UnknownReply."""
    found = next((each for each in replies_of(person, now=now) if each.pk == number), None)
    if found is None:
        raise UnknownReply
    return found


def choices_for(person: User, *, now: dt.datetime) -> list[Choice]:
    """Return what she may choose, a language each, those of the language of the page first."""
    found = [
        Choice(f"{key}:{side}", name, side, is_sample)
        for key, name, row, is_sample in _all(person, now)
        for side in SIDES
        if getattr(row, f"words_{side}")
    ]
    return sorted(found, key=lambda each: each.language != get_language())


def _all(person: User, now: dt.datetime) -> list[tuple[str, str, Reply | Sample, bool]]:
    own = [(str(row.pk), row.name, row, False) for row in replies_of(person, now=now)]
    side = "th" if get_language() == "th" else "en"
    return own + [(row.key, getattr(row, f"name_{side}"), row, True) for row in SAMPLES]


def filled_reply(case: Case, key: str, person: User, *, now: dt.datetime) -> str:
    """Return the words of a reply for a case, its places filled. Refuses: UnknownCase; UnknownReply."""
    require_leads(person, case, now=now)
    chosen = re.fullmatch(r"(s?[0-9]{1,18}):(th|en)", key)
    rows = {known: row for known, _name, row, _is in _all(person, now)} if chosen else {}
    if chosen is None or (row := rows.get(chosen[1])) is None:
        raise UnknownReply
    side = chosen[2]
    with override(side):
        values = {
            "firm": case.firm.name,
            "product": getattr(case.family, f"name_{side}"),
            "day": _day(case, now),
            "officer": person.name,
        }
    return filled(getattr(row, f"words_{side}"), values)


def _day(case: Case, now: dt.datetime) -> str:
    """Return the last day of a case that waits for its yes, else that of its next step."""
    if case.state == "pending":
        return day(case.lapses_at - dt.timedelta(microseconds=1))
    step = case.steps.kept().filter(ends_at__gt=now).order_by("starts_at").first()
    return day(step.starts_at) if step else ""
