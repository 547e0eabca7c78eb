"""One way in which every form of a centre is asked, refused and kept."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from itc.accounts.context import person_of
from itc.centres.errors import HeldThen
from itc.centres.forms.base import CentreForm
from itc.centres.queries.officers import centre_of
from itc.lib.refusal import NotFound, Refusal
from itc.network.models import Centre
from itc.web.client import way_back
from itc.web.middleware import status_of

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form page: the part it belongs to, its words, its form and the action that keeps it.

    `minds` says that the action asks whether time is held; `key` names the row for the action.
    """

    part: str
    title: Text
    button: Text
    form: type[CentreForm]
    act: Callable[..., object]
    lead: Text = ""
    template: str = "centres/form.html"
    minds: bool = False
    key: str = ""
    listed: bool = True
    """Whether the part has a list to go back to."""


def of_officer(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Return a view to read and send, for who is signed in, kept nowhere."""
    return require_http_methods(["GET", "HEAD", "POST"])(login_required(never_cache(view)))


@dataclass(slots=True)
class Asked:
    """One request for a sheet."""

    request: HttpRequest
    centre: Centre
    row: Any = None
    initial: dict[str, Any] = field(default_factory=dict)
    shown: Callable[[], dict[str, Any]] = dict


def asked(request: HttpRequest, code: str, row: Callable[[Centre], Any] | None = None) -> Asked:
    """Return a request for an officer of the centre, with the row it is about. Refuses: UnknownCentre."""
    centre = centre_of(code, person_of(request), now=timezone.now())
    return Asked(request, centre, row(centre) if row else None)


def answer(question: Asked, sheet: Sheet) -> HttpResponse:
    """Show a sheet, or do what it asks; refused, it says why and has what was typed still."""
    request = question.request
    typed = request.POST if request.method == "POST" else None
    about = {"centre": question.centre, "row": question.row}
    form = sheet.form(typed, **about, now=timezone.now(), initial=question.initial)
    done, held, status = _kept(question, sheet, form)
    if done:
        messages.success(request, _("Kept"))
        return redirect(way_back(request) or reverse(sheet.part, args=[question.centre.pk]))
    context = about | {"form": form, "sheet": sheet, "held": held, "next": way_back(request)}
    return render(request, sheet.template, context | question.shown(), status=status)


def _kept(question: Asked, sheet: Sheet, form: CentreForm) -> tuple[bool, list[Any], int]:
    """Return whether it was done, what is held in its way, and else the status of the answer."""
    if not form.is_bound:
        return False, [], 200
    if not form.is_valid():
        return False, [], 422
    try:
        _act(question, sheet, form)
    except HeldThen as refusal:
        return False, list(refusal.held), status_of(refusal)
    except NotFound:
        raise
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False, [], status_of(refusal)
    return True, [], 302


def _act(question: Asked, sheet: Sheet, form: CentreForm) -> None:
    more: dict[str, Any] = {sheet.key: question.row.pk} if sheet.key else {}
    if sheet.minds:
        more["agreed"] = question.request.POST.get("agreed") == "yes"
    person, now = person_of(question.request), timezone.now()
    sheet.act(centre=question.centre, by=person, now=now, **more, **form.cleaned_data)


def ways(request: HttpRequest) -> dict[str, str]:
    """Return where a list leads back to, and where what is done from it comes back to."""
    return {"next": way_back(request), "here": urlencode({"next": request.get_full_path()})}
