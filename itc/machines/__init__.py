"""The floor: who comes to which machine today, how it went, and what happens when one cannot run."""
