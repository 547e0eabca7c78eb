"""The network of one centre in which cases of the tests run."""

import pytest

from itc.accounts.models import User
from itc.cases.models import Case
from itc.firms.models import Firm
from itc.network.models import Centre
from itc.resources.models import Counter, Resource
from tests.cases import world
from tests.catalogue.rows import machine_kind, operation
from tests.resources import rows


@pytest.fixture
def dryer(lamphun: Centre) -> Resource:
    operation("drying")
    world.family()
    return rows.unit(lamphun, machine_kind("freeze-dryer"), "U1", hours="Mon-Sun 08:30-16:30")


@pytest.fixture
def counter(lamphun: Centre) -> Counter:
    return rows.counter(operation("microbes"), lamphun.province, weekly_capacity=2)


@pytest.fixture
def firm(owner: User, lamphun: Centre) -> Firm:
    return world.firm_of(owner)


@pytest.fixture
def case(firm: Firm, owner: User, dryer: Resource) -> Case:
    """A case that holds the dryer once, and foresees it a second time."""
    return world.case_of(
        firm, owner,
        world.planned(2, world.hold("U1", 2)),
        world.planned(20, world.hold("U1", 20), firm=False, certainty="forecast"),
    )  # fmt: skip


@pytest.fixture
def malee(lamphun: Centre) -> User:
    return world.in_post("Malee", lamphun)


@pytest.fixture
def somchai(lamphun: Centre) -> User:
    return world.in_post("Somchai", lamphun)


@pytest.fixture
def colleague(lamphun: Centre) -> User:
    """An officer of the same centre."""
    return world.in_post("Colleague", lamphun)
