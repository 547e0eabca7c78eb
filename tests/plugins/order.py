"""The order of the tests: what needs more of the world comes later, so that the world is made once.

Browser stories first; then what asks for an empty database or none; last what asks for the shipped tables,
and for the sample network upon them.

Also which tests ask a database, and which of them one only. A plan is worked out, and its page made, from
snapshots that read whole tables: tests of planning are asked of SQLite, and of PostgreSQL too where they are
marked `both`: what holds time and gives it back, what is kept of an answer, what is read anew after a write.
"""

from pathlib import Path

import pytest

ASKING = {"db", "transactional_db", "django_db_setup", "reference", "network"}
BROWSER, EMPTY, TABLES, NETWORK = range(4)
FROM_SNAPSHOTS = Path(__file__).parent.parent / "planning"


def _place(item: pytest.Item) -> int:
    fixtures = getattr(item, "fixturenames", ())
    if item.get_closest_marker("browser"):
        return BROWSER
    if "network" in fixtures:
        return NETWORK
    return TABLES if "reference" in fixtures else EMPTY


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what asks a database, which has to be asked of both."""
    if item.get_closest_marker("django_db") or not ASKING.isdisjoint(getattr(item, "fixturenames", ())):
        item.add_marker("database")
    if FROM_SNAPSHOTS in item.path.parents and not item.get_closest_marker("both"):
        item.add_marker("once")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=_place)
