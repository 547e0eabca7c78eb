"""Algorithms as a letter and a reply: plain Python and numpy, no web, no database."""
