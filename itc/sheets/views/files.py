"""A file that comes with a form, and files that are given."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from itc.cases.rules.files import MEDIA_TYPES
from itc.sheets.books.reading import MOST_BYTES
from itc.sheets.errors import UnwantedSheet
from itc.sheets.forms import SheetForm
from itc.web.uploads import Limit, left_out

LIMIT = Limit(file=MOST_BYTES, request=MOST_BYTES + 2**20, number=1)


def content_of(request: HttpRequest) -> bytes:
    """Return the bytes of the file in a form. Refuses: UnwantedSheet, where it is not there or too large."""
    if left_out(request):
        raise UnwantedSheet(_("It is larger than 5 MB. Take out what is no table, or upload it in parts."))
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        raise UnwantedSheet(*form.errors["sheet"])
    content: bytes = form.cleaned_data["sheet"].read()
    return content


def given_file(content: bytes, name: str, kind: str) -> HttpResponse:
    """Return a file to be saved under a name; kind is xlsx or csv."""
    response = HttpResponse(content, content_type=MEDIA_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
