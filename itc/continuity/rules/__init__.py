"""What a backup consists of."""
