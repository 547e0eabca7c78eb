"""Pure decisions on centres."""

from itc.centres.rules.changing import CLOSED, FEWEST, HIDDEN, WEEKDAYS, opening_days, plain, read_day_hours

__all__ = ["CLOSED", "FEWEST", "HIDDEN", "WEEKDAYS", "opening_days", "plain", "read_day_hours"]
