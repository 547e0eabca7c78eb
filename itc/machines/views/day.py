"""The day sheet, its turns, and what is noted of them."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from itc.accounts.context import person_of
from itc.accounts.models import User
from itc.cases.errors import UnwantedFile
from itc.cases.rules.files import MEDIA_TYPES, MOST_BYTES
from itc.cases.rules.files_faults import TOO_LARGE
from itc.lib import thai
from itc.lib.refusal import NotFound, Refusal
from itc.machines.actions.notes import add_note, remove_note
from itc.machines.actions.turns import state_of, tick, undo
from itc.machines.errors import UnknownNote
from itc.machines.forms import NoteForm
from itc.machines.models import Turn
from itc.machines.queries.day import day_sheet
from itc.machines.queries.notes import photo_of
from itc.machines.queries.rows import row_of
from itc.machines.queries.turns import turn_of
from itc.machines.rules.day import read
from itc.machines.rules.turns import WHY
from itc.web.client import way_back
from itc.web.middleware import status_of
from itc.web.uploads import Limit, left_out, takes_files

LIMIT = Limit(file=MOST_BYTES, request=MOST_BYTES + 2**20, number=1)
WORDS = {"whys": WHY.items()}
"""Why somebody did not come, to choose from."""


@require_safe
@login_required
@never_cache
def day(request: HttpRequest) -> HttpResponse:
    """Show what comes to her centres today, or on `?day=`; `?unit=` and `?mine=1` narrow it."""
    now = timezone.now()
    asked = read(request.GET.dict(), today=thai.local_day(now))
    sheet = day_sheet(person_of(request), asked, now=now)
    return render(request, "machines/day.html", WORDS | {"sheet": sheet, "asked": asked, "serves": True})


@require_safe
@login_required
@never_cache
def turn_detail(request: HttpRequest, slot: int) -> HttpResponse:
    """Show a turn with all that is known of it, and take notes."""
    return _turn_answer(request, slot, NoteForm())


def _turn_answer(request: HttpRequest, slot: int, form: NoteForm, status: int = 200) -> HttpResponse:
    now = timezone.now()
    row = row_of(turn_of(person_of(request), slot, now=now), now=now)
    on_day = f"{reverse('day')}?day={thai.local_day(row.slot.use_from).isoformat()}"
    context: dict[str, Any] = WORDS | {"row": row, "form": form, "serves": True, "on_its_page": True}
    context |= {"trail": [(_("Day sheet"), on_day)]}
    return render(request, "machines/turn_detail.html", context, status=status)


@require_POST
@login_required
def turn_tick(request: HttpRequest, slot: int) -> HttpResponse:
    """Tick off what is pressed, or undo it, and go back to where it was pressed."""
    me, now = person_of(request), timezone.now()
    turn_of(me, slot, now=now)
    try:
        _do(slot, request.POST.dict(), me, now)
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(_back(request, slot))  # to the top, where it is said
    return redirect(f"{_back(request, slot)}#turn-{slot}")


def _do(slot: int, given: Mapping[str, str], by: User, now: dt.datetime) -> Turn:
    """Do what was pressed. Refuses what `tick` and `undo` refuse; NothingTicked."""
    state = state_of(given.get("do", ""))
    if "undo" in given:
        return undo(slot=slot, state=state, by=by, now=now)
    return tick(slot=slot, state=state, why=given.get("why", ""), by=by, now=now)


def _back(request: HttpRequest, slot: int) -> str:
    """Return where it was pressed: a path of ours."""
    to = way_back(request, "to") or reverse("turn_detail", args=[slot])
    return to.partition("#")[0]


@require_POST
@login_required
@takes_files(LIMIT)
def turn_note(request: HttpRequest, slot: int) -> HttpResponse:
    """Keep a note; what was refused stays in the form, with why."""
    form = NoteForm(request.POST, request.FILES)
    try:
        if left_out(request):
            raise UnwantedFile(TOO_LARGE)
        if not form.is_valid():
            return _turn_answer(request, slot, form, status=422)
        add_note(slot=slot, **form.given, by=person_of(request), now=timezone.now())
    except NotFound:
        raise
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _turn_answer(request, slot, form, status=status_of(refusal))
    messages.success(request, _("Noted."))
    return redirect(f"{reverse('turn_detail', args=[slot])}#notes")


@require_safe
@login_required
@never_cache
def note_photo(request: HttpRequest, note: int) -> FileResponse:
    """Give the photo of a note to who may read it."""
    found = photo_of(person_of(request), note, now=timezone.now())
    try:
        content = found.photo.open("rb")
    except FileNotFoundError as error:  # removed a moment ago
        raise UnknownNote from error
    response = FileResponse(
        content, filename=f"note-{found.pk}.{found.kind}", content_type=MEDIA_TYPES[found.kind]
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Content-Encoding"] = "identity"  # a photo is packed already
    return response


@require_POST
@login_required
def note_remove(request: HttpRequest, note: int) -> HttpResponse:
    """Remove a note for good."""
    row = remove_note(note=note, by=person_of(request), now=timezone.now())
    messages.success(request, _("The note is removed."))
    return redirect(f"{reverse('turn_detail', args=[row.slot_id])}#notes")
