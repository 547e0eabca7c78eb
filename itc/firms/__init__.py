"""Firms, the people who act for them, and what size they are."""
