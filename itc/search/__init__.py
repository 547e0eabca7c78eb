"""One table of everything findable, and the words that find it."""
