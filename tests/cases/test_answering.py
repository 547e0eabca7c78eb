"""Those who answer: their queue, an answer in place, many at once, taken back, and what nobody answers."""

import datetime as dt

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from itc.accounts.models import User
from itc.audit.models import Event
from itc.cases.actions.answering import answer_all, answer_slot, take_back_answer
from itc.cases.actions.changing import change_case
from itc.cases.actions.chasing import chase_asked
from itc.cases.actions.ending import confirm_case
from itc.cases.errors import NothingAsked
from itc.cases.link_errors import NothingToTakeBack
from itc.cases.models import Case, Miss, Slot
from itc.cases.models.steps import NO_ANSWER
from itc.cases.queries.asked import UNDO, asked_of, queue
from itc.cases.registry import lines_of
from itc.cases.rules.asked import Wanted, read, reason
from itc.cases.rules.planned import Rewritten
from itc.firms.models import Firm, SizeRule
from itc.network.models import Centre
from itc.notices.models import Notice
from itc.resources.errors import NotAllFree
from itc.resources.models import Booking, Resource
from tests.cases import world
from tests.cases.world import DAY, HOUR, NOW


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def asking(firm: Firm, owner: User, officer: User, dryer: Resource) -> Slot:
    """A slot of a confirmed case that waits for its centre."""
    Resource.objects.update(approval=Resource.Approval.ASK)
    case = world.case_of(firm, owner, world.planned(2, world.hold("U1", 2)))
    confirm_case(case=case, by=officer, now=NOW)
    return Slot.objects.get()


def others_of(unit: Resource, number: int) -> None:
    """Make so many more units like one."""
    for each in range(number):
        row = Resource.objects.get(pk=unit.pk)
        row.pk, row.code, row._state.adding = None, f"V{each}", True
        row.save()


def told(person: User) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def answer(client: Client, slot: Slot, path: str = "", **sent: str) -> str:
    response = client.post(f"/en/asked/{slot.pk}{path}", sent, headers={"HX-Request": "true"})
    assert response.status_code == 200
    return response.content.decode()


def test_the_queue_says_what_one_needs_to_answer(
    client: Client, asking: Slot, officer: User, dryer: Resource
) -> None:
    SizeRule.objects.create(
        code="m", sector="manufacturing", size="micro", most_people=5, most_revenue_thb=1_800_000,
        valid_from="2020-01-01", source="test",
    )  # fmt: skip
    for start, end in ((4, 6), (-2, -1)):
        times = {"held_from": asking.held_from + start * HOUR, "held_to": asking.held_from + end * HOUR}
        used = {"use_from": times["held_from"], "use_to": times["held_to"]}
        Booking.objects.create(resource=dryer, purpose="absence" if start < 0 else "case", **times, **used)
    (row,) = queue(officer, Wanted(), now=NOW).rows
    assert asking.answer_by == row.slot.step.case.lapses_at
    assert row.last_day == dt.date(2026, 12, 4)
    assert [each.clashes for each in row.beside] == [False, False]
    client.force_login(officer)
    html = client.get("/en/asked").content.decode()
    for said in ("แม่คำลำไย", "Dried fruit", "micro", "4 Dec 2026", "07:00–", "asked on 1 Dec"):
        assert said in html


def test_what_is_foreseen_is_answered_as_its_firm_window_comes_and_may_clash(
    firm: Firm, owner: User, officer: User, dryer: Resource
) -> None:
    Resource.objects.update(approval=Resource.Approval.ASK)
    far = world.planned(20, world.hold("U1", 20), firm=False, certainty="forecast")
    world.case_of(firm, owner, far)
    slot = Slot.objects.get()
    assert slot.answer_by == slot.held_from - 45 * DAY
    times = {"held_from": slot.held_from, "held_to": slot.held_to}
    Booking.objects.create(
        resource=dryer, purpose="other", use_from=slot.use_from, use_to=slot.use_to, **times
    )
    (row,) = queue(officer, Wanted(), now=NOW).rows
    assert [each.clashes for each in row.beside] == [True]


def test_it_is_as_many_queries_however_many_wait(
    client: Client, firm: Firm, owner: User, officer: User, dryer: Resource,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    Resource.objects.update(approval=Resource.Approval.ASK)
    others_of(dryer, 6)
    for span in (range(1), range(1, 6)):
        for number in span:
            step = world.planned(2, world.hold(f"V{number}", 2))
            confirm_case(case=world.case_of(firm, owner, step, plan=f"p{number}"), by=officer, now=NOW)
        queue(officer, Wanted(), now=NOW)  # what is read once a process
        with django_assert_num_queries(9):
            assert len(queue(officer, Wanted(), now=NOW).rows) == len(span) + span.start


@pytest.mark.parametrize(
    ("asked", "found"),
    [("q=แม่คำ", 1), ("q=Step+2", 1), ("unit=U1", 1), ("q=ไม่มี", 0), ("unit=U9", 0)],
)
def test_it_is_narrowed_by_words_and_unit(
    client: Client, asking: Slot, officer: User, asked: str, found: int
) -> None:
    client.force_login(officer)
    html = client.get(f"/asked?{asked}").content.decode()
    assert html.count(f'id="asked-{asking.pk}"') == found


def test_where_a_unit_has_no_centre_the_lead_officer_answers(
    asking: Slot, officer: User, stranger: User
) -> None:
    Resource.objects.filter(code="U1").update(centre=None, kind="person", machine_kind=None)
    assert list(asked_of(officer, now=NOW)) == [asking]
    assert not asked_of(stranger, now=NOW).exists()


def test_a_yes_is_said_in_place_and_taken_back(
    client: Client, asking: Slot, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(officer)
    row = answer(client, asking, answer="yes")
    assert row.lstrip().startswith("<tr")
    assert "Yes said" in row
    assert "Yes said" in client.get("/en/asked").content.decode(), "she may still take it back"
    assert "Yes said" not in answer(client, asking, "/take-back")
    assert list(asked_of(officer, now=NOW)) == [asking]
    answer(client, asking, answer="yes")
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + UNDO)
    assert "cannot be taken back" in answer(client, asking, "/take-back")
    assert "Yes said" not in client.get("/en/asked").content.decode()


def test_a_no_needs_a_reason_and_keeps_what_was_typed(client: Client, asking: Slot, officer: User) -> None:
    client.force_login(officer)
    row = answer(client, asking, answer="no")
    assert "Write why" in row
    assert "<details open>" in row
    plain = client.post(f"/en/asked/{asking.pk}", {"answer": "no", "q": "แม่คำ"})
    assert plain.status_code == 422
    assert 'value="แม่คำ"' in plain.content.decode()
    assert not Miss.objects.exists()
    row = answer(client, asking, answer="no", reason="repair", words="พัดลมเสีย")
    assert f"/en/asked/{asking.pk}/propose" in row
    assert Miss.objects.get().why == ["it is being repaired or looked after – พัดลมเสีย"]


def test_without_javascript_the_page_comes_back_at_the_row_below(
    client: Client, asking: Slot, officer: User
) -> None:
    client.force_login(officer)
    sent = {"answer": "yes", "next": "77", "q": "แม่คำ"}
    answered = client.post(f"/asked/{asking.pk}", sent)
    assert answered["Location"].endswith("?q=%E0%B9%81%E0%B8%A1%E0%B9%88%E0%B8%84%E0%B8%B3#asked-77")
    again = client.post(f"/asked/{asking.pk}", {"answer": "no", "reason": "full"})
    assert again.status_code == 404, "a second press, or a colleague who was quicker"
    assert Slot.objects.get().is_held


def test_a_no_is_taken_back_while_its_time_is_free(asking: Slot, officer: User, owner: User) -> None:
    answer_slot(slot=asking.pk, yes=False, words="x", by=officer, now=NOW)
    assert not Booking.objects.live().exists()
    take_back_answer(slot=asking.pk, by=officer, now=NOW + UNDO / 2)
    asking.refresh_from_db()
    assert (asking.is_held, asking.answered_at) == (True, None)
    assert Miss.objects.get().made_good_at
    assert told(owner)[-2:] == ["slot.declined", "slot.back"]
    assert Event.objects.filter(verb="case.answer-taken-back").count() == 1
    with pytest.raises(NothingToTakeBack):
        take_back_answer(slot=asking.pk, by=officer, now=NOW + UNDO / 2)


def test_a_no_stands_where_the_time_went_to_somebody_else_or_the_firm_has_moved_on(
    asking: Slot, officer: User, owner: User, dryer: Resource
) -> None:
    answer_slot(slot=asking.pk, yes=False, words="x", by=officer, now=NOW)
    times = {"held_from": asking.held_from, "held_to": asking.held_to}
    taken = Booking.objects.create(
        resource=dryer, purpose="other", use_from=asking.use_from, use_to=asking.use_to, **times
    )
    with pytest.raises(NotAllFree):
        take_back_answer(slot=asking.pk, by=officer, now=NOW)
    assert Slot.objects.get().answered_at, "all or nothing"
    taken.delete()
    case = Case.objects.get(pk=asking.step.case_id)
    later = world.planned(2, world.hold("U1", 3), starts_at=NOW + 9 * DAY, ends_at=NOW + 9 * DAY + 3 * HOUR,
                          ready_at=NOW + 9 * DAY + 3 * HOUR)  # fmt: skip
    change_case(
        case=case, change=Rewritten(asked=case.asked, after={2: ()}, moved=(later,)), by=owner, now=NOW
    )
    with pytest.raises(NothingToTakeBack):
        take_back_answer(slot=asking.pk, by=officer, now=NOW)


def test_who_answers_while_the_firm_moves_it_answers_nothing(
    asking: Slot, officer: User, owner: User
) -> None:
    case = Case.objects.get(pk=asking.step.case_id)
    start = NOW + 9 * DAY
    later = world.planned(
        2, world.hold("U1", 3), starts_at=start, ends_at=start + 3 * HOUR, ready_at=start + 3 * HOUR
    )
    change_case(
        case=case, change=Rewritten(asked=case.asked, after={2: ()}, moved=(later,)), by=owner, now=NOW
    )
    with pytest.raises(NothingAsked):
        answer_slot(slot=asking.pk, yes=True, by=officer, now=NOW)
    assert Slot.objects.asked().get().answer_by == Slot.objects.asked().get().step.case.lapses_at


def test_many_are_answered_alike_each_for_itself(
    client: Client, asking: Slot, officer: User, owner: User, firm: Firm, dryer: Resource
) -> None:
    others_of(dryer, 1)
    world.case_of(firm, owner, world.planned(2, world.hold("V0", 2)), plan="p2")
    other = Slot.objects.exclude(pk=asking.pk).get()
    answer_slot(slot=other.pk, yes=True, by=officer, now=NOW)
    done = answer_all(slots=[asking.pk, other.pk, 10**9], yes=True, words="", by=officer, now=NOW)
    assert (done.done, [slot for slot, _why in done.refused]) == (1, [other.pk, 10**9])
    client.force_login(officer)
    refused = client.post("/asked/together", {"slot": [f"{asking.pk}"], "do": "no"})
    assert refused.status_code == 422
    sent = {"slot": [f"{asking.pk}", "x", "9" * 30], "do": "no", "reason": "full"}
    assert client.post("/asked/together", sent).status_code == 302
    assert not Miss.objects.exists(), "both were answered before"


def test_a_stranger_answers_and_takes_back_nothing(client: Client, asking: Slot, stranger: User) -> None:
    client.force_login(stranger)
    for path in ("", "/take-back"):
        assert client.post(f"/asked/{asking.pk}{path}", {"answer": "yes"}).status_code == 404
    client.post("/asked/together", {"slot": [f"{asking.pk}"], "do": "yes"})
    assert Slot.objects.asked().count() == 1
    assert "แม่คำลำไย" not in client.get("/asked").content.decode()


def test_what_nobody_answers_is_reminded_of_told_to_the_lead_and_given_up(
    asking: Slot, officer: User, owner: User, lamphun: Centre
) -> None:
    assert asking.answer_by
    assert chase_asked(now=asking.answer_by - 2 * DAY) == (0, 0, 0)
    assert [chase_asked(now=asking.answer_by - HOUR) for _again in range(2)] == [(1, 0, 0), (0, 0, 0)]
    assert [chase_asked(now=asking.answer_by + HOUR) for _again in range(2)] == [(0, 1, 0), (0, 0, 0)]
    assert told(officer)[-2:] == ["slot.late", "slot.unanswered"]
    late = asking.answer_by + DAY
    assert [chase_asked(now=late) for _again in range(2)] == [(0, 0, 1), (0, 0, 0)]
    asking.refresh_from_db()
    assert (asking.ended_why, asking.is_held) == (NO_ANSWER, False)
    assert not Booking.objects.live().exists()
    assert Miss.objects.filter(made_good_at=None).count() == 1
    assert told(owner)[-1] == "slot.lapsed"
    case = Case.objects.get(pk=asking.step.case_id)
    assert any("U1" in str(line.words) for line in lines_of(case, owner))


def test_what_begins_sooner_is_given_up_as_it_begins(asking: Slot) -> None:
    soon = NOW + 2 * HOUR
    Slot.objects.update(answer_by=soon, held_from=soon)
    assert chase_asked(now=soon)[2] == 1


def test_a_reason_is_a_usual_one_words_or_both_and_nothing_else() -> None:
    assert reason({"reason": "nobody knows", "words": "  "}) == ""
    assert reason({"words": "ก\u0000" + "ข" * 900}) == "ก" + "ข" * 399
    assert read({"q": " a \0 b ", "unit": "u" * 200, "page": "2"}) == Wanted("a b", "u" * 80, "2")
