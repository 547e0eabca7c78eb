"""Merging again and again, late, elsewhere, or by somebody who may not: what was said is never lost."""

import datetime as dt

import pytest
from django.test import Client

from itc.accounts.models import User
from itc.audit.models import Event
from itc.cases.actions.ending import confirm_case
from itc.cases.actions.files import add_file
from itc.cases.actions.handling import hand_over
from itc.cases.actions.merging import merge_cases, undo_merge
from itc.cases.actions.talk import write_message
from itc.cases.errors import NothingToUndo, UnknownCase
from itc.cases.models import Case, Closure, Merge
from itc.cases.queries.merging import merges_of, pair_of, twins_of
from itc.firms.models import Firm
from itc.network.models import Centre, Post
from itc.resources.models import Booking
from tests.cases import world
from tests.cases.conftest import dryer  # noqa: F401 - a fixture is used by its name
from tests.cases.world import DAY, HOUR, NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dryer")]


@pytest.fixture
def trio(firm: Firm, owner: User) -> list[Case]:
    """Three cases of a firm for one kind of product; the first holds the dryer."""
    steps = (world.planned(2, world.hold("U1", 2)),), (world.planned(5),), (world.planned(8),)
    made = []
    for number, each in enumerate(steps, start=1):
        case = world.case_of(firm, owner, *each, plan=f"plan-{number}")
        Closure.objects.create(case=case, at=NOW, why=Closure.Why.LAPSED)  # one waits at a time
        made.append(case.pk)
    Closure.objects.all().delete()
    return list(Case.objects.filter(pk__in=made).order_by("pk"))


@pytest.fixture
def elsewhere(lamphun: Centre) -> Centre:
    return Centre.objects.create(
        code="ELSE", name_th="ที่อื่น", name_en="Elsewhere", operator_type="dip_centre", lat=18, lon=99,
        province=lamphun.province, source="test", confidence_is_itc="high", confidence_location="high",
    )  # fmt: skip


@pytest.fixture
def theirs(elsewhere: Centre) -> User:
    person = User.objects.create_user(name="Theirs", email="theirs@example.org")
    Post.objects.create(person=person, role=Post.Role.OFFICER, centre=elsewhere, valid_from="2026-01-01")
    return person


def merged(keep: Case, close: Case, by: User, after: int = 1) -> Merge:
    keep, close = Case.objects.get(pk=keep.pk), Case.objects.get(pk=close.pk)
    return merge_cases(keep=keep, close=close, by=by, now=NOW + after * HOUR)


def said(case: Case) -> list[str]:
    return [each.words for each in case.messages.all()]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_two_merges_one_after_the_other_either_is_undone_first(
    trio: list[Case], officer: User, owner: User, order: tuple[int, int]
) -> None:
    for number, case in enumerate(trio):
        write_message(case=case, words=f"ถาม {number}", by=owner, now=NOW)
        add_file(case=case, name=f"{number}.txt", content=b"%d" % number, by=owner, now=NOW)
    first, second, third = trio
    merged(second, first, officer)
    merged(third, second, officer, after=2)
    assert sorted(said(third)) == ["ถาม 0", "ถาม 1", "ถาม 2"]
    for place in order:
        undo_merge(case=trio[place], by=officer, now=NOW + 3 * HOUR)
    assert [said(case) for case in trio] == [["ถาม 0"], ["ถาม 1"], ["ถาม 2"]]
    assert [[each.name for each in case.files.kept()] for case in trio] == [["0.txt"], ["1.txt"], ["2.txt"]]
    assert Case.objects.open().count() == 3


def test_words_of_one_moment_both_stay_in_the_order_they_were_said(
    trio: list[Case], officer: User, owner: User
) -> None:
    for case in trio[:2]:
        for number in range(3):
            at = NOW + number * dt.timedelta(microseconds=1)
            write_message(case=case, words=f"{case.plan} {number}", by=owner, now=at)
    merged(trio[0], trio[1], officer)
    assert len(said(trio[0])) == 6
    own = [each for each in said(trio[0]) if each.startswith("plan-2")]
    assert own == ["plan-2 0", "plan-2 1", "plan-2 2"]


def test_a_file_of_a_step_comes_back_to_its_step(trio: list[Case], officer: User, owner: User) -> None:
    keep, close = trio[1], trio[0]
    step = close.steps.get()
    add_file(case=close, step=step, name="step.txt", content=b"step", by=owner, now=NOW)
    merged(keep, close, officer)
    assert keep.files.kept().get().step is None, "the other case has no such step"
    undo_merge(case=close, by=officer, now=NOW + 2 * HOUR)
    assert close.files.kept().get().step == step


def test_what_is_closed_gives_free_what_it_held_and_holds_it_again(trio: list[Case], officer: User) -> None:
    assert Booking.objects.live().count() == 1
    merged(trio[1], trio[0], officer)
    assert not Booking.objects.live().exists()
    undo_merge(case=trio[0], by=officer, now=NOW + 2 * HOUR)
    assert Booking.objects.live().get().use_from == trio[0].steps.get().starts_at


def test_a_running_case_takes_in_one_that_waits_and_runs_on(trio: list[Case], officer: User) -> None:
    confirm_case(case=trio[0], by=officer, now=NOW)
    merged(trio[0], trio[1], officer)
    assert Case.objects.get(pk=trio[0].pk).state == "running"
    assert Booking.objects.live().count() == 1


def test_a_case_that_waits_again_has_a_working_day_to_be_answered(trio: list[Case], officer: User) -> None:
    merged(trio[0], trio[1], officer)
    late = NOW + 20 * HOUR
    Case.objects.filter(pk=trio[1].pk).update(lapses_at=late)
    back = undo_merge(case=trio[1], by=officer, now=late)
    assert back.lapses_at >= late + 4 * HOUR


@pytest.mark.parametrize(("after", "undone"), [(dt.timedelta(0), True), (dt.timedelta(seconds=1), False)])
def test_it_is_undone_until_a_day_has_gone(
    trio: list[Case], officer: User, after: dt.timedelta, undone: bool
) -> None:
    at = merged(trio[0], trio[1], officer).at
    if undone:
        assert undo_merge(case=trio[1], by=officer, now=at + DAY + after).state == "pending"
    else:
        with pytest.raises(NothingToUndo):
            undo_merge(case=trio[1], by=officer, now=at + DAY + after)


def test_a_case_that_was_never_merged_has_nothing_to_undo(trio: list[Case], officer: User) -> None:
    with pytest.raises(NothingToUndo):
        undo_merge(case=trio[0], by=officer, now=NOW)


def test_a_case_another_centre_leads_now_is_no_twin_and_not_merged(
    trio: list[Case], officer: User, theirs: User, elsewhere: Centre
) -> None:
    hand_over(case=trio[1], centre=elsewhere, words="ใกล้กว่า", by=officer, now=NOW)
    assert twins_of(trio[0]) == [trio[2]]
    for by in (officer, theirs):  # neither leads both
        for keep, close in ((trio[0], trio[1]), (trio[1], trio[0])):
            with pytest.raises(UnknownCase):
                merged(keep, close, by)
    assert not Merge.objects.exists()


def test_who_leads_none_of_them_undoes_nothing(
    trio: list[Case], officer: User, owner: User, theirs: User
) -> None:
    merged(trio[0], trio[1], officer)
    for by in (owner, theirs):
        with pytest.raises(UnknownCase):
            undo_merge(case=trio[1], by=by, now=NOW + 2 * HOUR)


def test_side_by_side_are_two_cases_not_one_twice(trio: list[Case], officer: User) -> None:
    code = trio[0].code
    for other in (code, code.lower()):
        with pytest.raises(UnknownCase):
            pair_of(officer, (code, other), now=NOW)
    first, second = pair_of(officer, (code.lower(), trio[1].code), now=NOW)
    assert (first.held_thb, second.held_thb) == (600, 0)
    assert (first.messages, first.files, len(first.people)) == (0, 0, 1)


def test_both_cases_tell_where_the_other_went(trio: list[Case], officer: User) -> None:
    merge = merged(trio[0], trio[1], officer)
    now = NOW + HOUR
    assert merges_of(trio[1], now=now)["goes_on"] == merge
    assert merges_of(trio[0], now=now)["came_in"] == [merge]
    assert merges_of(trio[2], now=now) == {
        "goes_on": None, "came_in": [], "undone_after": now - DAY
    }  # fmt: skip
    undo_merge(case=trio[1], by=officer, now=now)
    assert merges_of(trio[1], now=now)["goes_on"] is None


def test_what_is_on_record_names_cases_and_nobody(trio: list[Case], officer: User, owner: User) -> None:
    merged(trio[0], trio[1], officer)
    undo_merge(case=trio[1], by=officer, now=NOW + 2 * HOUR)
    kept = Event.objects.filter(verb__startswith="case.merge")
    assert {each.verb for each in kept} == {"case.merged", "case.merge-undone"}
    assert owner.name not in str(list(kept.values()))


def test_nothing_is_closed_where_nobody_said_which_one_to_keep(
    client: Client, trio: list[Case], officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + HOUR)
    client.force_login(officer)
    first, second, third = (case.code for case in trio)
    for given in ({}, {"keep": ""}, {"keep": third}, {"keep": "\0"}, {"do": "firms"}):
        assert client.post(f"/desk/merge/{first}/{second}", given).status_code == 400, given
    assert client.post(f"/desk/merge/{first}/{first}", {"keep": first}).status_code == 404
    assert client.post(f"/desk/merge/{first}/NOCASE", {"keep": first}).status_code == 404
    assert Case.objects.open().count() == 3


def test_undone_twice_it_says_so_and_nothing_else_happens(
    client: Client, trio: list[Case], officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    merged(trio[0], trio[1], officer, after=0)
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + HOUR)
    client.force_login(officer)
    address = f"/desk/merge/{trio[1].code}/undo"
    assert client.get(address).status_code == 405
    assert client.post(address).status_code == 302
    assert client.post(address).status_code == 409
    assert Case.objects.open().count() == 3
