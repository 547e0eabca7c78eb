"""What tests of planning share."""

import datetime as dt

import pytest
from django.utils import timezone


@pytest.fixture
def now(network: dt.datetime) -> dt.datetime:
    """Give the moment, once the sample network stands."""
    return timezone.now()
