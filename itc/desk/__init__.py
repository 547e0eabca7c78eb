"""An officer's day: the cases of her centre, what waits, and until when."""
