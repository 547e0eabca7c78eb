"""What is wrong with a site."""
