"""Shapes of input on centres."""
