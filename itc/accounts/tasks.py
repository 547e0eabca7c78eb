"""What falls due for people while nobody looks."""

from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from itc.accounts import actions
from itc.jobs.registry import DAY, HOUR, Job, register


@task()
def forget_pending() -> int:
    """Return how many sign-ups were forgotten that nobody confirmed."""
    return actions.forget_pending(now=timezone.now())


@task()
def forget_sessions() -> int:
    """Return how many sessions were forgotten that have run out."""
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]


register(
    Job("sign-ups-forgotten", _("sign-ups go that nobody confirmed"), HOUR, forget_pending),
    Job("sessions-forgotten", _("sessions go that have run out"), DAY, forget_sessions),
)
