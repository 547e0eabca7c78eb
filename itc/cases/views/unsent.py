"""Words of somebody whose session had run out: kept, and back in the form once she has signed in.

A session's content stands in the database alone: nothing of it is in a cookie, an address or a log.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import asdict
from functools import wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from itc.cases.forms import TalkForm, Unsent
from itc.cases.models import Case
from itc.cases.models.talk import MOST_WORDS
from itc.cases.rules.words import plain
from itc.web.client import charge
from itc.web.csrf import require_proof
from itc.web.errors import OpenTooLong
from itc.web.uploads import left_out

View = Callable[[HttpRequest, str], HttpResponse]
UNSENT = "unsent"
KEPT = dt.timedelta(days=1)
COST = 20
"""Of keeping words, in units of the public budget: who is not signed in must not fill the database."""


def sign_in_first(view: View) -> View:
    """Lead who is not signed in to the sign-in page, and from there to the form with what she typed."""

    @wraps(view)
    def guarded(request: HttpRequest, code: str) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, code)
        if request.method == "POST":
            _keep(request, code)
        return redirect_to_login(f"{reverse('case_detail', args=[code])}#talk-form")

    return guarded


def _keep(request: HttpRequest, code: str) -> None:
    try:
        require_proof(request)
    except OpenTooLong:
        said = _("You are signed out, and what you wrote could not be kept. Go back and copy it first.")
        messages.warning(request, said)
        return
    charge(request, COST)
    request.session[UNSENT] = asdict(_typed(request, code))
    request.session.set_expiry(KEPT)  # so that her words go, though nobody comes back for them
    said = _("You are signed out. What you wrote is kept: sign in, and it stands in its form again.")
    messages.info(request, said)


def _typed(request: HttpRequest, code: str) -> Unsent:
    return Unsent(
        case=code.upper(),
        words=plain(request.POST.get("words", ""))[:MOST_WORDS],
        step=request.POST.get("step", "")[:20],
        files=bool(left_out(request)),
        until=(timezone.now() + KEPT).timestamp(),
    )


def fresh_form(request: HttpRequest, case: Case) -> TalkForm:
    """Return the form of a case, with what she typed before she signed in: this once, and for a day."""
    kept = request.session.get(UNSENT)
    if kept is None or kept["case"] != case.code:
        return TalkForm(case=case)
    typed = Unsent(**request.session.pop(UNSENT))
    request.session.set_expiry(None)
    return TalkForm(case=case, unsent=typed if timezone.now().timestamp() < typed.until else None)
