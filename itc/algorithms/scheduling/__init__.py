"""Planning a path: a letter (`problem`) in, dated slots (`plan`) out, and a checker that trusts neither."""
