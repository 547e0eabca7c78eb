"""Nothing that is held is broken silently."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from itc.centres.errors import HeldThen
from itc.centres.queries.held import held_outside, newly
from itc.network.models import Centre


@contextmanager
def minding(centre: Centre, *, agreed: bool, now: dt.datetime) -> Iterator[None]:
    """Do a change of hours inside; what was held in open time stays so, or somebody has agreed.

    Call it inside the transaction of the change. Refuses: HeldThen, with what would lie outside.
    """
    before = [] if agreed else held_outside(centre.pk, now=now)
    yield
    if not agreed and (held := newly(before, held_outside(centre.pk, now=now))):
        raise HeldThen(held)
