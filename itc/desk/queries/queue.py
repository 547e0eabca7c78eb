"""The cases that the centres of an officer lead, as a queue: what is due first stands first."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from django.core.paginator import Page, Paginator
from django.db.models import Case as Choose
from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from itc.accounts.models import User
from itc.cases.errors import UnknownCase
from itc.cases.models import Case, Handling, HandOver, Message, Slot, Step
from itc.cases.queries.handling import officers_of, others_with_officers
from itc.cases.queries.leave import Away, away_among
from itc.cases.queries.merging import twins_in_rows
from itc.cases.queries.page import turn_of
from itc.cases.rules.ball import Ball
from itc.desk.models import SavedView
from itc.desk.rules import Asked, Which, Whose
from itc.lib import thai
from itc.network.models import Centre, Province
from itc.network.queries import centres_of_officer
from itc.network.rules import short_name

PER_PAGE = 40
SOON, MOMENT = dt.timedelta(days=1), dt.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Line:
    """A case in the queue: whose turn it is, what comes next, and who has it in hand."""

    case: Case
    ball: Ball
    next: Step | None
    officer: User | None
    away: Away | None
    """That this officer is away, and who stands in for her."""
    came_from: str
    """The centre that handed it over to hers, in short; empty where none did."""
    twin: str
    """The code of a case that looks the same; empty where none does."""
    unread: int
    missed: int
    is_late: bool
    """Whether it lapses within a day."""

    @property
    def last_day(self) -> dt.date | None:
        """The last day on which its turn can be taken: a case lapses as its day begins."""
        until = self.ball.until
        if until is None:
            return None
        return thai.local_day(until - MOMENT if self.case.state == "pending" else until)


@dataclass(frozen=True, slots=True)
class Desk:
    """All that the page of the desk shows."""

    lines: tuple[Line, ...]
    page: Page[Case]
    counts: Mapping[str, int]
    """How many cases there are of each state."""
    colleagues: Sequence[User]
    views: Sequence[SavedView]
    """Narrowings she has named."""
    provinces: Sequence[Province]
    """Of the firms whose cases her centres lead."""
    centres: Sequence[Centre]
    """To which a case may be handed over."""


def require_officer(person: User, *, now: dt.datetime) -> list[str]:
    """Return the centres a person is an officer of. Refuses: UnknownCase, where there are none."""
    if not (centres := centres_of_officer(person, on=thai.local_day(now))):
        raise UnknownCase
    return centres


def desk(person: User, asked: Asked, *, now: dt.datetime) -> Desk:
    """Return the queue of an officer: as many queries, however many cases there are. Refuses: UnknownCase."""
    centres = require_officer(person, now=now)
    led = Case.objects.filter(lead_centre__in=centres)
    counts = led.aggregate(
        waiting=Count("pk", filter=Q(closure=None, confirmation=None)),
        running=Count("pk", filter=Q(closure=None, confirmation__isnull=False)),
        ended=Count("pk", filter=Q(closure__isnull=False)),
    )
    colleagues = officers_of(centres, now=now)
    away = away_among(colleagues, now=now)
    rows = _sifted(_with_facts(_narrowed(led, person, asked, away), person, centres, now), asked, now)
    page = Paginator(rows, PER_PAGE).get_page(asked.page)
    return Desk(
        lines=tuple(_lines(list(page), away, now)),
        page=page,
        counts=counts,
        colleagues=colleagues,
        views=tuple(SavedView.objects.filter(person=person)),
        provinces=tuple(Province.objects.filter(firms__cases__lead_centre__in=centres).distinct()),
        centres=others_with_officers(centres[0] if len(centres) == 1 else "", now=now),
    )


def _narrowed(led: QuerySet[Case], person: User, asked: Asked, away: Mapping[int, Away]) -> QuerySet[Case]:
    states = {
        Which.OPEN: Q(closure=None),
        Which.WAITING: Q(closure=None, confirmation=None),
        Which.RUNNING: Q(closure=None, confirmation__isnull=False),
        Which.ENDED: Q(closure__isnull=False),
    }
    found = led.filter(states[asked.which])
    in_hand = Handling.objects.live()
    if asked.whose == Whose.MINE:
        hers = {person.pk, *(pk for pk, each in away.items() if each.deputy == person)}
        found = found.filter(pk__in=in_hand.filter(officer__in=hers).values("case"))
    elif asked.whose == Whose.NOBODYS:
        alone = [pk for pk, each in away.items() if each.deputy is None]
        found = found.exclude(pk__in=in_hand.exclude(officer__in=alone).values("case"))
    if asked.words:
        found = found.filter(
            Q(code__iexact=asked.words)
            | Q(firm__name__icontains=asked.words)
            | Q(firm__tax_number=thai.arabic_digits(asked.words))
            | Q(product__icontains=asked.words)
            | Q(family__name_th__icontains=asked.words)
            | Q(family__name_en__icontains=asked.words)
        )
    return found


def _sifted(rows: QuerySet[Any], asked: Asked, now: dt.datetime) -> QuerySet[Any]:
    if asked.stage:
        rows = rows.filter(next_stage=asked.stage)
    if asked.province:
        rows = rows.filter(firm__province=asked.province)
    if asked.late:
        rows = rows.filter(confirmation=None, closure=None, lapses_at__lt=now + SOON)
    if asked.unread:
        rows = rows.filter(unread__gt=0)
    if asked.missed:
        missed = Step.objects.kept().filter(misses__made_good_at=None, misses__isnull=False)
        rows = rows.filter(pk__in=missed.values("case"))
    return rows


def _with_facts(
    found: QuerySet[Case], person: User, centres: Sequence[str], now: dt.datetime
) -> QuerySet[Any]:
    """Return the cases with what each line says of them, what is due first first."""
    unread = Message.objects.unread_by(person).filter(case=OuterRef("pk")).order_by().values("case")
    next_step = Step.objects.kept().filter(case=OuterRef("pk"), ends_at__gt=now).order_by("starts_at", "seq")
    side = "th" if get_language() == "th" else "en"
    handed = HandOver.objects.filter(case=OuterRef("pk")).order_by("-at", "-pk")
    said = Message.objects.only("case", "at", "side", "asks_back", "taken_back_at")
    return (
        found.annotate(
            unread=Coalesce(Subquery(unread.annotate(number=Count("pk")).values("number")), Value(0)),
            handed_by=Subquery(handed.values(f"from_centre__name_{side}")[:1]),
            twin=Subquery(twins_in_rows(centres).values("code")[:1]),
            next_stage=Subquery(next_step.values("stage")[:1]),
            due=Choose(
                When(confirmation=None, then=F("lapses_at")),
                default=Subquery(next_step.values("starts_at")[:1]),
            ),
        )
        .select_related("firm__province", "family", "confirmation", "closure")
        .prefetch_related(
            Prefetch("messages", said),
            Prefetch("handlings", Handling.objects.live().select_related("officer"), to_attr="in_hand"),
        )
        .order_by(F("due").asc(nulls_last=True), "pk")
    )


def _lines(cases: Sequence[Any], away: Mapping[int, Away], now: dt.datetime) -> list[Line]:
    steps: dict[int, list[Step]] = defaultdict(list)
    for step in Step.objects.kept().filter(case__in=cases).order_by("starts_at", "seq"):
        steps[step.case_id].append(step)
    asked = _number_by_case(Slot.objects.asked().filter(step__case__in=cases), "step__case")
    missed = _number_by_case(
        Step.objects.kept().filter(case__in=cases, misses__made_good_at=None, misses__isnull=False), "case"
    )
    return [
        Line(
            case=case,
            ball=turn_of(case, steps[case.pk], asked.get(case.pk, 0), now),
            next=next((step for step in steps[case.pk] if step.ends_at > now), None),
            officer=case.in_hand[0].officer if case.in_hand else None,
            away=away.get(case.in_hand[0].officer_id) if case.in_hand else None,
            came_from=short_name(case.handed_by or ""),
            twin="" if case.state == "closed" else case.twin or "",
            unread=case.unread,
            missed=missed.get(case.pk, 0),
            is_late=case.state == "pending" and case.lapses_at - now < SOON,
        )
        for case in cases
    ]  # fmt: skip


def _number_by_case(rows: QuerySet[Any], case: str) -> dict[int, int]:
    return dict(rows.order_by().values_list(case).annotate(number=Count("pk")))


def default_view(person: User) -> dict[str, str]:
    """Return what the view asks that a person lets open first; nothing where there is none."""
    view = SavedView.objects.filter(person=person, is_default=True).first()
    return dict(parse_qsl(view.query)) if view else {}
