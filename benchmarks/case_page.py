"""Clock of the page of a case with 60 messages, 30 files and 200 lines of what happened, in this process.

Run after `itc demo --no-serve`: python -m benchmarks.case_page [times]. Prints its steps, queries, size and
times; what is written is taken back.
"""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "itc.config.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402 - after setup
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.main_job import clock  # noqa: E402
from itc.accounts.models import User  # noqa: E402
from itc.cases.queries.page import case_page  # noqa: E402
from itc.firms.actions import enter_firm  # noqa: E402
from itc.planning.actions import accept, ask  # noqa: E402
from itc.planning.models import Plan  # noqa: E402
from itc.planning.rules.question import Question  # noqa: E402
from tests.cases.large import fill  # noqa: E402

QUESTION = Question("อยากทำลำไยอบแห้งเคลือบช็อกโกแลต ส่งออกญี่ปุ่น เดือนละ 200 กก.", "TH-51")


def main(times: int) -> None:
    """Fill a case and read its page again and again, as its owner."""
    now = timezone.now()
    with transaction.atomic():
        owner, officer = (
            User.objects.get(phone="+66812345678"),
            User.objects.get(email="officer@example.org"),
        )
        firm = enter_firm(
            name="Firm", number="", kind="sme", sector="manufacturing", province="TH-51", people=None,
            revenue_thb=None, by=owner, now=now,
        )  # fmt: skip
        plan = Plan.objects.get(pk=ask(question=QUESTION, now=now)["token"])
        case = accept(plan=plan, kind="earliest", firm=firm, by=owner, now=now)
        fill(case, owner, officer, now=now)
        client = Client()
        client.force_login(owner)
        client.get(f"/cases/{case.code}")  # what is new is kept as seen once
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = client.get(f"/cases/{case.code}")
        steps = sum(len(station.steps) for station in case_page(case, owner, now=now).stations)
        print(f"{steps} steps, {len(queries)} queries, {len(page.content):,} bytes")
        clock("page of a case", [lambda: client.get(f"/cases/{case.code}")] * times)
        transaction.set_rollback(True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
