"""What stands on the paper of a plan: every word ready to print, in the language it is read in.

As on the page, people stand by their role and steps by their day: whoever holds the paper reads it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from itc.network.models import Centre, Province
from itc.planning.models import Plan
from itc.planning.paper.steps import stations
from itc.planning.queries.cards import Card, cards
from itc.planning.queries.chips import size_in_words, wish_chips
from itc.planning.queries.kept import chosen, named, side
from itc.planning.queries.months import Months
from itc.planning.queries.page import needed
from itc.planning.rules.chips import AMOUNT
from itc.planning.rules.question import Question
from itc.web.paper.lines import NO_BREAK
from itc.web.paper.press import qr
from itc.web.templatetags.web import baht, day, km

Json = Mapping[str, Any]

IDEA_LETTERS = 240
"""Of her words, marks over and under a letter not counted; what is longer is cut and ends in an ellipsis."""


def sheet(plan: Plan, kind: str, *, link: str) -> dict[str, Any]:
    """Return the paper of one of the kept plans, as `plan.typ` prints it; `link` leads back to its page."""
    best = chosen(plan.answer["plans"], kind)
    months = Months.of([step for step in best["steps"] if not step["unmet"]])
    return {
        "language": side(),
        "link": link,
        "qr": qr(link),
        "idea": f"“{Truncator(plan.answer['idea']).chars(IDEA_LETTERS)}”",
        "about": list(_about(plan)),
        "facts": list(_facts(next(card for card in cards(plan.answer["plans"], best) if card.opened))),
        "months": months and months.in_words(),
        "warnings": list(_warnings(plan, best)),
        "stations": stations(plan.answer, best, months),
        "owned": [
            (named(each), f"{baht(each['low_thb'])}–{baht(each['high_thb'])}") for each in best["not_bought"]
        ],
        "words": _words(plan, best),
    }


def _about(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield (label, words): who keeps the case, for whom and with which wishes it was planned, and when."""
    lead = Centre.objects.filter(pk=plan.answer["lead_centre"]).first()
    if lead:
        yield _("Your case is kept by"), lead.name
    yield _("As you asked"), " · ".join(_asked(plan))
    yield _("Made on"), day(plan.made_at)


def _asked(plan: Plan) -> Iterator[str]:
    """Yield where she lives, how much she makes, and what she wishes."""
    question = Question.from_json(plan.asked)
    home = Province.objects.get(pk=question.province)
    yield str(getattr(home, f"name_{side()}"))
    for chip in plan.answer["chips"]:
        if chip["kind"] == AMOUNT:
            yield size_in_words(chip["chip"])
    for _code, words in wish_chips(question):
        yield words


def _facts(card: Card) -> Iterator[tuple[str, str]]:
    """Yield (figure, what it counts) as on the card: when, how much, how far, what need not be bought."""
    when = _("on the market, at the earliest") if card.unmet else _("on the market, if all goes as planned")
    yield day(card.finish), when
    known = ngettext(
        "known so far, before VAT; the price of %(count)s step is still open",
        "known so far, before VAT; the prices of %(count)s steps are still open",
        card.open_prices,
    ) % {"count": card.open_prices}
    whole = known if card.open_prices else _("machines, people and laboratories, before VAT")
    first = "" if card.first_days is None else _("First 30 days: %(baht)s") % {"baht": baht(card.first_days)}
    yield card.whole, " · ".join(filter(None, (whole, first)))
    yield km(card.km), _("on the road for you, there and back")
    if card.not_bought:
        yield baht(card.not_bought), _("would cost to own; you need not buy it")


def _warnings(plan: Plan, best: Json) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield (title, (step, what helps)): what she left out and a law asks for, what nobody does yet."""
    if missed := needed(Question.from_json(plan.asked), plan.answer):
        cure = _(
            "Without this you may not sell. Leave it out only if you have it already, or ask an officer."
        )
        yield _("Left out, and yet the law asks for it"), [(name, cure) for name in missed]
    if best["unmet"]:
        rows = [(named(each), each[f"reason_{side()}"]) for each in best["unmet"]]
        yield _("Not planned yet"), rows
    if notes := plan.answer.get("notes"):
        yield _("Please note"), [("", note[f"text_{side()}"]) for note in notes]


def _words(plan: Plan, best: Json) -> dict[str, Any]:
    """Return the words of the paper that are not of one step."""
    product = named(plan.answer["family"])
    kinds = {
        "earliest": _("The earliest plan"),
        "cheapest": _("The cheapest plan"),
        "nearest": _("The nearest plan"),
    }
    return {
        "product": product,
        "title": _("Plan: %(family_name)s") % {"family_name": product},
        "line": _("Five stations from idea to market"),
        "kind": " · ".join(kinds[kind] for kind in best["kinds"] if kind in kinds),
        "scan": _("Scan to open this plan, until %(day)s")
        % {"day": day(plan.expires_at).replace(" ", NO_BREAK)},
        "sample": [
            _("Sample data"),
            _("machines, prices and free days are examples until the centres confirm them."),
        ],
        "certainty": {
            "firm": _("Free now: can be held today").split(": "),
            "forecast": _("Forecast: firmed up when the day comes near").split(": "),
            "expected": _("Expected: the answer is in others' hands").split(": "),
        },
        "owned": _("Machines you need not buy"),
        "owned_how": _("The lowest price of each kind used for four hours or more."),
        "page": _("Page {page} of {pages}"),
        "chart": [_("at work"), _("waiting")],
        "by_hand": [_("Officer"), _("Phone")],
    }
