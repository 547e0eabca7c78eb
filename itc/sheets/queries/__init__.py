"""Reads of spreadsheets."""
