"""Writes on centres."""
