"""Home, navigation, search page, help and error pages."""
