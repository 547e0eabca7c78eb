"""Work in the background: what falls due, what is tried again, and what nobody could do."""
