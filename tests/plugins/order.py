"""The order of the tests: what needs more of the world comes later, so that the world is made once.

Browser stories first, all in one process, since one site serves them; then what asks for an empty database or
none; last what asks for the shipped tables, and for the sample network upon them.
"""

import pytest

SITE, EMPTY, TABLES, NETWORK = range(4)


def _place(item: pytest.Item) -> int:
    fixtures = getattr(item, "fixturenames", ())
    if item.get_closest_marker("browser"):
        return SITE
    if "network" in fixtures:
        return NETWORK
    return TABLES if "reference" in fixtures else EMPTY


@pytest.hookimpl(tryfirst=True)
def pytest_itemcollected(item: pytest.Item) -> None:
    if _place(item) == SITE:
        item.add_marker(pytest.mark.xdist_group("site"))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=_place)
