"""A case and all that hangs on it."""

from itc.cases.models.cases import Case, Closure, Confirmation
from itc.cases.models.feeds import Feed
from itc.cases.models.handling import Handling, HandOver, Leave
from itc.cases.models.links import StepLink
from itc.cases.models.merging import Merge
from itc.cases.models.proposals import Proposal
from itc.cases.models.replies import Reply
from itc.cases.models.steps import Miss, Slot, Step
from itc.cases.models.talk import File, Message, Seen, Side
from itc.cases.models.visits import Visit

__all__ = [
    "Case", "Closure", "Confirmation", "Feed", "File", "HandOver", "Handling", "Leave", "Merge", "Message",
    "Miss", "Proposal", "Reply", "Seen", "Side", "Slot", "Step", "StepLink", "Visit",
]  # fmt: skip
