"""Pure parts of a plan: the question, and the answer by its schema."""
