"""Forecasts become firm as the window reaches them; providers answer; what cannot be had is said once."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.test import Client
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries

from itc.accounts.models import User
from itc.cases.actions.answering import answer_slot
from itc.cases.actions.ending import close_case, confirm_case
from itc.cases.actions.firming import firm_up
from itc.cases.errors import NothingAsked
from itc.cases.models import Case, Closure, Miss, Slot, Step
from itc.firms.models import Firm
from itc.network.models import Centre, Post
from itc.resources.models import Booking, Resource
from tests.cases import world
from tests.cases.world import DAY, HOUR, NOW

NEAR = NOW + 16 * DAY  # the forecast lies at 60 days, the window of its centre is 45


@pytest.fixture
def running(case: Case, officer: User) -> Case:
    confirm_case(case=case, by=officer, now=NOW)
    return case


def forecast(case: Case) -> Slot:
    return Slot.objects.get(step__case=case, step__seq=20)


def test_what_the_window_reaches_is_held_once(running: Case) -> None:
    assert firm_up(now=NOW) == (0, 0)
    assert firm_up(now=NEAR) == (1, 0)
    assert firm_up(now=NEAR) == (0, 0)
    slot = forecast(running)
    assert slot.booking is not None
    assert (slot.booking.held_from, slot.booking.held_to) == (slot.held_from, slot.held_to)
    assert slot.step.certainty == Step.Certainty.FIRM


def test_nothing_is_held_for_who_is_not_confirmed_or_has_ended(case: Case, officer: User) -> None:
    assert firm_up(now=NEAR) == (0, 0)
    confirm_case(case=case, by=officer, now=NOW)
    close_case(case=case, why=Closure.Why.WITHDRAWN, by=None, now=NOW)
    assert firm_up(now=NEAR) == (0, 0)
    assert Booking.objects.live().count() == 0


def test_what_went_is_said_once_and_had_when_it_is_free(client: Client, running: Case, owner: User) -> None:
    slot = forecast(running)
    rival = Booking.objects.create(
        resource=slot.resource, held_from=slot.held_from + HOUR, held_to=slot.held_to,
        use_from=slot.use_from + HOUR, use_to=slot.use_to, purpose="rival",
    )  # fmt: skip
    assert firm_up(now=NEAR) == firm_up(now=NEAR + HOUR) == (0, 1)
    assert Miss.objects.get().step.seq == 20
    client.force_login(owner)
    assert f"/cases/{running.code}/steps/20?day=" in client.get(f"/cases/{running.code}").content.decode()
    rival.delete()
    assert firm_up(now=NEAR + 2 * HOUR) == (1, 0)
    assert Miss.objects.get().made_good_at == NEAR + 2 * HOUR


def test_looking_ahead_asks_once_however_many_steps_are_foreseen(
    firm: Firm, owner: User, officer: User, dryer: Resource, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    foreseen = [
        world.planned(seq, world.hold("U1", seq), firm=False, certainty="forecast") for seq in range(20, 60)
    ]
    confirm_case(case=world.case_of(firm, owner, *foreseen), by=officer, now=NOW)
    with django_assert_num_queries(1):
        assert firm_up(now=NOW) == (0, 0)


@pytest.fixture
def asking(firm: Firm, owner: User, dryer: Resource) -> Slot:
    dryer.approval = Resource.Approval.ASK
    dryer.save()
    world.case_of(firm, owner, world.planned(2, world.hold("U1", 2)))
    return Slot.objects.get()


def test_a_resource_that_is_asked_is_held_until_its_centre_answers(asking: Slot, officer: User) -> None:
    assert asking.must_ask
    assert asking.is_held
    yes = answer_slot(slot=asking.pk, yes=True, by=officer, now=NOW + HOUR)
    assert (yes.answered_by, yes.is_held) == (officer, True)
    with pytest.raises(NothingAsked):
        answer_slot(slot=asking.pk, yes=False, by=officer, now=NOW + 2 * HOUR)


def test_a_no_gives_the_time_back_and_the_case_says_so(
    client: Client, asking: Slot, officer: User, owner: User
) -> None:
    client.force_login(officer)
    assert "แม่คำลำไย" in client.get("/asked").content.decode()
    assert client.post(f"/asked/{asking.pk}", {"answer": "no", "words": "ซ่อมอยู่"}).status_code == 302
    assert not Booking.objects.live().exists()
    client.force_login(owner)
    html = client.get(f"/cases/{asking.step.case.code}").content.decode()
    assert "ซ่อมอยู่" in html


def test_what_is_neither_yes_nor_no_answers_nothing(client: Client, asking: Slot, officer: User) -> None:
    client.force_login(officer)
    assert client.post(f"/asked/{asking.pk}").status_code == 400
    assert Slot.objects.asked().count() == 1


@pytest.mark.parametrize("who", ["owner", "stranger", "ministry"])
def test_nobody_else_answers(client: Client, asking: Slot, who: str, request: pytest.FixtureRequest) -> None:
    client.force_login(request.getfixturevalue(who))
    assert "แม่คำลำไย" not in client.get("/asked").content.decode()
    assert client.post(f"/asked/{asking.pk}", {"answer": "yes"}).status_code == 404
    assert Slot.objects.asked().count() == 1


def test_an_officer_elsewhere_does_not_answer(asking: Slot, stranger: User, lamphun: Centre) -> None:
    other = Centre.objects.create(
        code="OTHER", name_th="อื่น", name_en="Other", operator_type="dip_centre", lat=18, lon=99,
        province=lamphun.province, source="test", confidence_is_itc="high", confidence_location="high",
    )  # fmt: skip
    Post.objects.create(person=stranger, role=Post.Role.OFFICER, centre=other, valid_from=dt.date(2026, 1, 1))
    with pytest.raises(NothingAsked):
        answer_slot(slot=asking.pk, yes=True, by=stranger, now=NOW)


def test_the_worker_does_a_round(running: Case, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("worker", "--once")
    assert "failed" not in capsys.readouterr().out
    assert DBTaskResult.objects.successful().filter(task_path="itc.cases.tasks.firm").exists()
