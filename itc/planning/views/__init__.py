"""The pages of plans."""

from itc.planning.views.accepting import plan_accept
from itc.planning.views.by_link import step_by_link
from itc.planning.views.changing import case_add, case_amount, case_step
from itc.planning.views.plans import plan_change, plan_detail, plan_paper
from itc.planning.views.proposing import proposal_take, slot_propose
from itc.planning.views.walking_in import plan_consent, plan_walk_in

__all__ = [
    "case_add",
    "case_amount",
    "case_step",
    "plan_accept",
    "plan_change",
    "plan_consent",
    "plan_detail",
    "plan_paper",
    "plan_walk_in",
    "proposal_take",
    "slot_propose",
    "step_by_link",
]
