"""Pages of a centre: the one everybody sees, and those on which its officers keep it."""
