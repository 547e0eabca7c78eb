"""The steps a person in post serves for cases of others: of each no more than she needs to do it."""

import datetime as dt
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from itc.accounts.models import User
from itc.cases.errors import UnknownStep
from itc.cases.models import Case, Slot, Step
from itc.cases.models.steps import StepQuerySet
from itc.cases.queries.amounts import amount_of
from itc.cases.queries.asked import asked_of
from itc.lib import thai
from itc.network.models import Centre, Post

PER_PAGE = 30
TODAY, THIS_WEEK, LATER = _("Today"), _("This week"), _("Later")


@dataclass(frozen=True, slots=True)
class Row:
    """A step in the list, with what is used for it."""

    step: Step
    slots: tuple[Slot, ...]
    when: Promise
    """Today (also what is under way), this week (until Sunday) or later."""
    waits: bool
    """Whether her centre still has to say yes to something of it."""

    @property
    def used(self) -> tuple[str, ...]:
        """What is used for it, each by its name once."""
        named = (slot.resource or slot.counter for slot in self.slots)
        return tuple(dict.fromkeys(each.name for each in named if each))

    @property
    def held(self) -> bool:
        """Whether its time is held, not only foreseen."""
        return any(slot.is_held for slot in self.slots)


@dataclass(frozen=True, slots=True)
class ServedPage:
    """All that the page of a step shows to who serves it, and nothing else of its case."""

    row: Row
    amount: str
    lead: Centre
    officers: tuple[User, ...]
    """Who answers at the lead centre."""
    asked: Slot | None
    """What she may answer first."""
    case: Case | None
    """The whole case, where she may see that too."""


def serves(user: User, *, now: dt.datetime) -> bool:
    """Return whether a person is in a post that serves steps."""
    return Post.objects.on(thai.local_day(now)).serving().filter(person=user).exists()


def served_list(user: User, *, words: str, page: str, now: dt.datetime) -> tuple[Page[Step], list[Row]]:
    """Return a page of the steps she serves that are not over, the soonest first, and its rows.

    `words` narrows them: part of the name of a step, a machine or a person, or the code of a case.
    """
    today = thai.local_day(now)
    steps = Step.objects.served_by(user, on=today).filter(ends_at__gte=thai.start_of_day(today))
    if words:
        steps = steps.filter(_named(words))
    found = Paginator(_whole(steps).order_by("starts_at", "pk"), PER_PAGE).get_page(page)
    return found, [_row(step, today) for step in found]


def served_step(user: User, pk: int, *, now: dt.datetime) -> ServedPage:
    """Return the page of a step for who serves it. Refuses: UnknownStep, also where she may not know it."""
    today = thai.local_day(now)
    step = _whole(Step.objects.served_by(user, on=today)).filter(pk=pk).first()
    if step is None:
        raise UnknownStep
    lead = step.case.lead_centre
    officers = User.objects.filter(
        posts__in=Post.objects.on(today).filter(centre=lead, role=Post.Role.OFFICER), is_active=True
    )
    return ServedPage(
        row=_row(step, today),
        amount=amount_of(step.case),
        lead=lead,
        officers=tuple(officers.distinct().order_by("name")),
        asked=asked_of(user, now=now).filter(step=step).order_by("held_from").first(),
        case=Case.objects.visible_to(user, on=today).filter(pk=step.case_id).first(),
    )


def _named(words: str) -> Q:
    of_step = Q(name_th__icontains=words) | Q(name_en__icontains=words)
    of_thing = Q(resource__name_th__icontains=words) | Q(resource__name_en__icontains=words)
    with_it = Slot.objects.live().filter(of_thing).values("step")
    return of_step | Q(pk__in=with_it) | Q(case__code__iexact=words)


def _whole(steps: StepQuerySet) -> StepQuerySet:
    slots = Slot.objects.live().select_related("resource__machine_kind", "counter")
    whole = ("case__firm", "case__family", "case__lead_centre__province", "centre", "operation")
    return steps.select_related(*whole).prefetch_related(Prefetch("slots", slots))


def _row(step: Step, today: dt.date) -> Row:
    slots = tuple(step.slots.all())
    waits = any(slot.must_ask and slot.answered_at is None for slot in slots)
    return Row(step, slots, _when(thai.local_day(step.starts_at), today), waits)


def _when(day: dt.date, today: dt.date) -> Promise:
    sunday = today + dt.timedelta(days=6 - today.weekday())
    return TODAY if day <= today else THIS_WEEK if day <= sunday else LATER
