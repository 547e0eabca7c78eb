"""Tags of people's pages."""
