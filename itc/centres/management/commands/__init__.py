"""Commands of centres."""
