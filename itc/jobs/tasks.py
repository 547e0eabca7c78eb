"""The house work of background work itself."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from itc.jobs.actions import forget_done, take_back_lost
from itc.jobs.registry import HOUR, MINUTE, Job, register


@task()
def take_back() -> int:
    """Return how many tasks of killed workers were put back."""
    return take_back_lost(now=timezone.now())


@task()
def forget() -> int:
    """Return how many tasks were forgotten that are done."""
    return forget_done(now=timezone.now())


register(
    Job("tasks-taken-back", _("take up what a stopped worker left behind"), MINUTE, take_back),
    Job("tasks-forgotten", _("forget what was done"), HOUR, forget),
)
