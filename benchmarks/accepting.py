"""Clocks of accepting plans on the loaded sample network, in this process; what is written is taken back.

Run after `itc demo --no-serve`: python -m benchmarks.accepting [families]. Prints median and late times of
accepting a plan, of finding what a moved step changes, and of withdrawing.
"""

import datetime as dt
import os
import sys
import time
from collections import defaultdict
from contextlib import suppress

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "itc.config.settings")
django.setup()

from django.db import transaction  # noqa: E402 - after setup
from django.utils import timezone  # noqa: E402

from itc.accounts.models import User  # noqa: E402
from itc.cases.actions.ending import withdraw_case  # noqa: E402
from itc.cases.models import Case  # noqa: E402
from itc.catalogue.queries.knowledge import knowledge  # noqa: E402
from itc.firms.actions import enter_firm  # noqa: E402
from itc.lib import thai  # noqa: E402
from itc.lib.refusal import Refusal  # noqa: E402
from itc.planning.actions import accept, ask  # noqa: E402
from itc.planning.models import Plan  # noqa: E402
from itc.planning.queries.effects import Wish, effect  # noqa: E402
from itc.planning.rules.question import Question  # noqa: E402

PROVINCE = "TH-51"


def main(count: int) -> None:
    """Accept, move and withdraw a plan of each family, one after the other."""
    times: dict[str, list[float]] = defaultdict(list)
    steps = []
    with transaction.atomic():
        owner = User.objects.get(phone="+66812345678")
        firm = enter_firm(
            name="Firm", number="", kind="sme", sector="manufacturing", province=PROVINCE, people=None,
            revenue_thb=None, by=owner, now=timezone.now(),
        )  # fmt: skip
        for family in list(knowledge().families)[:count]:
            body = ask(question=Question("x", PROVINCE, family=family), now=timezone.now())
            plan = Plan.objects.get(pk=body["token"])
            begun = time.perf_counter()
            case = accept(plan=plan, kind="earliest", firm=firm, by=owner, now=timezone.now())
            times["accept"].append(time.perf_counter() - begun)
            steps.append(case.steps.count())
            begun = time.perf_counter()
            moved(case)
            times["a step moved: found"].append(time.perf_counter() - begun)
            begun = time.perf_counter()
            withdraw_case(case=case, by=owner, now=timezone.now())
            times["withdraw"].append(time.perf_counter() - begun)
        transaction.set_rollback(True)
    print(f"{len(steps)} plans of {min(steps)} to {max(steps)} steps")
    for name, each in times.items():
        each.sort()
        late = each[int(len(each) * 0.95)]
        middle, longest = each[len(each) // 2], each[-1]
        print(f"{name:22} p50 {middle * 1e3:6.1f}  p95 {late * 1e3:6.1f}  max {longest * 1e3:6.1f} ms")


def moved(case: Case) -> None:
    """Find what changes if the middle step begins five days later; a refusal takes as long."""
    steps = list(case.steps.kept())
    step = steps[len(steps) // 2]
    day = thai.local_day(step.starts_at) + dt.timedelta(days=5)
    with suppress(Refusal):
        effect(case, Wish({step.seq: day}), now=timezone.now())


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 90)
