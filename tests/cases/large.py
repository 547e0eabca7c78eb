"""A case on which much was said and shared, written row by row: for its page and for the clock of it."""

import datetime as dt

from itc.accounts.models import User
from itc.cases.models import Case, File, Message, Side, Slot

MESSAGES, FILES, LINES = 60, 30, 200


def fill(case: Case, owner: User, officer: User, *, now: dt.datetime) -> None:
    """Write 60 messages and 30 files, have each slot answered, and add removed files up to 200 lines told."""
    sides = ((owner, Side.FIRM), (officer, Side.CENTRE))
    Message.objects.bulk_create(
        Message(
            case=case, at=_at(number, now), by=sides[number % 2][0], side=sides[number % 2][1],
            words=f"ข้อความที่ {number} https://example.org/{number}\nบรรทัดที่สอง",
        )
        for number in range(MESSAGES)
    )  # fmt: skip
    slots = Slot.objects.filter(step__case=case)
    answers = slots.update(must_ask=True, answered_at=now, answered_by=officer)
    steps = list(case.steps.all())
    removed = (LINES - 1 - answers - FILES) // 2
    File.objects.bulk_create(
        File(
            case=case, step=steps[number % len(steps)], name=f"ไฟล์ {number}.pdf", kind="pdf", size=1000,
            digest=f"{number:064}", stored=f"{number:02x}/x", at=_at(number, now), by=owner, side=Side.FIRM,
            removed_at=None if number < FILES else now, removed_by=None if number < FILES else owner,
        )
        for number in range(FILES + removed)
    )  # fmt: skip


def _at(number: int, now: dt.datetime) -> dt.datetime:
    return now - dt.timedelta(minutes=500 - number)
