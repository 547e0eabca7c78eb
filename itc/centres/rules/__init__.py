"""Pure decisions on centres."""
