"""A draft takes over what another centre has: units with hours, posts without names, prices as samples."""

from decimal import Decimal

import pytest

from itc.accounts.models import User
from itc.centres import errors
from itc.centres.actions.opening import cancel_opening
from itc.centres.actions.opening_copy import copy_centre, quote_the_rest
from itc.centres.models import CentreTemplate, Change, Service
from itc.centres.queries.opening_copy import PARTS, offered, pattern
from itc.network.models import Centre
from itc.network.registry import needs
from itc.resources.models import Price, Resource
from tests.cases.world import NOW
from tests.catalogue.rows import machine_kind, operation
from tests.centres import opening_rows as made
from tests.centres.opening_rows import FIRST
from tests.resources import rows

pytestmark = pytest.mark.django_db


@pytest.fixture(name="parent")
def a_centre_with_two_dryers_and_a_mill(lamphun: Centre) -> Centre:
    parent = made.leading(lamphun)
    operation("drying", provider_kind="machine", provider=["dryer"], unit="batch")
    operation("milling", provider_kind="machine", provider=["mill"], unit="hour")
    operation("trial", provider_kind="expert", provider=["process engineer"], unit="hour")
    dryer = machine_kind("dryer", operator_needed="yes", operations=["drying"])
    mill = machine_kind("mill", operator_needed="no", operations=["milling"])
    for number in (1, 2):
        rows.unit(parent, dryer, f"DIP-01/dryer-0{number}", hours="Mon-Sat 08:30-16:30")
    rows.unit(parent, mill, "DIP-01/mill-01")
    rows.person(
        parent, "EN-1", operations=["trial"], operates=["dryer", "mill"], topic="process engineer",
        conflict_note="her brother sells mills",
    )  # fmt: skip
    rows.price(dryer, parent, "PR1")
    rows.price(mill, parent, "PR2", unit="hour")
    Centre.objects.filter(pk="DIP-01").update(notice_hours=72, firm_window_days=30)
    CentreTemplate.objects.create(
        code="dry", name_th="อบ", name_en="Dry", centre=parent, machine_kinds=["dryer"], source="test"
    )
    return Centre.objects.get(pk="DIP-01")


@pytest.fixture(name="kwan")
def officer_of_the_parent(parent: Centre) -> User:
    return made.officer(parent, "Kwan")


def copied(kwan: User, chosen: str = "template:dry", *parts: str) -> dict[str, int]:
    return copy_centre(centre="MINI-51", pattern=pattern(chosen), parts=parts or PARTS, by=kwan, now=NOW)


def test_a_template_takes_its_kinds_with_number_hours_and_prices_all_marked_samples(
    parent: Centre, kwan: User
) -> None:
    made.begun(parent, kwan)
    done = copied(kwan)
    assert done == {"units": 2, "people": 1, "services": 2, "prices": 1, "rules": 1}
    draft = Centre.objects.get(pk="MINI-51")
    units = draft.resources.exclude(kind="person").order_by("code")
    assert [row.code for row in units] == ["MINI-51/dryer-01", "MINI-51/dryer-02"]
    assert {row.hours for row in units} == {"Mon-Sat 08:30-16:30"}
    assert {(row.status, row.source) for row in draft.resources.all()} == {("sample", "copied from DIP-01")}
    price = Price.objects.get(provider="MINI-51")
    assert (price.status, price.price_thb, price.code) == ("sample", Decimal(600), "MINI-51-P0001")
    assert (draft.notice_hours, draft.firm_window_days) == (72, 30)
    offered_now = Service.objects.filter(centre=draft).values_list("operation", flat=True)
    assert set(offered_now) == {"drying", "trial"}
    assert Change.objects.filter(centre=draft, part="services").count() == 1


def test_people_are_copied_as_posts_that_name_nobody(parent: Centre, kwan: User) -> None:
    made.begun(parent, kwan)
    copied(kwan)
    row = Resource.objects.get(code="MINI-51/p-01")
    assert (row.name_en, row.conflict_note) == ("process engineer", "")
    assert row.operates == ["dryer"]  # not the mill, which the template has not
    assert "Khamkaew" not in row.name_en


def test_copied_twice_nothing_is_there_twice(parent: Centre, kwan: User) -> None:
    made.begun(parent, kwan)
    copied(kwan)
    with pytest.raises(errors.NothingToCopy):
        copied(kwan, "template:dry", "units", "people", "services", "prices")
    assert copied(kwan, "DIP-01", "units") == {"units": 1, "people": 0, "services": 0, "prices": 0}
    assert Resource.objects.filter(centre="MINI-51").count() == 4


def test_only_what_is_chosen_is_taken(parent: Centre, kwan: User) -> None:
    made.begun(parent, kwan)
    copied(kwan, "template:dry", "units")
    assert not Price.objects.filter(provider="MINI-51").exists()
    assert Centre.objects.get(pk="MINI-51").notice_hours == 24
    told = {need.code: need for need in needs(Centre.objects.get(pk="MINI-51"), on=FIRST)}
    assert told["operator-dryer"].must
    assert told["operator-dryer"].page == "centre_people"
    assert told["prices"].must


def test_an_operator_who_is_never_there_while_it_is_open_is_none(parent: Centre, kwan: User) -> None:
    made.begun(parent, kwan)
    copied(kwan)
    Resource.objects.filter(code="MINI-51/p-01").update(hours="Sun 08:30-16:30")
    told = [need.code for need in needs(Centre.objects.get(pk="MINI-51"), on=FIRST)]
    assert told.count("operator-dryer") == 1
    Resource.objects.filter(code="MINI-51/p-01").update(hours="")
    assert "hours" in {need.code for need in needs(Centre.objects.get(pk="MINI-51"), on=FIRST)}


def test_what_has_no_price_is_to_be_quoted_by_one_press(parent: Centre, kwan: User) -> None:
    made.begun(parent, kwan)
    copied(kwan)
    assert quote_the_rest(centre="MINI-51", by=kwan, now=NOW) == 1  # the work of the engineer
    row = Price.objects.get(provider="MINI-51/p-01")
    assert (row.rule, row.price_thb, row.operation_id) == ("quote", None, "trial")
    assert quote_the_rest(centre="MINI-51", by=kwan, now=NOW) == 0


def test_nothing_is_copied_to_what_is_no_draft_or_by_who_may_not(
    parent: Centre, kwan: User, stranger: User
) -> None:
    made.begun(parent, kwan)
    with pytest.raises(errors.UnknownOpening):
        copied(stranger)
    cancel_opening(centre="MINI-51", by=kwan, now=NOW)
    with pytest.raises(errors.NotADraft):
        copied(kwan)


def test_what_is_offered_says_its_machines(parent: Centre) -> None:
    (each,) = offered()
    assert (each.value, each.kinds) == ("template:dry", [machine_kind_name()])


def machine_kind_name() -> str:
    return str(Resource.objects.get(code="DIP-01/dryer-01").machine_kind)
