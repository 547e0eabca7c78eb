"""Rules of the catalogue without a database: the path of steps, amounts, and the reading of a sentence."""
