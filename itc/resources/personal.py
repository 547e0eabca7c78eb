"""What is kept of people with a calendar: whose account it is; and of bookings, what they are for."""

from itc.accounts.registry import Kept, columns, register
from itc.resources.models import Booking, Closing, OpenHours, Resource

register(
    Kept(
        Resource,
        columns(erased="person"),
        why=(
            "Which calendar is hers, so that her day sheet shows what she herself is booked for, she reports "
            "her own leave, and is asked where she is of no centre."
        ),
        how_long="while she has an account",
        told=("code", "name"),
        erase=lambda person, _now: Resource.objects.filter(person=person).update(person=None),
    ),
    Kept(
        Booking,
        columns(kept="purpose released_why"),
        why="When a machine, a person or a room was held: public money rests on it.",
        how_long="10 years",
    ),
    Kept(
        Closing,
        columns(kept="name_th name_en"),
        why="Why a centre was closed on some days, as it tells everybody.",
        how_long="with the data of the centre",
    ),
    Kept(
        OpenHours,
        columns(kept="hours"),
        why="When a centre and what is of it is open, from which day on.",
        how_long="with the data of the centre",
    ),
)
