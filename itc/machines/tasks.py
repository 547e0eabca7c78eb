"""What falls due on the floor while nobody looks."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from itc.jobs.registry import HOUR, Job, register
from itc.machines.actions.telling import remind_of_guesses


@task()
def remind() -> int:
    """Return how many outages end within a day, which was a guess, and were or had been told of."""
    return remind_of_guesses(now=timezone.now())


register(Job("outages-told", _("centres are asked whether what was a guess holds"), HOUR, remind))
