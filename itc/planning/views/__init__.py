"""The pages of plans."""

from itc.planning.views.accepting import plan_accept
from itc.planning.views.changing import case_add, case_amount, case_step
from itc.planning.views.plans import plan_change, plan_detail, plan_paper

__all__ = ["case_add", "case_amount", "case_step", "plan_accept", "plan_change", "plan_detail", "plan_paper"]
