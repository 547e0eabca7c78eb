"""The queue of those who answer for machines and people: answered in place, and taken back within minutes."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from itc.accounts.context import person_of
from itc.cases.actions.answering import answer_all, answer_slot, take_back_answer
from itc.cases.errors import NoReason, NothingAsked
from itc.cases.queries.asked import queue, row_of
from itc.cases.rules.asked import REASONS, read, reason
from itc.lib.refusal import Refusal


@require_safe
@login_required
@never_cache
def asked_list(request: HttpRequest) -> HttpResponse:
    """List what she answers for, what is to be answered first first; `?q=`, `unit=` narrow it."""
    return _list(request, request.GET.dict())


@require_POST
@login_required
def slot_answer(request: HttpRequest, slot: int) -> HttpResponse:
    """Say yes, or no with a reason, to one of them."""
    if (answer := request.POST.get("answer")) not in {"yes", "no"}:
        raise BadRequest
    words, me, now = reason(request.POST.dict()), person_of(request), timezone.now()
    try:
        if answer == "no" and not words:
            raise NoReason
        answer_slot(slot=slot, yes=answer == "yes", words=words, by=me, now=now)
    except Refusal as refusal:
        return _refused(request, slot, refusal)
    return _answered(request, slot)


@require_POST
@login_required
def slot_take_back(request: HttpRequest, slot: int) -> HttpResponse:
    """Take an answer back that was given minutes ago."""
    try:
        take_back_answer(slot=slot, by=person_of(request), now=timezone.now())
    except Refusal as refusal:
        return _refused(request, slot, refusal)
    return _answered(request, slot)


@require_POST
@login_required
def asked_together(request: HttpRequest) -> HttpResponse:
    """Answer those chosen alike."""
    chosen = [int(each) for each in request.POST.getlist("slot") if each.isdecimal() and len(each) < 19]
    yes, words = request.POST.get("do") == "yes", reason(request.POST.dict())
    try:
        done = answer_all(slots=chosen, yes=yes, words=words, by=person_of(request), now=timezone.now())
    except NoReason as refusal:
        return _list(request, request.POST.dict(), together=refusal, chosen=chosen, status=422)
    said = ngettext("Answered: %(count)s.", "Answered: %(count)s.", done.done)
    messages.success(request, said % {"count": done.done})
    for _pk, why in done.refused:
        messages.error(request, str(why))
    return redirect(_back(request))


def _list(
    request: HttpRequest, given: Mapping[str, Any], *, status: int = 200, **more: object
) -> HttpResponse:
    """Return the page; `wrong` is the slot whose answer was refused, `refusal` why."""
    wanted = read({key: str(value) for key, value in given.items()})
    found = queue(person_of(request), wanted, now=timezone.now())
    context = {"queue": found, "wanted": wanted, "reasons": REASONS.items(), "typed": request.POST} | more
    return render(request, "cases/asked_list.html", context, status=status)


def _answered(request: HttpRequest, slot: int) -> HttpResponse:
    """Return the row as it is now, to who has JavaScript; to others the page, at the row below."""
    if request.htmx:  # type: ignore[attr-defined]  # its middleware sets it
        return _row(request, slot)
    after = request.POST.get("next", "")
    return redirect(f"{_back(request)}#asked-{after if after.isdecimal() else slot}")


def _refused(request: HttpRequest, slot: int, refusal: Refusal) -> HttpResponse:
    """Say why an answer was not taken: in its row, or on the page with all that was typed."""
    if row_of(person_of(request), slot, now=timezone.now()) is None:
        raise NothingAsked from refusal
    if request.htmx:  # type: ignore[attr-defined]
        return _row(request, slot, refusal=refusal)
    if not isinstance(refusal, NoReason):
        raise refusal
    return _list(request, request.POST.dict(), wrong=slot, refusal=refusal, status=422)


def _row(request: HttpRequest, slot: int, **more: object) -> HttpResponse:
    row = row_of(person_of(request), slot, now=timezone.now())
    context = {
        "row": row, "wanted": read(request.POST.dict()), "reasons": REASONS.items(), "typed": request.POST,
        "wrong": slot if more else None, "fresh": True,
    }  # fmt: skip
    return render(request, "cases/asked_row.html", context | more)


def _back(request: HttpRequest) -> str:
    query = read(request.POST.dict()).query
    return reverse("asked_list") + (f"?{query}" if query else "")
