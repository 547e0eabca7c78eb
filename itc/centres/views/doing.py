"""Buttons of a centre's pages: open closed days again, take a change back, print a code."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from itc.accounts.context import person_of
from itc.accounts.paper import CLAIM
from itc.accounts.paper.claim import sheet as claim_sheet
from itc.centres.actions.hours import open_days
from itc.centres.actions.people import make_claim_for
from itc.centres.actions.undoing import undo
from itc.centres.queries.officers import centre_of
from itc.lib.refusal import NotFound, Refusal
from itc.web.client import charge, way_back
from itc.web.paper.press import PAPER_COST, pdf
from itc.web.paper.views import given


@require_POST
@login_required
def centre_closing_open(request: HttpRequest, code: str, closing: int) -> HttpResponse:
    """Take closed days away."""
    by, now = person_of(request), timezone.now()
    centre = centre_of(code, by, now=now)
    return _done(
        request, code, "centre_closings", lambda: open_days(centre=centre, closing=closing, by=by, now=now)
    )


@require_POST
@login_required
def centre_undo(request: HttpRequest, code: str, change: int) -> HttpResponse:
    """Take a change back."""
    by, now = person_of(request), timezone.now()
    centre = centre_of(code, by, now=now)
    return _done(request, code, "centre_manage", lambda: undo(centre=centre, change=change, by=by, now=now))


@require_POST
@login_required
def centre_claim(request: HttpRequest, code: str, post: int) -> HttpResponse:
    """Make the claim code of somebody the centre entered for a post, and give its paper."""
    by, now = person_of(request), timezone.now()
    centre = centre_of(code, by, now=now)
    charge(request, PAPER_COST)
    written, claim = make_claim_for(centre=centre, post=post, by=by, now=now)
    link = request.build_absolute_uri(reverse("claim"))
    return given(pdf(CLAIM, claim_sheet(written, claim, link=link, given_at=centre.name)), "claim")


def _done(request: HttpRequest, code: str, page: str, do: Callable[[], object]) -> HttpResponse:
    """Do it and go back; refused, or pressed twice, the page says why."""
    try:
        do()
    except NotFound:
        raise
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Kept"))
    return redirect(way_back(request) or reverse(page, args=[code]))
