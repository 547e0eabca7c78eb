"""Uploading, writing and undoing."""
