"""Keeping a site well: copies of all it holds, putting them back, and saying what is wrong with it."""
