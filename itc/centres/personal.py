"""What centres keep of people: who opened which."""

from itc.accounts.registry import Kept, columns, register
from itc.centres.models import Opening

register(
    Kept(
        Opening,
        columns(nameless="begun_by settled_by cancelled_by"),
        why="Who opened a centre, settled its day or gave it up: others rest on it.",
        how_long="10 years after it opened or was cancelled",
        told=("centre", "begun_at", "settled_at", "cancelled_at"),
    )
)
