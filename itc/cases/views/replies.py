"""Replies to choose from: put into a form of a case, never sent by themselves; and the page to edit them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from itc.accounts.context import person_of
from itc.cases.actions.replies import keep_reply, remove_reply
from itc.cases.errors import UnknownCase, UnknownReply
from itc.cases.forms import ReplyForm, TalkForm
from itc.cases.models import Case
from itc.cases.queries.lists import case_of
from itc.cases.queries.page import require_leads
from itc.cases.queries.replies import filled_reply, replies_of, reply_of
from itc.cases.rules.replies import SAMPLES
from itc.cases.views.cases import case_answer
from itc.lib import thai
from itc.lib.refusal import NotFound, Refusal
from itc.network.models import Centre
from itc.network.queries import centres_of_officer

INTO = {"ask_back": ("ask-back", 4000), "decline": ("decline", 500), "talk": ("id_words", 4000)}
"""By field: the id of its words, and how many letters they may have."""


@require_POST
@login_required
@never_cache
def case_reply(request: HttpRequest, code: str) -> HttpResponse:
    """Put a reply behind what was typed in a form of a case, to be read over and sent from there."""
    me, now, field = person_of(request), timezone.now(), request.POST.get("into", "")
    case = case_of(me, code, now=now)
    require_leads(me, case, now=now)
    typed = {"field": field, "words": request.POST.get("words", "").strip(), "why": ""}
    try:
        reply = filled_reply(case, request.POST.get("reply", ""), me, now=now)
        typed["words"] = "\n".join(filter(None, (typed["words"], reply)))
    except UnknownReply as refusal:
        typed["why"] = str(refusal)
    return _put_in(request, case, typed)


def _put_in(request: HttpRequest, case: Case, typed: dict[str, str]) -> HttpResponse:
    """Return the field with its words alone, where the page asks for it in place; else the whole page."""
    if request.headers.get("HX-Request") and typed["field"] in INTO:
        area, most = INTO[typed["field"]]
        return render(request, "cases/words_area.html", typed | {"area": area, "most": most})
    if typed["field"] == "talk":
        form = TalkForm(case=case, initial={"words": typed["words"]})
        return case_answer(request, case.code, form=form)
    return case_answer(request, case.code, typed=typed)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def reply_list(request: HttpRequest) -> HttpResponse:
    """Show the replies she may choose from, and keep a new one."""
    return _edit(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def reply_edit(request: HttpRequest, reply: int) -> HttpResponse:
    """Change a reply of hers or of her centre."""
    return _edit(request, reply)


@require_POST
@login_required
def reply_remove(request: HttpRequest, reply: int) -> HttpResponse:
    """Remove a reply."""
    remove_reply(reply=reply, by=person_of(request), now=timezone.now())
    messages.success(request, _("The reply is removed."))
    return redirect("reply_list")


def _edit(request: HttpRequest, reply: int | None) -> HttpResponse:
    """Return the page with the form of a reply, or of a new one; kept, go back to the list."""
    me, now = person_of(request), timezone.now()
    centres = Centre.objects.filter(pk__in=centres_of_officer(me, on=thai.local_day(now)))
    if not centres:
        raise UnknownCase
    row = reply_of(me, reply, now=now) if reply is not None else None
    initial = ReplyForm.said(row) if row else None
    form = ReplyForm(request.POST or None, centres=centres, initial=initial)
    if request.method == "POST" and form.is_valid() and _kept(request, form, reply):
        return redirect("reply_list")
    context = {"form": form, "row": row, "replies": replies_of(me, now=now), "samples": SAMPLES}
    return render(request, "cases/reply_list.html", context, status=422 if form.errors else 200)


def _kept(request: HttpRequest, form: ReplyForm, reply: int | None) -> bool:
    """Keep a reply and return True; where that is refused, the form says why."""
    try:
        keep_reply(reply=reply, **form.cleaned_data, by=person_of(request), now=timezone.now())
    except NotFound:
        raise
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("The reply is kept."))
    return True
