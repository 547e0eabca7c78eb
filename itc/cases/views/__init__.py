"""The pages of cases."""

from itc.cases.views.cases import case_confirm, case_detail, case_list, case_withdraw

__all__ = ["case_confirm", "case_detail", "case_list", "case_withdraw"]
