"""Writes on the floor."""
