"""A centre's own pages: what it offers, who works there, its area; opening a new one."""
