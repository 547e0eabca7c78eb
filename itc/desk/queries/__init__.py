"""Reads for the desk."""

from itc.desk.queries.queue import Desk, Line, desk, require_officer

__all__ = ["Desk", "Line", "desk", "require_officer"]
