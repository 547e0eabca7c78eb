"""Messages on a case, with files."""

from collections.abc import Iterator

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from itc.accounts.context import person_of
from itc.cases.actions.talk import Sent, send, take_back
from itc.cases.errors import UnwantedFile
from itc.cases.forms import TalkForm
from itc.cases.models import Case
from itc.cases.queries.lists import case_of
from itc.cases.rules import files_faults as faults
from itc.cases.rules.files import MOST_AT_ONCE, MOST_BYTES, MOST_BYTES_AT_ONCE
from itc.cases.views.cases import case_answer
from itc.cases.views.unsent import sign_in_first
from itc.lib.refusal import NotFound, Refusal, TooMany
from itc.web.csrf import require_proof
from itc.web.middleware import status_of
from itc.web.uploads import Limit, Over, left_out, takes_files

LIMIT = Limit(file=MOST_BYTES, request=MOST_BYTES_AT_ONCE, number=MOST_AT_ONCE)
SAID = {Over.FILE: faults.TOO_LARGE, Over.REQUEST: faults.ALL_TOO_LARGE, Over.NUMBER: faults.TOO_MANY}
TOO_LARGE = 413


@csrf_exempt  # and proven below: whose page was open too long keeps what she typed
@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_first
@takes_files(LIMIT)
@never_cache
def case_talk(request: HttpRequest, code: str) -> HttpResponse:
    """Send words and files; what was refused stays in the form, with why. Opened anew it is the case."""
    if request.method != "POST":
        return redirect("case_detail", code=code)
    case = case_of(person_of(request), code, now=timezone.now())
    form = TalkForm(request.POST, request.FILES, case=case)
    try:
        require_proof(request)
        if not form.is_valid():
            return case_answer(request, case.code, form=form, status=422)
        return _answer(request, case, form, _sent(request, case, form))
    except NotFound:
        raise
    except Refusal as refusal:
        return _refused(request, case, form, refusal)


def _sent(request: HttpRequest, case: Case, form: TalkForm) -> Sent:
    return send(
        case=case,
        words=form.cleaned_data["words"],
        files=_files(request, form),
        step=form.cleaned_data["step"],
        by=person_of(request),
        now=timezone.now(),
    )


def _files(request: HttpRequest, form: TalkForm) -> Iterator[tuple[str, bytes | Refusal]]:
    """Yield the files that came, one read at a time, then those that were left out."""
    for file in form.cleaned_data["attached"]:
        yield file.name, file.read()
    for name, over in left_out(request):
        yield name, UnwantedFile(SAID[over])


def _answer(request: HttpRequest, case: Case, form: TalkForm, sent: Sent) -> HttpResponse:
    """Return to the case; or its page with every file that was not taken, and the words still to be sent."""
    if sent.files:
        text = ngettext("%(count)s file was added.", "%(count)s files were added.", len(sent.files))
        messages.success(request, text % {"count": len(sent.files)})
    if not sent.refused:
        return redirect(f"{reverse('case_detail', args=[case.code])}#talk")
    for name, why in sent.refused:
        form.add_error("attached", f"{name}: {why}")
    if form.cleaned_data["words"]:
        form.add_error("words", _("Not sent yet: choose the file anew or leave it, then send."))
    is_cut = any(over == Over.REQUEST for _name, over in left_out(request))
    return case_answer(request, case.code, form=form, status=TOO_LARGE if is_cut else 422)


def _refused(request: HttpRequest, case: Case, form: TalkForm, refusal: Refusal) -> HttpResponse:
    """Return the page with the refusal in its form and what was typed."""
    form.add_error(None, str(refusal))
    response = case_answer(request, case.code, form=form, status=status_of(refusal))
    if isinstance(refusal, TooMany):
        response["Retry-After"] = str(refusal.retry_after)
    return response


@require_POST
@login_required
def case_take_back(request: HttpRequest, code: str, message: int) -> HttpResponse:
    """Take a message back."""
    me, now = person_of(request), timezone.now()
    case = case_of(me, code, now=now)
    take_back(case=case, message=message, by=me, now=now)
    messages.success(request, _("Taken back: nobody can read it any more."))
    return redirect(f"{reverse('case_detail', args=[case.code])}#talk")
