"""The pages of cases."""

from itc.cases.views.cases import asked_list, case_confirm, case_detail, case_list, case_withdraw, slot_answer

__all__ = ["asked_list", "case_confirm", "case_detail", "case_list", "case_withdraw", "slot_answer"]
