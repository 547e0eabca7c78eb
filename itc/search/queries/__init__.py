"""Reads of the index: what is found for some words, and what completes them."""

from itc.search.queries.finding import Found, Group, Results, find, said, suggest
from itc.search.queries.held import encoder, held

__all__ = ["Found", "Group", "Results", "encoder", "find", "held", "said", "suggest"]
