"""Who serves a step sees what it takes to do it, and nothing else of the case."""

import datetime as dt

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from itc.accounts.models import User
from itc.cases.actions.answering import answer_slot
from itc.cases.actions.ending import withdraw_case
from itc.cases.actions.talk import write_message
from itc.cases.models import Case, Slot, Step
from itc.cases.rules.planned import PlannedStep
from itc.firms.models import Firm
from itc.network.models import Agency, Centre, Post
from itc.resources.models import Resource
from tests.cases import world
from tests.catalogue.rows import machine_kind
from tests.resources import rows


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: world.NOW)


@pytest.fixture
def mill(lamphun: Centre) -> Resource:
    """A machine of another centre than the one that leads, which answers on request."""
    other = Centre.objects.create(
        code="MILLS", name_th="ศูนย์โม่", name_en="Mills", operator_type="dip_centre", lat=18, lon=99,
        province=lamphun.province, source="test", confidence_is_itc="high", confidence_location="high",
    )  # fmt: skip
    kind = machine_kind("mill")
    kind.safety_notes, kind.safety_notes_th = "Mind your fingers", "ระวังนิ้วมือ"
    kind.save()
    return rows.unit(other, kind, "M1", hours="Mon-Sun 08:30-16:30", approval="ask")


@pytest.fixture
def miller(mill: Resource) -> User:
    """An operator of the centre that serves, and of no other."""
    person = User.objects.create_user(name="ช่างโม่", email="miller@example.org")
    Post.objects.create(
        person=person, role=Post.Role.OPERATOR, centre=mill.centre, valid_from=dt.date(2026, 1, 1)
    )
    return person


@pytest.fixture
def case(firm: Firm, owner: User, dryer: Resource, mill: Resource) -> Case:
    steps = [world.planned(2, world.hold("U1", 2)), served(3)]
    made = world.case_of(firm, owner, *steps)
    Case.objects.filter(pk=made.pk).update(asked={"amount": "200", "amount_unit": "kg"})
    write_message(case=made, words="ความลับของสูตร", by=owner, now=world.NOW)
    return made


def served(seq: int) -> PlannedStep:
    return world.planned(
        seq, world.hold("M1", seq), centre="MILLS", cost_thb=1234, name_th=f"โม่ {seq}",
        name_en=f"Milling {seq}",
    )  # fmt: skip


def step_of(case: Case) -> Step:
    return case.steps.get(centre="MILLS")


def get(client: Client, person: User, url: str, status: int = 200) -> str:
    client.force_login(person)
    answer = client.get(url)
    assert answer.status_code == status, url
    return answer.content.decode()


def test_she_sees_what_it_takes_to_do_the_step(
    client: Client, case: Case, miller: User, officer: User
) -> None:
    html = get(client, miller, f"/served/{step_of(case).pk}")
    shown = (
        "โม่ 3", "M1", "09:00–12:00", "ผลไม้อบแห้ง", "200 กิโลกรัม", "แม่คำลำไย", case.code, "ศูนย์ลำพูน",
        "officer@example.org", "ระวังนิ้วมือ", "ลำพูน",
    )  # fmt: skip
    for words in shown:
        assert words in html, words
    assert "Mind your fingers" in get(client, miller, f"/en/served/{step_of(case).pk}")


def test_she_sees_nothing_else_of_the_case(client: Client, case: Case, miller: User, owner: User) -> None:
    both = get(client, miller, f"/served/{step_of(case).pk}") + get(client, miller, "/served")
    hidden = ("ขั้นที่ 2", "1,234", "600", "ความลับ", "U1", owner.name + "<", "+66", "081", f"/cases/{case.code}")
    for words in hidden:
        assert words not in both, words
    assert get(client, miller, f"/cases/{case.code}", 404)


@pytest.mark.parametrize("who", ["owner", "officer", "ministry", "stranger"])
def test_others_are_told_there_is_none(
    client: Client, case: Case, who: str, request: pytest.FixtureRequest
) -> None:
    person = request.getfixturevalue(who)
    get(client, person, f"/served/{step_of(case).pk}", 404)
    html = get(client, person, "/served")
    assert "โม่ 3" not in html
    assert ("ขั้นที่ 2" in html) == (who == "officer")  # whose own centre does that one


@pytest.mark.parametrize("role", [Post.Role.MINISTRY, None])
def test_a_reader_and_a_post_that_ended_serve_nothing(
    client: Client, case: Case, miller: User, role: Post.Role | None
) -> None:
    change = {"role": role} if role else {"valid_to": world.NOW.date() - world.DAY}
    Post.objects.filter(person=miller).update(**change)
    get(client, miller, f"/served/{step_of(case).pk}", 404)


def test_a_post_at_an_agency_serves_nothing(client: Client, case: Case, stranger: User) -> None:
    bank = Agency.objects.create(code="BANK", name_th="ธนาคาร", name_en="Bank", kind="bank", source="test")
    Post.objects.create(person=stranger, role=Post.Role.OFFICER, agency=bank, valid_from=dt.date(2026, 1, 1))
    get(client, stranger, f"/served/{step_of(case).pk}", 404)


def test_it_leads_to_the_question_and_back(client: Client, case: Case, miller: User) -> None:
    slot = Slot.objects.get(resource__code="M1")
    assert f'href="/asked#asked-{slot.pk}"' in get(client, miller, f"/served/{slot.step_id}")
    asked = get(client, miller, "/asked")
    assert f'id="asked-{slot.pk}"' in asked
    assert f'href="/served/{slot.step_id}"' in asked
    assert "รอคำตอบ" in get(client, miller, "/served")
    answer_slot(slot=slot.pk, yes=True, by=miller, now=world.NOW)
    assert "/asked#" not in get(client, miller, f"/served/{slot.step_id}")


def test_what_was_declined_dropped_withdrawn_or_long_past_is_gone(
    client: Client, case: Case, miller: User, owner: User
) -> None:
    step = step_of(case)
    url = f"/served/{step.pk}"
    for change in ({"dropped_at": world.NOW, "dropped_by": owner}, {"ends_at": world.NOW - 31 * world.DAY}):
        before = {name: getattr(step, name) for name in change}
        moved = {"starts_at": world.NOW - 32 * world.DAY} if "ends_at" in change else {}
        Step.objects.filter(pk=step.pk).update(**change | moved)
        get(client, miller, url, 404)
        Step.objects.filter(pk=step.pk).update(**before)
    get(client, miller, url)
    slot = Slot.objects.get(step=step)
    answer_slot(slot=slot.pk, yes=False, by=miller, now=world.NOW)
    get(client, miller, url, 404)
    Slot.objects.filter(pk=slot.pk).update(ended_at=None, ended_why=None)
    withdraw_case(case=case, by=owner, now=world.NOW)
    get(client, miller, url, 404)


def test_the_list_is_soonest_first_in_its_days_and_leaves_out_what_is_over(
    client: Client, case: Case, miller: User
) -> None:
    step = step_of(case)
    for days, heading in ((0, "วันนี้"), (2, "สัปดาห์นี้"), (9, "หลังจากนั้น")):
        start = world.NOW + days * world.DAY
        Step.objects.filter(pk=step.pk).update(
            starts_at=start, ends_at=start + world.HOUR, ready_at=start + world.HOUR
        )
        assert f"<h2>{heading}</h2>" in get(client, miller, "/served")
    start = world.NOW - world.DAY
    Step.objects.filter(pk=step.pk).update(starts_at=start, ends_at=start + world.HOUR)
    assert "โม่ 3" not in get(client, miller, "/served")
    get(client, miller, f"/served/{step.pk}")  # yesterday's may still be looked up


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("โม่", True),
        ("MILLING", True),
        ("m1", True),
        ("dryer", False),
        ("%", False),
        ("แม่คำ", False),
        ("x\0", False),
    ],
)
def test_it_is_searched_by_step_and_machine(
    client: Client, case: Case, miller: User, words: str, found: bool
) -> None:
    client.force_login(miller)
    html = client.get("/served", {"q": words}).content.decode()
    assert ("โม่ 3" in html) == found
    assert found or "ไม่พบ" in html


def test_where_nothing_is_booked_it_says_so(client: Client, miller: User) -> None:
    assert "empty" in get(client, miller, "/served")


def test_cases_lead_there_who_serves_and_nobody_else(
    client: Client, case: Case, miller: User, owner: User
) -> None:
    assert 'href="/served"' in get(client, miller, "/cases")
    assert 'href="/served"' not in get(client, owner, "/cases")


def test_it_asks_as_often_however_much_there_is(
    client: Client, case: Case, miller: User, firm: Firm, owner: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    client.force_login(miller)
    Case.objects.filter(pk=case.pk).update(firm=world.firm_of(owner, name="อื่น"))
    world.case_of(firm, owner, *(served(seq) for seq in range(4, 40)), plan="plan-2")
    client.get(f"/served/{step_of(case).pk}")  # what is read once a process
    with django_assert_max_num_queries(6):
        html = client.get("/served").content.decode()
    assert html.count("<article") == 30
    assert "page=2" in html
    with django_assert_max_num_queries(12):
        client.get(f"/served/{step_of(case).pk}")
