"""Clocks of the main job on the loaded sample network, in this process, warm unless it says cold.

Run after `itc demo --no-serve`: python -m benchmarks.main_job [provinces…]. Prints medians and late times of
understanding a sentence, planning every family in every province, home and the page of a plan.
"""

import os
import sys
import time
from collections.abc import Callable, Iterable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "itc.config.settings")
django.setup()

from django.test import Client  # noqa: E402 - after setup
from django.utils import timezone  # noqa: E402

from itc.catalogue.queries.knowledge import knowledge  # noqa: E402
from itc.catalogue.queries.understanding import understand  # noqa: E402
from itc.planning.actions import ask  # noqa: E402
from itc.planning.queries.answering import Planned, planned, understood  # noqa: E402
from itc.planning.rules.question import Question  # noqa: E402

IDEA = "อยากทำลำไยอบแห้งเคลือบช็อกโกแลต ส่งออกญี่ปุ่น เดือนละ 200 กก."
PROVINCES = ("TH-51", "TH-57", "TH-10", "TH-20", "TH-40", "TH-34", "TH-84", "TH-96")


def clock(name: str, calls: Iterable[Callable[[], object]]) -> None:
    """Print the count, the median, the 95th percentile and the longest of some calls, in milliseconds."""
    times = []
    for call in calls:
        begun = time.perf_counter()
        call()
        times.append((time.perf_counter() - begun) * 1000)
    times.sort()
    middle, late = times[len(times) // 2], times[int(len(times) * 0.95)]
    print(f"{name:44} n {len(times):4}  p50 {middle:7.1f}  p95 {late:7.1f}  max {times[-1]:7.1f} ms")


def figures(plans: list[Planned]) -> None:
    """Print what came out: plans fully met and exact, cards a question, days until the market."""
    answers = [(made, answer) for made in plans for answer in made.answers]
    met = sum(not answer.plan.unmet for _, answer in answers)
    exact = sum(answer.exact for _, answer in answers)
    days = sorted((made.answers[0].plan.finish - made.problem.start) // 1440 for made in plans)
    late, middle = days[int(len(days) * 0.95)], days[len(days) // 2]
    print(f"  {len(plans)} questions, {len(answers)} plans: {met} fully met, {exact} exact")
    print(f"  days until the market: median {middle}, p95 {late}, longest {days[-1]}")


def main(provinces: tuple[str, ...]) -> None:
    """Run every clock."""
    now = timezone.now()
    clock("first question of a process, cold", [lambda: ask(question=Question(IDEA, "TH-51"), now=now)])
    clock("understanding a sentence", [lambda: understand(IDEA)] * 100)
    families = list(knowledge().families)
    for name, words in (("plan, every family and province", "x"), ("plan, for export to Japan", IDEA)):
        questions = [
            Question(words, province, family=family) for family in families for province in provinces
        ]
        plans: list[Planned] = []
        clock(
            name,
            [lambda q=each, kept=plans: kept.append(planned(understood(q), now=now)) for each in questions],
        )
        figures(plans)
    clock("question, plan, kept", [lambda: ask(question=Question(IDEA, "TH-51"), now=now)] * 20)
    token = ask(question=Question(IDEA, "TH-51"), now=now)["token"]
    client = Client()
    clock("home page", [lambda: client.get("/")] * 50)
    clock("page of a plan", [lambda: client.get(f"/plans/{token}")] * 50)
    clock("search page", [lambda: client.get("/search", {"q": "เครื่องอบแห้ง"})] * 50)


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or PROVINCES)
