"""Reads what a question needs before the first one comes: encoder, knowledge, what can be booked."""

import datetime as dt
import logging
import time

from django.db import DatabaseError, connection

from itc.catalogue.queries.understanding import understand
from itc.lib.thai import BANGKOK
from itc.planning.queries.network import grounds
from itc.resources.queries.supply import supply

log = logging.getLogger(__name__)


def warm() -> None:
    """Fill the snapshots of this process; without a database the first question will do it."""
    begun, today = time.perf_counter(), dt.datetime.now(tz=BANGKOK).date()
    try:
        understand("สบู่น้ำผึ้ง")
        grounds(supply(today), today)
    except DatabaseError:
        log.warning("the database is not ready: the first question will read it")
    finally:
        connection.close()
    log.info("warm after %.1f s", time.perf_counter() - begun)
