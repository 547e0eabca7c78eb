"""What a centre says of notice and of its firm window reaches the planner and the certainty of a slot."""

import datetime as dt

import pytest

from itc.network.models import Centre
from itc.planning.queries.network import grounds
from itc.resources.models import Resource
from itc.resources.queries.supply import supply
from tests.catalogue.rows import machine_kind
from tests.planning.answers import ask, best, held, moment
from tests.resources import rows

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 12, 1)


@pytest.fixture
def dryer(lamphun: Centre) -> Resource:
    return rows.unit(lamphun, machine_kind("dryer"))


@pytest.mark.parametrize(
    ("of_centre", "own", "hours"), [(24, None, 24), (72, None, 72), (72, 4, 4), (72, 0, 0)]
)
def test_the_planner_gets_the_notice_of_the_thing_else_of_its_centre(
    dryer: Resource, of_centre: int, own: int | None, hours: int
) -> None:
    Centre.objects.update(notice_hours=of_centre)
    Resource.objects.update(notice_hours=own)
    assert grounds(supply(TODAY), TODAY).network.resources[dryer.pk].notice_min == hours * 60


def test_with_a_month_of_notice_a_centre_starts_no_sooner(network: dt.datetime) -> None:
    Centre.objects.update(notice_hours=30 * 24)
    starts = [moment(step["starts_at"]) for step in best(ask(network))["steps"] if held(step)]

    assert starts
    assert min(starts) >= network + dt.timedelta(days=30)


def test_a_slot_is_firm_within_the_window_of_its_centre_and_a_forecast_past_it(network: dt.datetime) -> None:
    def sure() -> set[str]:
        return {step["certainty"] for step in best(ask(network))["steps"] if held(step)}

    Centre.objects.update(firm_window_days=365)
    assert "firm" in sure()
    Centre.objects.update(firm_window_days=1, notice_hours=72)
    assert "firm" not in sure()
