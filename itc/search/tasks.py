"""What the search index needs while nobody looks."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from itc.jobs.registry import HOUR, Job, register
from itc.search import actions
from itc.search.registry import searchables


@task()
def index() -> int:
    """Return how many entries were written or given the meaning they lacked."""
    written = actions.index({model for each in searchables().values() for model in each.sources})
    return written + actions.fill()


register(Job("search-indexed", _("the search index is brought up to date"), HOUR, index))
