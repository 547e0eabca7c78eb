"""Rules of the floor."""
