"""Who did what, append-only, without foreign keys."""
