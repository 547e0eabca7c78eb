"""Files of a case: given only to who may see it, to be saved and never opened within our pages."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from itc.accounts.context import person_of
from itc.cases.actions.files import remove_file
from itc.cases.errors import UnknownFile
from itc.cases.queries.lists import case_of
from itc.cases.queries.talk import file_of
from itc.cases.rules.files import MEDIA_TYPES


@require_safe
@login_required
@never_cache
def case_file(request: HttpRequest, code: str, file: int) -> FileResponse:
    """Give a file under its own name."""
    found = file_of(case_of(person_of(request), code, now=timezone.now()), file)
    try:
        content = found.stored.open("rb")
    except FileNotFoundError as error:  # removed a moment ago
        raise UnknownFile from error
    response = FileResponse(
        content, as_attachment=True, filename=found.name, content_type=MEDIA_TYPES[found.kind]
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Content-Encoding"] = "identity"  # photos and papers are packed already: no need to try again
    return response


@require_POST
@login_required
def case_file_remove(request: HttpRequest, code: str, file: int) -> HttpResponse:
    """Remove a file."""
    me, now = person_of(request), timezone.now()
    case = case_of(me, code, now=now)
    remove_file(case=case, file=file, by=me, now=now)
    messages.success(request, _("The file is removed."))
    return redirect(f"{reverse('case_detail', args=[case.code])}#files")
