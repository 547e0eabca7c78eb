"""Is there anything to plan with?"""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from itc.catalogue.models import Family, Operation, RecipeStep
from itc.continuity.registry import Check, Finding, register


def knowledge_is_loaded() -> Iterator[Finding]:
    """Find the tables of what people make to be empty."""
    if not all(model.objects.exists() for model in (Family, Operation, RecipeStep)):
        yield Finding(_("The reference tables are empty: no idea can be planned."), _("Run `itc load data`."))


register(Check(gettext_noop("reference tables"), knowledge_is_loaded))
