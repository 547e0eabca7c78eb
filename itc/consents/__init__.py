"""What people agree to, by purpose, and take back at any time."""
