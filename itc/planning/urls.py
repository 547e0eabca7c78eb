"""Routes of plans."""

from django.urls import path

from itc.planning import views

urlpatterns = [
    path("plans/<slug:token>", views.plan_detail, name="plan_detail"),
    path("plans/<slug:token>/paper.pdf", views.plan_paper, name="plan_paper"),
    path("plans/<slug:token>/accept", views.plan_accept, name="plan_accept"),
    path("plans/<slug:token>/walk-in", views.plan_walk_in, name="plan_walk_in"),
    path("plans/<slug:token>/consent.pdf", views.plan_consent, name="plan_consent"),
    path("cases/<slug:code>/steps/<int:seq>", views.case_step, name="case_step"),
    path("cases/<slug:code>/add/<int:seq>", views.case_add, name="case_add"),
    path("cases/<slug:code>/amount", views.case_amount, name="case_amount"),
    path("asked/<int:slot>/propose", views.slot_propose, name="slot_propose"),
    path("cases/<slug:code>/proposals/<int:proposal>", views.proposal_take, name="proposal_take"),
    path("come/<slug:secret>", views.step_by_link, name="step_by_link"),
    path("plans/<slug:token>/changes", views.plan_change, name="plan_change"),
]
