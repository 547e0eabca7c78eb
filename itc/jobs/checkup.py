"""Is a worker there, and has it done what it began?"""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django_tasks_db.models import DBTaskResult

from itc.continuity.registry import Check, Finding, register
from itc.jobs.queries import is_alive, last_seen


def worker_is_there() -> Iterator[Finding]:
    """Find that no worker has taken up anything for minutes: after the first one was ever started."""
    if last_seen() is not None and not is_alive(now=timezone.now()):
        yield Finding(
            _("No worker has been at work for a while: nothing lapses, is held or sent."),
            _("Start one: `itc worker`, or `itc serve` without --no-worker."),
        )


def nothing_is_dead() -> Iterator[Finding]:
    """Find background work that was tried as often as it is."""
    if count := DBTaskResult.objects.failed().count():
        yield Finding(
            _("Background work that could not be done: %(count)d.") % {"count": count},
            _("Open /work: it says what failed, to be tried again or put aside."),
        )


register(
    Check(gettext_noop("worker"), worker_is_there), Check(gettext_noop("background work"), nothing_is_dead)
)
