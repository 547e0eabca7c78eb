"""The day sheet: what comes, who comes, what to prepare; for who serves, and for nobody else."""

import datetime as dt
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from itc.accounts.models import User
from itc.cases.models import Case, Miss, Slot, Step
from itc.catalogue.models import RecipeStep
from itc.firms.models import Firm
from itc.machines.actions.notes import add_note
from itc.machines.actions.turns import tick
from itc.machines.models import Turn
from itc.machines.rules.turns import State
from itc.network.models import Centre
from itc.resources.models import Booking, Resource
from tests.cases import world
from tests.machines.conftest import MINUTE, START, at, held

TOMORROW = START.date() + world.DAY

MISSED = 'badge--no">time missed'


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[dt.datetime]:
    """The moment it is, which a test may change."""
    now = [START]
    monkeypatch.setattr("django.utils.timezone.now", lambda: now[0])
    return now


@pytest.fixture(autouse=True)
def _clock(clock: list[dt.datetime]) -> None:
    """It is nine on the day of the turn."""


def get(client: Client, person: User, url: str = "/day", status: int = 200) -> str:
    client.force_login(person)
    answer = client.get(url)
    assert answer.status_code == status, (url, answer.status_code)
    return answer.content.decode()


def press(client: Client, person: User, slot: Slot, do: str, **more: str) -> str:
    client.force_login(person)
    answer = client.post(f"/day/turns/{slot.pk}/tick", {"do": do} | more)
    assert answer.status_code == 302
    return str(answer["Location"])


def test_it_says_what_comes_who_and_what_to_prepare(
    client: Client, slot: Slot, recipe: RecipeStep, technician: User
) -> None:
    html = get(client, technician)
    shown = (
        "09:00–12:00", "08:30", "12:45", "IEAT-NRIE/fd-01", "ขั้นที่ 2", "ผลไม้อบแห้ง", "แม่คำลำไย", "แม่คำ",
        'href="tel:+66812345678"', "65 °C, 8 h", "trays", "ร้อน", "นางสาวคำแก้ว ใจดี", "คุยสูตร",
    )  # fmt: skip
    for words in shown:
        assert words in html, words
    assert "600" not in re.sub(r"<[^>]*>", "", html)  # no price
    assert "Hot" in get(client, technician, "/en/day")


@pytest.mark.parametrize("who", ["owner", "stranger", "ministry"])
def test_who_serves_nowhere_has_no_day_sheet(
    client: Client, slot: Slot, who: str, request: pytest.FixtureRequest
) -> None:
    person = request.getfixturevalue(who)
    get(client, person, "/day", 404)
    get(client, person, f"/day/turns/{slot.pk}", 404)
    assert client.post(f"/day/turns/{slot.pk}/tick", {"do": "came"}).status_code == 404
    assert client.post(f"/day/turns/{slot.pk}/notes", {"words": "x", "reader": "us"}).status_code == 404


def test_another_centre_sees_its_own_day_alone(client: Client, slot: Slot, elsewhere: User) -> None:
    assert "แม่คำลำไย" not in get(client, elsewhere)
    get(client, elsewhere, f"/day/turns/{slot.pk}", 404)


def test_phone_and_name_are_there_the_day_before_and_on_the_day_alone(
    client: Client, slot: Slot, technician: User, clock: list[dt.datetime]
) -> None:
    for days, named in ((-2, False), (-1, True), (0, True), (1, False)):
        clock[0] = START + days * world.DAY
        assert ("tel:+66812345678" in get(client, technician, f"/day?day={START.date()}")) == named, days
        assert ("tel:" in get(client, technician, f"/day/turns/{slot.pk}")) == named, days


def test_three_taps_carry_it_from_here_to_done(client: Client, slot: Slot, technician: User) -> None:
    taps = 0
    while found := re.search(r'turn-main" name="do" value="(\w+)"', get(client, technician)):
        assert press(client, technician, slot, found[1], to="/day?day=x").endswith(
            f"/day?day=x#turn-{slot.pk}"
        )
        taps += 1
    assert taps == 3
    assert Turn.objects.get().state == State.DONE
    assert press(client, technician, slot, "done", undo="1") == f"/day/turns/{slot.pk}#turn-{slot.pk}"
    assert Turn.objects.get().state == State.RAN


@pytest.mark.parametrize("to", ["https://evil.example", "//evil.example", "javascript:x", ""])
def test_it_never_leads_away(client: Client, slot: Slot, technician: User, to: str) -> None:
    assert press(client, technician, slot, "came", to=to) == f"/day/turns/{slot.pk}#turn-{slot.pk}"


def test_what_cannot_be_is_said_and_nothing_is_lost(client: Client, slot: Slot, technician: User) -> None:
    where = press(client, technician, slot, "done")
    assert "#" not in where  # the top of the page, where it is said
    assert "notice--error" in client.get(where).content.decode()
    assert not Turn.objects.exists()
    client.force_login(technician)
    for do in ("fly", "ahead", ""):
        press(client, technician, slot, do)
    assert not Turn.objects.exists()
    assert client.get(f"/day/turns/{slot.pk}/tick").status_code == 405


def test_late_and_early_stand_beside_what_was_planned(
    client: Client, slot: Slot, technician: User, clock: list[dt.datetime]
) -> None:
    tick(slot=slot.pk, state=State.CAME, by=technician, now=START + 12 * MINUTE)
    tick(slot=slot.pk, state=State.DONE, by=technician, now=START + 160 * MINUTE)
    clock[0] = START + 3 * world.HOUR
    html = get(client, technician, "/en/day")
    assert "12 minutes late" in html
    assert "20 minutes before its end" in html


def test_who_did_not_come_is_offered_after_the_grace_and_can_be_taken_back(
    client: Client, slot: Slot, technician: User, officer: User, clock: list[dt.datetime]
) -> None:
    assert 'value="absent"' not in get(client, technician)
    clock[0] = START + 15 * MINUTE
    assert 'value="absent"' in get(client, technician)
    press(client, technician, slot, "absent", why="called-off")
    html = get(client, technician, "/en/day")
    assert "she rang and cannot come" in html
    assert "Came after all" in html
    case = slot.step.case
    assert "nobody came" in get(client, officer, f"/en/cases/{case.code}")
    assert MISSED in get(client, officer, "/en/desk")
    press(client, technician, slot, "absent", undo="1")
    assert MISSED not in get(client, officer, "/en/desk")


def test_other_days_and_an_empty_one_which_names_the_next(
    client: Client, slot: Slot, technician: User, clock: list[dt.datetime]
) -> None:
    html = get(client, technician, f"/day?day={TOMORROW}")
    assert "แม่คำลำไย" not in html
    assert 'class="empty"' in html
    before = get(client, technician, f"/day?day={START.date() - world.DAY}")
    assert f"?day={START.date()}" in before
    for odd in ("x", "9999-01-01", "2026-02-30", "%00"):
        assert "แม่คำลำไย" in get(client, technician, f"/day?day={odd}"), odd


def test_it_is_narrowed_to_one_unit_and_to_what_is_hers(
    client: Client, slot: Slot, technician: User, firm: Firm, owner: User, lamphun: Centre, runner: Resource
) -> None:
    from_ten = START + 4 * world.HOUR
    world.case_of(
        firm, owner,
        at(from_ten, 2, held("OP-1", from_ten, setup=0, cleaning=0), name_th="คุยรอบสอง"), plan="plan-2",
    )  # fmt: skip
    html = get(client, technician, "/day?unit=IEAT-NRIE/fd-01")
    assert "ขั้นที่ 2" in html
    assert "คุยรอบสอง" not in html
    assert "mine=1" not in html
    Resource.objects.filter(pk=runner.pk).update(person=technician)
    both = get(client, technician, "/day?mine=1")
    assert "คุยรอบสอง" in both
    assert "ขั้นที่ 2" in both  # she runs the machine there
    assert 'class="empty"' in get(client, technician, "/day?unit=no-such")


def test_a_machine_that_is_out_of_order_stands_there(
    client: Client, slot: Slot, technician: User, dryer: Resource
) -> None:
    start = START + 6 * world.HOUR
    Booking.objects.create(
        resource=dryer, held_from=start, held_to=start + world.HOUR, use_from=start,
        use_to=start + world.HOUR, purpose=Booking.ABSENCE,
    )  # fmt: skip
    assert "15:00–16:00" in get(client, technician)


def test_a_step_left_out_or_a_case_withdrawn_is_gone_but_what_happened_stays(
    client: Client, slot: Slot, technician: User, owner: User
) -> None:
    left_out = {"dropped_at": START, "dropped_by": owner}
    Step.objects.filter(pk=slot.step_id).update(**left_out)
    assert "แม่คำลำไย" not in get(client, technician)
    Turn.objects.create(slot=slot, came_at=START, came_by=technician)
    assert "แม่คำลำไย" in get(client, technician)


def test_what_the_step_before_left_is_told(client: Client, slot: Slot, technician: User) -> None:
    talk = Slot.objects.create(
        step=Step.objects.get(seq=1), resource=slot.resource, held_from=START - world.DAY,
        held_to=START - 23 * world.HOUR, use_from=START - world.DAY, use_to=START - 23 * world.HOUR,
    )  # fmt: skip
    add_note(
        slot=talk.pk,
        quick=["material-wet"],
        words="แช่ไว้แล้ว",
        photo=None,
        for_firm=False,
        by=technician,
        now=START,
    )
    html = get(client, technician, "/en/day")
    assert "material too wet · แช่ไว้แล้ว" in html


def test_several_runs_of_a_step_are_turns_of_their_own(
    client: Client, technician: User, firm: Firm, owner: User, dryer: Resource
) -> None:
    later = START + 5 * world.HOUR
    runs = held(dryer.code, START), held(dryer.code, later)
    world.case_of(firm, owner, at(START, 2, *runs))
    html = get(client, technician, "/en/day")
    assert "run 1 of 2" in html
    assert "run 2 of 2" in html
    first, second = Slot.objects.order_by("use_from")
    tick(slot=second.pk, state=State.CAME, by=technician, now=later)
    assert not hasattr(Slot.objects.get(pk=first.pk), "turn")


def test_served_and_the_case_tell_what_happened(
    client: Client, slot: Slot, case: Case, technician: User, officer: User, owner: User
) -> None:
    tick(slot=slot.pk, state=State.CAME, by=technician, now=START + 7 * MINUTE)
    about = {"slot": slot.pk, "quick": ["part-worn"], "photo": None, "by": technician, "now": START}
    add_note(**about, words="ใบมีด", for_firm=False)
    add_note(**about, words="แห้งดี", for_firm=True)
    served = get(client, technician, f"/en/served/{slot.step_id}")
    assert "7 minutes late" in served
    assert "ใบมีด" in served
    for person, reads_all in ((officer, True), (owner, False)):
        html = get(client, person, f"/en/cases/{case.code}")
        assert "7 minutes late" in html
        assert "แห้งดี" in html
        assert ("ใบมีด" in html) == reads_all
    assert "for us only" not in get(client, owner, f"/en/cases/{case.code}")


def test_work_leads_there_and_other_pages_do_not(
    client: Client, slot: Slot, technician: User, officer: User, owner: User
) -> None:
    for person, url in ((technician, "/cases"), (technician, "/served"), (officer, "/desk")):
        assert 'href="/day"' in get(client, person, url)
    assert 'href="/day"' not in get(client, owner, "/cases")


def test_it_asks_as_often_however_much_there_is(
    client: Client, slot: Slot, technician: User, owner: User, dryer: Resource,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for number in range(6):
        start = START + world.DAY + number * 2 * world.HOUR
        made = world.case_of(
            world.firm_of(owner, f"F{number}"), owner,
            at(start - 3 * world.DAY, 1),
            at(start, 2, held(dryer.code, start, hours=1, setup=15, cleaning=15), after=(1,)),
            plan=f"plan-{number + 2}",
        )  # fmt: skip
        Miss.objects.create(step=made.steps.get(seq=1), at=START)
        turn = Slot.objects.get(step__case=made)
        add_note(
            slot=turn.pk, quick=["cleaned"], words="", photo=None, for_firm=False, by=technician, now=START
        )
    client.force_login(technician)
    client.get("/day")
    for url in ("/day", f"/day?day={TOMORROW}"):
        with django_assert_max_num_queries(15):
            html = client.get(url).content.decode()
    assert html.count("<article") == 6
    with django_assert_max_num_queries(18):
        client.get(f"/day/turns/{slot.pk}")
