"""Centres that are being opened: whose they are, what they lack, whose province goes over."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode

from itc.accounts.models import User
from itc.cases.models import Case, Slot
from itc.centres.errors import UnknownOpening
from itc.centres.models import Opening
from itc.centres.rules.opening import KINDS, MOST_AHEAD, ONE_DAY, STEPS, HandOver, Lead, Step, hand_over
from itc.db.locking import locked
from itc.lib import thai
from itc.network.models import Centre, Coverage, Province, may_administer
from itc.network.queries import centres_of_officer
from itc.network.registry import Need, needs


def parents_of(person: User, *, on: dt.date) -> list[Centre]:
    """Return the open centres whose children a person may open: hers, or all of who administers."""
    opened = Centre.objects.open(on).order_by("code")
    if may_administer(person):
        return list(opened)
    return list(opened.filter(pk__in=centres_of_officer(person, on=on)))


def require_may_open(person: User, *, on: dt.date) -> list[Centre]:
    """Return the centres whose children a person may open. Refuses: UnknownOpening, where there are none."""
    if not (parents := parents_of(person, on=on)):
        raise UnknownOpening
    return parents


def opening_of(code: str, person: User, *, on: dt.date, lock: bool = False) -> Opening:
    """Return the opening of a centre. Refuses: UnknownOpening, also where it is not hers."""
    rows = Opening.objects.visible_to(person, on=on).filter(centre=code)
    found = (locked(rows) if lock else rows).select_related("centre__province", "centre__parent").first()
    if found is None:
        raise UnknownOpening
    return found


def going_on(province: Province, person: User, *, on: dt.date) -> Opening | None:
    """Return the Mini ITC that a person is opening in a province."""
    rows = Opening.objects.under_way().visible_to(person, on=on)
    return rows.filter(centre__province=province, centre__operator_type="mini_itc").first()


def openings_of(person: User, *, on: dt.date) -> list[Opening]:
    """Return the openings a person may go on with or look back on, the latest first."""
    rows = Opening.objects.visible_to(person, on=on).select_related("centre__province", "centre__parent")
    return list(rows.order_by("-begun_at", "-pk")[:50])


def days_ahead(today: dt.date) -> tuple[dt.date, dt.date]:
    """Return the first and the last day on which a centre may be set to open."""
    return today + ONE_DAY, today + MOST_AHEAD


def leads_of(province: str, *, lock: bool = False) -> list[Lead]:
    """Return who leads a province by default, from when to when, in order."""
    rows = Coverage.objects.filter(province=province, scope="province", default_lead=True)
    ordered = (locked(rows) if lock else rows).order_by("valid_from", "pk")
    return [Lead(row.centre_id, row.valid_from, row.valid_to, row.pk) for row in ordered]


def taken_over(centre: Centre, *, on: dt.date, lock: bool = False) -> HandOver | None:
    """Return how its province goes over to a centre; None where it leads none. Raises CannotHandOver."""
    kind = KINDS.get(centre.operator_type)
    if kind is None or not kind.leads:
        return None
    leads = leads_of(centre.province_id, lock=lock)
    return hand_over(leads, parent=centre.parent_id or "", to=centre.pk, on=on)


def cases_of_province(centre: Centre) -> list[Case]:
    """Return the open cases that its parent leads for firms of its province, oldest first."""
    rows = Case.objects.open().filter(lead_centre=centre.parent_id, firm__province=centre.province_id)
    return list(rows.select_related("firm", "confirmation", "closure").order_by("made_at", "pk"))


def booked_cases(centre: Centre) -> list[str]:
    """Return the codes of open cases with a time at a centre, held or foreseen."""
    slots = Slot.objects.live().filter(resource__centre=centre, step__dropped_at=None)
    codes = slots.filter(step__case__closure=None).values_list("step__case__code", flat=True)
    return sorted(set(codes))


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen of the way: its place, its page, what it still asks for, whether it is the one looked at."""

    number: int
    step: Step
    url: str
    needs: tuple[Need, ...]
    here: bool

    @property
    def state(self) -> str:
        """Return must, may or done: whether it has to be mended, could be, or nothing is missing."""
        if any(need.must for need in self.needs):
            return "must"
        return "may" if self.needs else "done"


@dataclass(frozen=True, slots=True)
class Way:
    """All screens of an opening, and what is missing, each with the page that mends it."""

    opening: Opening
    screens: tuple[Screen, ...]
    needs: tuple[tuple[Need, str], ...]

    @property
    def musts(self) -> int:
        """Return how many things keep it from opening."""
        return sum(need.must for need, _url in self.needs)

    @property
    def here(self) -> Screen | None:
        """Return the screen that is looked at."""
        return next((each for each in self.screens if each.here), None)

    @property
    def before(self) -> Screen | None:
        """Return the screen before the one looked at; the first was done when it was begun."""
        number = self.here.number if self.here else 0
        return self.screens[number - 2] if number > 2 else None

    @property
    def after(self) -> Screen | None:
        """Return the screen after the one looked at."""
        number = self.here.number if self.here else len(self.screens)
        return self.screens[number] if number < len(self.screens) else None

    @property
    def next(self) -> Screen:
        """Return the screen to go on with: the first that asks for something, else the last."""
        return next((each for each in self.screens[1:] if each.state == "must"), self.screens[-1])


def way(opening: Opening, *, now: dt.datetime, here: str = "") -> Way:
    """Return the way of an opening as it stands, looked at from a screen."""
    today = thai.local_day(now)
    found = needs(opening.centre, on=opening.wished_on or days_ahead(today)[0])
    screens = tuple(
        Screen(number, step, step_url(opening, step), _needs_of(step, found), step.slug == here)
        for number, step in enumerate(STEPS, start=1)
    )
    by_page = {screen.step.page: screen.url for screen in screens}
    return Way(opening, screens, tuple((need, by_page.get(need.page, "")) for need in found))


def _needs_of(step: Step, found: Sequence[Need]) -> tuple[Need, ...]:
    return tuple(need for need in found if need.page == step.page)


def step_url(opening: Opening, step: Step) -> str:
    """Return the address of a screen; what is filled in once leads on to the next one when it is kept."""
    try:
        page = reverse(step.page, args=[opening.centre_id])
    except NoReverseMatch:
        page = reverse("centre_opening", args=[opening.centre_id])
    if not step.once:
        return page
    following = reverse("centre_opening_step", args=[opening.centre_id, following_step(step).slug])
    return f"{page}?{urlencode({'next': following})}"


def following_step(step: Step) -> Step:
    """Return the screen after one; after the last the last."""
    return STEPS[min(STEPS.index(step) + 1, len(STEPS) - 1)]
