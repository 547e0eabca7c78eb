"""Writes of the floor."""
