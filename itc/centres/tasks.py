"""What falls due for centres while nobody looks."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from itc.centres.actions.hours import begin_hours
from itc.jobs.registry import HOUR, Job, register


@task()
def begin() -> int:
    """Return how many resources have other hours from today on."""
    return begin_hours(now=timezone.now())


register(Job("hours-begun", _("new opening hours begin on their day"), HOUR, begin))
