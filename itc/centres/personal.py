"""What centres keep of people: who changed what; what they say of themselves names nobody."""

from itc.accounts.registry import Kept, columns, register
from itc.centres.models import Change, Contact, Opening, Profile, Service

WITH_IT = "with the data of the centre"

register(
    Kept(
        Change,
        columns(nameless="by undone_by", kept="rows"),
        why="Who changed what of a centre and when; people in it are told by their numbers.",
        how_long="10 years",
        told=("centre", "part", "at", "since", "undone_at"),
    ),
    Kept(
        Contact,
        columns(kept="phone email line address_th address_en"),
        why="How a centre is reached, as it tells everybody: of an office, not of a person.",
        how_long=WITH_IT,
    ),
    Kept(
        Service,
        columns(kept="name_th name_en about_th about_en"),
        why="What a centre offers, as it tells everybody.",
        how_long=WITH_IT,
    ),
    Kept(
        Profile,
        columns(kept="what_th what_en unit_th unit_en source"),
        why="What a centre says of its province, with where it is known from.",
        how_long=WITH_IT,
    ),
    Kept(
        Opening,
        columns(nameless="begun_by settled_by cancelled_by"),
        why="Who opened a centre, settled its day or gave it up: others rest on it.",
        how_long="10 years after it opened or was cancelled",
        told=("centre", "begun_at", "settled_at", "cancelled_at"),
    ),
)
