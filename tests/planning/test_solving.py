"""Two plan at a time and the rest wait; what was answered today is not worked out again while it holds."""

import datetime as dt
import threading
from dataclasses import replace

import pytest

from itc.algorithms.scheduling.solve import solve
from itc.algorithms.scheduling.spans import Spans
from itc.planning.errors import PlannersBusy
from itc.planning.queries import solving
from itc.planning.queries.solving import Solver, key_of
from tests.algorithms.scheduling.letters import at, letter, machine, visit, work

DAY = dt.date(2027, 1, 4)
PROBLEM = letter(visit(1, work(60)), visit(2, work(60), after=(1,)), resources=(machine(1),))
KEY = key_of(PROBLEM, version="1", day=DAY)


@pytest.fixture
def solved(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Give the letters that were really worked out."""
    asked: list[object] = []

    def counted(problem: object) -> object:
        asked.append(problem)
        return solve(problem)  # type: ignore[arg-type]

    monkeypatch.setattr(solving, "solve", counted)
    return asked


def test_the_same_question_is_worked_out_once_a_day(solved: list[object]) -> None:
    solver = Solver()
    assert solver.answers(PROBLEM, KEY) == solver.answers(PROBLEM, KEY) == solve(PROBLEM)
    assert len(solved) == 1


def test_another_version_of_the_data_is_another_question(solved: list[object]) -> None:
    solver = Solver()
    solver.answers(PROBLEM, KEY)
    solver.answers(PROBLEM, key_of(PROBLEM, version="2", day=DAY))
    assert len(solved) == 2


def test_later_in_the_day_a_plan_that_can_still_be_held_stays(solved: list[object]) -> None:
    solver = Solver()
    first = solver.answers(PROBLEM, KEY)
    later = replace(PROBLEM, now=at(0, 5))
    assert solver.answers(later, KEY) == first == solve(later)
    assert len(solved) == 1


def test_later_in_the_day_a_plan_whose_first_hour_has_passed_is_worked_out_again(
    solved: list[object],
) -> None:
    solver = Solver()
    first = solver.answers(PROBLEM, KEY)
    later = replace(PROBLEM, now=at(0, 9))
    assert solver.answers(later, KEY) == solve(later) != first
    assert len(solved) == 2


def test_who_lives_elsewhere_or_is_away_asks_another_question() -> None:
    away = replace(PROBLEM, owner=replace(PROBLEM.owner, away=Spans((at(0, 0),), (at(1, 0),))))
    assert key_of(away, version="1", day=DAY) != KEY


def test_old_answers_make_room_for_new_ones(solved: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "KEPT", 2)
    solver = Solver()
    keys = [key_of(PROBLEM, version=str(number), day=DAY) for number in range(3)]
    for key in (*keys, keys[0]):
        solver.answers(PROBLEM, key)
    assert len(solved) == 4


def test_two_work_at_a_time_a_third_waits_and_a_fourth_is_told_to_come_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    working, finish = threading.Semaphore(0), threading.Event()

    def slow(problem: object) -> tuple[()]:
        working.release()
        finish.wait(10)
        return ()

    monkeypatch.setattr(solving, "solve", slow)
    solver = Solver(slots=2, waiting=1, wait_seconds=10)
    threads = [threading.Thread(target=solver.answers, args=(PROBLEM, ("key", n))) for n in range(3)]
    for thread in threads:
        thread.start()
    assert working.acquire(timeout=5)
    assert working.acquire(timeout=5)
    assert not working.acquire(timeout=0.2), "a third works while two do"
    with pytest.raises(PlannersBusy) as refused:
        solver.answers(PROBLEM, ("key", "late"))
    assert refused.value.retry_after > 0
    finish.set()
    for thread in threads:
        thread.join(5)
    assert working.acquire(timeout=5), "the one who waited had a turn"


def test_who_waits_too_long_is_told_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    finish, begun = threading.Event(), threading.Event()

    def slow(problem: object) -> tuple[()]:
        begun.set()
        finish.wait(10)
        return ()

    monkeypatch.setattr(solving, "solve", slow)
    solver = Solver(slots=1, waiting=1, wait_seconds=0.05)
    thread = threading.Thread(target=solver.answers, args=(PROBLEM, ("key", 1)))
    thread.start()
    assert begun.wait(5)
    with pytest.raises(PlannersBusy):
        solver.answers(PROBLEM, ("key", 2))
    finish.set()
    thread.join(5)
