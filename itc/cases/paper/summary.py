"""What stands on the paper of a case: every word ready to print, in the language of its page."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.utils.text import Truncator, capfirst
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from itc.cases.models import Case
from itc.cases.queries.page import CasePage
from itc.cases.rules.ball import Turn
from itc.lib import thai
from itc.network.rules import short_name
from itc.web.line import Moment, Station, Step
from itc.web.paper.lines import NO_BREAK
from itc.web.paper.press import qr
from itc.web.templatetags.web import baht, clock, day, span

IDEA_LETTERS = 240
"""Of her words; what is longer is cut and ends in an ellipsis."""


def sheet(page: CasePage, *, link: str, now: dt.datetime) -> dict[str, Any]:
    """Return the paper of a case, as `summary.typ` prints it; `link` leads back to its page."""
    case = page.case
    return {
        "language": get_language(),
        "link": link,
        "qr": qr(link),
        "code": case.code,
        "idea": f"“{Truncator(case.product).chars(IDEA_LETTERS)}”",
        "about": [
            (_("Firm"), case.firm.name),
            (_("Lead centre"), case.lead_centre.name),
            (_("Accepted"), f"{day(case.made_at)} · {case.made_by.name}"),
        ],
        "facts": list(_facts(page)),
        "warnings": list(_warnings(page)),
        "stations": [_station(station) for station in page.stations if station.steps],
        "closing": list(_closing(case)),
        "words": _words(case, now),
    }


def _facts(page: CasePage) -> Iterator[tuple[str, str]]:
    """Yield (figure, what it says): what comes next, how far it is and whose turn, the money, the end."""
    if page.next and page.case.state != "closed":
        says = [page.next.name, short_name(page.next.place)]
        yield day(page.next.starts_at), _("Next: %(step)s") % {"step": " · ".join(filter(None, says))}
    states = {"pending": _("waits for the centre"), "running": _("under way")}
    yield capfirst(states.get(page.case.state, pgettext("case", "ended"))), _turn(page)
    money = ngettext(
        "held now, before VAT; %(count)s price is still open",
        "held now, before VAT; %(count)s prices are still open",
        page.open_prices,
    ) % {"count": page.open_prices}
    yield baht(page.held_thb), money if page.open_prices else _("held now, before VAT")
    if page.finish and page.case.state != "closed":
        yield day(page.finish), _("on the market, if all goes as planned")


def _turn(page: CasePage) -> str:
    """Return whose turn it is, since when and until when."""
    who = {
        Turn.OFFICER: _("the officer of %(centre)s") % {"centre": short_name(page.case.lead_centre.name)},
        Turn.PROVIDER: _("the providers who have to say yes"),
        Turn.OWNER: page.case.firm.name,
        Turn.CENTRE: _("the centre that does the step"),
        Turn.NOBODY: _("nobody"),
    }[page.ball.turn]
    since = _("since %(day)s") % {"day": day(page.ball.since)}
    until = _("until %(day)s") % {"day": day(page.ball.until)} if page.ball.until else ""
    return " · ".join(filter(None, (_("The turn of: %(who)s") % {"who": who}, since, until)))


def _warnings(page: CasePage) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield (title, (what, more)): until when the centre answers, what waits for a yes, what was missed."""
    if page.case.state == "pending":
        until = _("It answers before %(day)s; else all times are free again.")
        yield _("The centre has not confirmed it yet"), [("", until % {"day": day(page.case.lapses_at)})]
    if page.waiting:
        rows = [
            (
                slot.resource.name if slot.resource else "",
                f"{slot.step.name} · {span(slot.use_from, slot.use_to)}",
            )
            for slot in page.waiting
        ]
        yield _("These still have to say yes"), rows
    if page.missed:
        yield _("A time could not be had"), [(miss.step.name, " · ".join(miss.why)) for miss in page.missed]


def _station(station: Station) -> dict[str, Any]:
    count = len(station.steps)
    return {
        "number": str(station.number),
        "name": str(station.name),
        "note": ngettext("%(count)s step", "%(count)s steps", count) % {"count": count},
        "steps": [_row(step) for step in station.steps],
    }


def _row(step: Step) -> dict[str, Any]:
    assert step.starts_at is not None
    assert step.ends_at is not None
    when, hours = _when(step.starts_at, step.ends_at, with_hours=step.certainty != "expected")
    says = {"owner": _("You must be there"), "sample": _("Send a sample"), "remote": _("From home")}
    return {
        "kind": "firm" if step.certainty == "held" else step.certainty or "forecast",
        "when": when,
        "result": "",
        "presence": " · ".join(filter(None, (hours, says.get(step.presence, "")))),
        "must_come": step.presence == "owner",
        "name": str(step.title),
        "where": _where(step),
        "priced": step.price is not None,
        "price": _price(step),
    }


def _when(starts: Moment, ends: Moment, *, with_hours: bool) -> tuple[str, str]:
    """Return the days of a step, and the hours where it is over on the day it began."""
    first, last = (thai.local_day(each) if isinstance(each, dt.datetime) else each for each in (starts, ends))
    days = span(first, last).replace(" ", NO_BREAK).replace(f"{NO_BREAK}–{NO_BREAK}", f"{NO_BREAK}– ")
    if not (
        with_hours and first == last and isinstance(starts, dt.datetime) and isinstance(ends, dt.datetime)
    ):
        return days, ""
    return days, f"{clock(starts)}–{clock(ends)}" if ends > starts else clock(starts)


def _where(step: Step) -> list[str]:
    """Return where she goes, who or what she meets there as short as people say it, when the result is in."""
    names = dict.fromkeys(short_name(str(each)) for each in (step.place, *step.resources) if each)
    said = (_("Result on %(day)s") % {"day": day(step.ready_at)}).replace(" ", NO_BREAK)
    result = [said] if step.ready_at else []
    return [" · ".join([*names, *result])] if names or result else []


def _price(step: Step) -> str:
    if step.price is None:
        return str(step.price_note)
    return baht(step.price) if step.price else _("No charge")


def _closing(case: Case) -> Iterator[tuple[str, str]]:
    """Yield (title, what to do): to change or withdraw it, to ask."""
    if case.state != "closed":
        yield (
            _("To change or withdraw"),
            _(
                "Scan the code and sign in: move or leave out a step there, or withdraw the whole case; all "
                "times are free for others again then. Or come to your lead centre with this paper."
            ),
        )
    yield (
        _("To ask"),
        _("Write a message on the page of the case, or ask at %(centre)s. Name the case code %(code)s.")
        % {"centre": case.lead_centre.name, "code": case.code},
    )


def _words(case: Case, now: dt.datetime) -> dict[str, Any]:
    """Return the words of the paper that are not of one step."""
    product = case.family.name
    return {
        "product": product,
        "title": f"{_('Case')} {case.code}",
        "case": _("Case"),
        "kind": _("Your case in short"),
        "scan": _("Scan to open this case"),
        "certainty": {
            "firm": [_("held"), _("this time is yours")],
            "forecast": _("Forecast: firmed up when the day comes near").split(": "),
            "expected": _("Expected: the answer is in others' hands").split(": "),
        },
        "page": _("Page {page} of {pages}"),
        "made": _("As it stood on %(day)s at %(hour)s. The page of the case always has the newest.")
        % {"day": day(now), "hour": clock(now)},
    }
