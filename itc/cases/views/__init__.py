"""The pages of cases."""

from itc.cases.views.asked import asked_list, asked_together, slot_answer, slot_take_back
from itc.cases.views.calendar import calendar, calendar_end, calendar_feed, calendar_make, case_calendar
from itc.cases.views.cases import case_confirm, case_detail, case_list, case_withdraw
from itc.cases.views.files import case_file, case_file_remove
from itc.cases.views.handling import case_ask_back, case_decline, case_hand, case_hand_over
from itc.cases.views.paper import case_claim, case_consent, case_paper
from itc.cases.views.replies import case_reply, reply_edit, reply_list, reply_remove
from itc.cases.views.served import served_detail, served_list
from itc.cases.views.talk import case_take_back, case_talk
from itc.cases.views.visits import case_finish, stage_close

__all__ = [
    "asked_list",
    "asked_together",
    "calendar",
    "calendar_end",
    "calendar_feed",
    "calendar_make",
    "case_ask_back",
    "case_calendar",
    "case_claim",
    "case_confirm",
    "case_consent",
    "case_decline",
    "case_detail",
    "case_file",
    "case_file_remove",
    "case_finish",
    "case_hand",
    "case_hand_over",
    "case_list",
    "case_paper",
    "case_reply",
    "case_take_back",
    "case_talk",
    "case_withdraw",
    "reply_edit",
    "reply_list",
    "reply_remove",
    "served_detail",
    "served_list",
    "slot_answer",
    "slot_take_back",
    "stage_close",
]
