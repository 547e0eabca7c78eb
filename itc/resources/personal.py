"""What bookings keep of people: nothing but for which purpose, and why time was given back."""

from itc.accounts.registry import Kept, columns, register
from itc.resources.models import Booking

register(
    Kept(
        Booking,
        columns(kept="purpose released_why"),
        why="When a machine, a person or a room was held: public money rests on it.",
        how_long="10 years",
    )
)
