"""The papers of a case, for who may see it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from itc.accounts.context import person_of
from itc.cases.paper import SUMMARY
from itc.cases.paper.summary import sheet
from itc.cases.queries.lists import case_of
from itc.cases.queries.page import case_page
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
