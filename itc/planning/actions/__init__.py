"""Asking for a plan, and accepting one."""

from itc.planning.actions.accepting import accept
from itc.planning.actions.asking import KEPT_DAYS, ask, tidy

__all__ = ["KEPT_DAYS", "accept", "ask", "tidy"]
