"""The bar over each screen of opening a centre."""

from typing import Any

from django import template
from django.utils import timezone

from itc.centres.models import Opening
from itc.centres.queries.opening import way
from itc.centres.rules.opening import STEPS
from itc.network.models import Centre

register = template.Library()


@register.inclusion_tag("centres/_opening_bar.html", takes_context=True)
def opening_bar(context: template.Context, centre: Centre) -> dict[str, Any]:
    """Show how far a draft is, what this screen still asks for, and the way on; nothing of other centres."""
    match = getattr(context.get("request"), "resolver_match", None)
    name = match.url_name if match else ""
    step = next((each for each in STEPS if name == each.page or name in each.also), None)
    opening = Opening.objects.under_way().filter(centre=centre).first() if centre.is_draft else None
    if opening is None or step is None:
        return {}
    return {"way": way(opening, now=timezone.now(), here=step.slug), "inner": name in step.also}
