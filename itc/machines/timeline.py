"""What the floor tells of a case: steps that fell with an outage or leave, and what became of them."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from itc.accounts.models import User
from itc.cases.models import Case
from itc.cases.registry import Line, register
from itc.machines.models import Fallen
from itc.machines.queries.outages_words import why_text
from itc.resources.models import Resource
from itc.resources.queries.taken import span_text

BECAME = {
    Fallen.Became.MOVED: lambda: _("%(why)s: “%(step)s” moved from %(was)s to %(is)s."),
    Fallen.Became.ALONG: lambda: _("%(why)s: “%(step)s” moved along from %(was)s to %(is)s."),
    Fallen.Became.BY_HAND: lambda: _("%(why)s: “%(step)s” on %(was)s has fallen, and needs a new time."),
}


@register
def of_outages(case: Case, _viewer: User) -> Iterator[Line]:
    """Tell which steps fell, why, and when they are now."""
    rows = Fallen.objects.filter(step__case=case)
    for row in rows.select_related("outage__resource", "outage__reported_by", "step", "instead"):
        url = reverse("case_step", args=[case.code, row.step.seq])
        yield Line(row.at, words_of(row), row.outage.reported_by.name, "changed", url)


def words_of(row: Fallen) -> str:
    """Return what became of a step, in a sentence."""
    return BECAME[Fallen.Became(row.became)]() % {
        "why": capfirst(why_text(row.outage)),
        "step": row.step.name,
        "was": span_text(row.was_from, row.was_to),
        "is": _now(row),
    }


def _now(row: Fallen) -> str:
    """Return when it is since then, and with what where that is another of its kind."""
    if row.is_from is None or row.is_to is None:
        return ""
    machine = row.instead if row.instead and row.instead.kind != Resource.Kind.PERSON else None
    return span_text(row.is_from, row.is_to) + (f" · {machine.name}" if machine else "")
