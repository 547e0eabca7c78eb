"""What falls due for cases while nobody looks."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from itc.cases.actions import telling
from itc.cases.actions.chasing import chase_asked
from itc.cases.actions.ending import lapse_cases
from itc.cases.actions.firming import firm_up
from itc.cases.actions.links import forget_links
from itc.cases.actions.sweeping import sweep_files
from itc.cases.actions.visits import open_visits
from itc.cases.errors import FilesOfAnother
from itc.jobs.errors import GiveUp
from itc.jobs.registry import DAY, HOUR, MINUTE, Job, register


@task()
def lapse() -> int:
    """Return how many cases have lapsed that nobody confirmed in time."""
    return lapse_cases(now=timezone.now())


@task()
def open_stages() -> int:
    """Return how many stages were opened whose work has begun."""
    return open_visits(now=timezone.now())


@task()
def firm() -> str:
    """Return how many foreseen steps were held, and how many could not be had."""
    held, missed = firm_up(now=timezone.now())
    return f"{held} / {missed}" if held or missed else ""


@task()
def remind() -> int:
    """Return how many reminders were told."""
    return telling.remind(now=timezone.now())


@task()
def chase() -> str:
    """Return how many providers were reminded, how many lead officers told, how many slots given up."""
    counts = chase_asked(now=timezone.now())
    return " / ".join(map(str, counts)) if any(counts) else ""


@task()
def forget_old_links() -> int:
    """Return how many links of reminders were forgotten."""
    return forget_links(now=timezone.now())


@task()
def sweep() -> int:
    """Return how many files were removed that no case names. Gives up where they are another site's."""
    try:
        return sweep_files(now=timezone.now())
    except FilesOfAnother as refusal:
        raise GiveUp(str(refusal)) from refusal


register(
    Job("cases-lapsed", _("cases lapse that nobody confirmed"), MINUTE, lapse),
    Job("stages-opened", _("stages open as their work begins"), MINUTE, open_stages),
    Job("steps-firmed", _("what was foreseen is held: steps held / missed"), MINUTE, firm),
    Job("steps-told", _("firms are reminded of what comes next"), HOUR, remind),
    Job("answers-chased", _("providers are reminded of what waits for their answer"), HOUR, chase),
    Job("links-forgotten", _("links of reminders go that are long over"), DAY, forget_old_links),
    Job("files-swept", _("files go that no case names"), DAY, sweep),
)
