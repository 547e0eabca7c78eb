"""Pure decisions on centres."""

from itc.centres.rules.changing import CLOSED, FEWEST, HIDDEN, plain, read_day_hours

__all__ = ["CLOSED", "FEWEST", "HIDDEN", "plain", "read_day_hours"]
