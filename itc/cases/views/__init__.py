"""The pages of cases."""

from itc.cases.views.calendar import calendar, calendar_end, calendar_feed, calendar_make, case_calendar
from itc.cases.views.cases import asked_list, case_confirm, case_detail, case_list, case_withdraw, slot_answer

__all__ = [
    "asked_list",
    "calendar",
    "calendar_end",
    "calendar_feed",
    "calendar_make",
    "case_calendar",
    "case_confirm",
    "case_detail",
    "case_list",
    "case_withdraw",
    "slot_answer",
]
