"""Reads of the catalogue: the snapshot that pages and planning share, and the path of one idea."""
