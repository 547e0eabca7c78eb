"""What falls due for plans while nobody looks."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from itc.jobs.registry import HOUR, Job, register
from itc.planning import actions


@task()
def forget_plans() -> int:
    """Return how many plans were forgotten whose link no longer works."""
    return actions.tidy(now=timezone.now())


register(Job("plans-forgotten", _("plans go whose 30 days are over"), HOUR, forget_plans))
