"""Reads on centres."""
