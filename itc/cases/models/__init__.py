"""A case and all that hangs on it."""

from itc.cases.models.cases import Case, Closure, Confirmation
from itc.cases.models.feeds import Feed
from itc.cases.models.steps import Miss, Slot, Step

__all__ = ["Case", "Closure", "Confirmation", "Feed", "Miss", "Slot", "Step"]
