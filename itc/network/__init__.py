"""Provinces, agencies, centres, dated coverage and posts."""
