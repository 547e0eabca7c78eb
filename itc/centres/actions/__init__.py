"""Writes of a centre on itself: each is kept as a change, with what was before and after."""
