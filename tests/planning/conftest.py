"""The sample network, loaded once for the tests of this folder."""

from tests.reference import network  # noqa: F401 - a fixture is used by its name
