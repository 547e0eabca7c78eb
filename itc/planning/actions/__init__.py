"""Asking for a plan, accepting one, and changing the case it became."""

from itc.planning.actions.accepting import accept
from itc.planning.actions.asking import KEPT_DAYS, ask, tidy
from itc.planning.actions.changing import change

__all__ = ["KEPT_DAYS", "accept", "ask", "change", "tidy"]
