"""People who sign in, and their language."""
