"""Pure decisions of the floor."""
