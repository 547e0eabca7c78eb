"""What falls due for centres while nobody looks."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from itc.centres.actions.demand import count_demand
from itc.centres.actions.hours import begin_hours
from itc.jobs.registry import DAY, HOUR, Job, register


@task()
def begin() -> int:
    """Return how many resources have other hours from today on."""
    return begin_hours(now=timezone.now())


@task()
def count() -> int:
    """Return how many plans of the days that are over were counted."""
    return count_demand(now=timezone.now())


register(
    Job("demand-counted", _("what was asked yesterday is counted, by province"), DAY, count),
)
register(Job("hours-begun", _("new opening hours begin on their day"), HOUR, begin))
