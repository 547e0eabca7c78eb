"""The papers of a case, for who may see it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from itc.accounts.context import person_of
from itc.accounts.paper import CLAIM
from itc.accounts.paper.claim import sheet as claim_sheet
from itc.cases.actions.claims import make_claim_of
from itc.cases.paper import SUMMARY
from itc.cases.paper.summary import sheet
from itc.cases.queries.lists import case_of
from itc.cases.queries.page import case_page
from itc.consents.paper import CONSENT
from itc.consents.paper.consent import sheet as consent_sheet
from itc.web.client import charge
from itc.web.paper.press import PAPER_COST, pdf
from itc.web.paper.views import given


@require_safe
@login_required
def case_paper(request: HttpRequest, code: str) -> HttpResponse:
    """Give a case in short on A4."""
    me, now = person_of(request), timezone.now()
    case = case_of(me, code, now=now)
    charge(request, PAPER_COST)
    link = request.build_absolute_uri(reverse("case_detail", args=[case.code]))
    return given(pdf(SUMMARY, sheet(case_page(case, me, now=now), link=link, now=now)), "case")


@require_safe
@login_required
def case_consent(request: HttpRequest, code: str) -> HttpResponse:
    """Give the consent to print, for who of the firm of a case wishes an officer to act for her."""
    now = timezone.now()
    case = case_of(person_of(request), code, now=now)
    charge(request, PAPER_COST)
    places = list(dict.fromkeys(step.place for step in case.steps.kept() if step.place))
    link = request.build_absolute_uri(reverse("privacy"))
    sheet = consent_sheet(case.lead_centre, places, firm=case.firm.name, link=link, now=now)
    return given(pdf(CONSENT, sheet), "consent")


@require_POST
@login_required
def case_claim(request: HttpRequest, code: str) -> HttpResponse:
    """Make the claim code of the person entered for a case, and give its paper: it is read nowhere else."""
    me, now = person_of(request), timezone.now()
    case = case_of(me, code, now=now)
    charge(request, PAPER_COST)
    written, claim = make_claim_of(case=case, by=me, now=now)
    link = request.build_absolute_uri(reverse("claim"))
    return given(pdf(CLAIM, claim_sheet(written, claim, link=link, given_at=case.lead_centre.name)), "claim")
