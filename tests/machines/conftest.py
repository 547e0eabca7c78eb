"""A day at the Lamphun centre: a dryer with somebody to run it, two firms that come, and who works there."""

import datetime as dt

import pytest
from django.utils import timezone

from itc.accounts.models import User
from itc.cases.actions.ending import confirm_case
from itc.cases.models import Case, Slot
from itc.cases.rules.planned import PlannedStep
from itc.catalogue.models import RecipeStep
from itc.firms.models import Firm
from itc.network.models import Centre, Post
from itc.planning.errors import CannotChange
from itc.planning.queries.effects import Effect, Wish
from itc.resources.models import Resource
from itc.resources.rules.holding import Hold
from tests.cases import world
from tests.catalogue.rows import machine_kind, operation, step
from tests.machines.broken import Crowd
from tests.machines.crowd import crowd
from tests.resources import rows

NOW = world.NOW
"""09:00 on a Tuesday."""
MINUTE = dt.timedelta(minutes=1)
START = NOW + 2 * world.DAY
"""09:00 on the Thursday on which the first turn begins."""


def held(code: str, start: dt.datetime, hours: int = 3, setup: int = 30, cleaning: int = 45) -> Hold:
    end = start + hours * world.HOUR
    return Hold(code, start - setup * MINUTE, end + cleaning * MINUTE, start, end)


def at(start: dt.datetime, seq: int, *wanted: Hold, **given: object) -> PlannedStep:
    end = start + 3 * world.HOUR
    return world.planned(seq, *wanted, starts_at=start, ends_at=end, ready_at=end, **given)


@pytest.fixture
def dryer(lamphun: Centre) -> Resource:
    kind = machine_kind("freeze-dryer", consumables=["trays"], safety_notes="Hot", safety_notes_th="ร้อน")
    family = world.family()
    step(family, operation("drying"), 2, parameter_hint="65 °C, 8 h")
    return rows.unit(lamphun, kind, "IEAT-NRIE/fd-01", hours="Mon-Sun 00:00-23:59")


@pytest.fixture
def runner(lamphun: Centre) -> Resource:
    return rows.person(lamphun, "OP-1", hours="Mon-Sun 00:00-23:59")


@pytest.fixture
def technician(lamphun: Centre) -> User:
    return served_by("ช่างแก้ว", lamphun)


@pytest.fixture
def second(lamphun: Centre) -> User:
    return served_by("ช่างดำ", lamphun)


def served_by(name: str, centre: Centre) -> User:
    person = User.objects.create_user(name=name, phone=f"+66{800000000 + User.objects.count()}")
    Post.objects.create(person=person, role=Post.Role.OPERATOR, centre=centre, valid_from=dt.date(2026, 1, 1))
    return person


@pytest.fixture
def elsewhere(lamphun: Centre) -> User:
    """An officer of another centre."""
    other = Centre.objects.create(
        code="OTHER", name_th="อื่น", name_en="Other", operator_type="dip_centre", lat=18, lon=99,
        province=lamphun.province, source="test", confidence_is_itc="high", confidence_location="high",
    )  # fmt: skip
    person = User.objects.create_user(name="Elsewhere", email="elsewhere@example.org")
    Post.objects.create(person=person, role=Post.Role.OFFICER, centre=other, valid_from=dt.date(2026, 1, 1))
    return person


@pytest.fixture
def firm(owner: User, lamphun: Centre) -> Firm:
    return world.firm_of(owner)


@pytest.fixture
def case(firm: Firm, owner: User, officer: User, dryer: Resource, runner: Resource) -> Case:
    """A confirmed case: a talk that is over, then the dryer with who runs it on Thursday at nine."""
    made = world.case_of(
        firm, owner,
        at(NOW + world.DAY, 1, name_th="คุยสูตร", name_en="Recipe talk"),
        at(START, 2, held(dryer.code, START), held("OP-1", START, setup=0, cleaning=0), after=(1,)),
    )  # fmt: skip
    confirm_case(case=made, by=officer, now=NOW)
    return made


@pytest.fixture
def slot(case: Case) -> Slot:
    """The turn at the dryer."""
    return Slot.objects.get(step__case=case, resource__kind="machine")


@pytest.fixture
def recipe(dryer: Resource) -> RecipeStep:
    return RecipeStep.objects.get()


@pytest.fixture
def now() -> dt.datetime:
    return timezone.now()


@pytest.fixture
def seven(owner: User, now: dt.datetime) -> Crowd:
    return crowd(owner, now, 7)


@pytest.fixture
def two(owner: User, now: dt.datetime) -> Crowd:
    return crowd(owner, now, 2)


@pytest.fixture
def operator(stranger: User) -> User:
    return stranger


@pytest.fixture
def at_nine(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the moment at which the turn begins."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: START)


@pytest.fixture
def nothing_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planner, which some tests are not about, finds no other time."""

    def effect(case: Case, _wish: Wish, **_when: object) -> Effect:
        raise CannotChange([case.product])

    monkeypatch.setattr("itc.machines.queries.outages_falling.effect", effect)
