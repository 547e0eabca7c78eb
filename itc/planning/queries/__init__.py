"""Reads of planning: the letter to the planner, and the answer to her."""
