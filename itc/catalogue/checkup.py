"""Is there anything to plan with?"""

from collections.abc import Iterator

from itc.catalogue.models import Family, Operation, RecipeStep
from itc.continuity.registry import Check, Finding, register


def knowledge_is_loaded() -> Iterator[Finding]:
    """Find the tables of what people make to be empty."""
    if not all(model.objects.exists() for model in (Family, Operation, RecipeStep)):
        yield Finding("The reference tables are empty: no idea can be planned.", "Run `itc load data`.")


register(Check("reference tables", knowledge_is_loaded))
