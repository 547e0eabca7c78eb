"""Commands of the app, and of the tables that it stands on."""
