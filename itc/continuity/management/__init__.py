"""Commands of continuity."""
