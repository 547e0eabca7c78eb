"""What the catalogue keeps of people: words nobody understood, without whose they were."""

from itc.accounts.registry import Kept, columns, register
from itc.catalogue.models import UnreadIdea

register(
    Kept(
        UnreadIdea,
        columns(kept="words province_code"),
        why="Words to learn from, without names and numbers, and with nothing that leads to a person.",
        how_long="until they are learnt from",
    )
)
