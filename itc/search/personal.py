"""What search keeps: nothing of people."""

from itc.accounts.registry import Fate, Kept, register
from itc.search.models import Entry

COLUMNS = (
    "kind", "object_key", "name_th", "name_en", "aliases", "about_th", "about_en", "page", "page_key",
    "centre_code", "province_code", "meaning",
)  # fmt: skip

register(
    Kept(
        Entry,
        dict.fromkeys(COLUMNS, Fate.KEPT),
        why="What can be found: products, machines, centres, standards. No person, firm or case is in it.",
        how_long="as long as what it tells of",
    )
)
