"""The case: one firm and one product on its way, with its steps, what is held for them, files and words."""
