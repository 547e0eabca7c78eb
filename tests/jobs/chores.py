"""Tasks that only tests queue."""

from django_tasks import task

from itc.audit.actions import record
from itc.jobs.errors import GiveUp

SAID = "เบอร์ 081-234 5678 ใช้แล้ว"


@task()
def note(number: int) -> int:
    """Leave a trace of being done."""
    record("chore.done", by=None, number=number)
    return number


@task()
def fail() -> None:
    """Fail as PostgreSQL does, repeating what somebody typed."""
    raise ValueError(f"DETAIL: {SAID!r}")


@task()
def hopeless() -> None:
    """Fail in a way that another try does not help."""
    raise GiveUp("the files are of another site")
