"""What falls due for centres while nobody looks."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from itc.centres.actions.demand import count_demand
from itc.centres.actions.hours import begin_hours
from itc.centres.actions.opening import open_due
from itc.jobs.registry import DAY, HOUR, MINUTE, Job, register


@task()
def begin() -> int:
    """Return how many resources have other hours from today on."""
    return begin_hours(now=timezone.now())


@task()
def count() -> int:
    """Return how many plans of the days that are over were counted."""
    return count_demand(now=timezone.now())


@task()
def open_centres() -> int:
    """Return how many centres have opened whose day has come."""
    return open_due(now=timezone.now())


register(
    Job("demand-counted", _("what was asked yesterday is counted, by province"), DAY, count),
    Job("hours-begun", _("new opening hours begin on their day"), HOUR, begin),
    # a minute late is soon enough: by their dates they are in lists and calendars at once
    Job("centres-opened", _("centres open whose day has come"), MINUTE, open_centres),
)
