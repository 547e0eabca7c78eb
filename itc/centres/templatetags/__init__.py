"""Filters of a centre's pages."""
