"""The order of the tests: what needs more of the world comes later, so that the world is made once.

Browser stories first; then what asks for an empty database or none; last what asks for the shipped tables,
and for the sample network upon them.
"""

import pytest

BROWSER, EMPTY, TABLES, NETWORK = range(4)


def _place(item: pytest.Item) -> int:
    fixtures = getattr(item, "fixturenames", ())
    if item.get_closest_marker("browser"):
        return BROWSER
    if "network" in fixtures:
        return NETWORK
    return TABLES if "reference" in fixtures else EMPTY


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=_place)
