"""Reads for a centre's pages."""
