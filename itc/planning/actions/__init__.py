"""Asking for a plan, accepting one, and changing the case it became."""

from itc.planning.actions.accepting import accept
from itc.planning.actions.asking import KEPT_DAYS, ask, tidy
from itc.planning.actions.changing import change
from itc.planning.actions.walking_in import WalkIn, accept_for

__all__ = ["KEPT_DAYS", "WalkIn", "accept", "accept_for", "ask", "change", "tidy"]
