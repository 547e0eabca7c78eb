"""Shape of what an officer writes of her centre."""
