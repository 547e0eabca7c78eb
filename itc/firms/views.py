"""The pages of the firms a person acts for."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from itc.accounts.context import person_of
from itc.firms.actions import ask_to_join, change_firm, end_membership, enter_firm, let_in
from itc.firms.errors import FirmKnown, LastOwner, NothingToAnswer, UnknownFirm
from itc.firms.forms import FirmForm, JoinForm
from itc.firms.queries import firm_page, firm_said, firms_of, like_names
from itc.lib import thai
from itc.lib.refusal import Refusal
from itc.web.client import way_back
from itc.web.middleware import status_of


@require_safe
@login_required
@never_cache
def firm_list(request: HttpRequest) -> HttpResponse:
    """List the firms she acts for, and those she waits for."""
    return render(request, "firms/firm_list.html", {"memberships": firms_of(person_of(request))})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def firm_new(request: HttpRequest) -> HttpResponse:
    """Enter a firm, and go on to where she came from."""
    form = FirmForm(request.POST or None, initial={"province": request.GET.get("province", "")})
    if not (request.method == "POST" and form.is_valid()):
        return _firm_form(request, form)
    like = like_names(form.cleaned_data["name"], province=form.cleaned_data["province"])
    if like and not request.POST.get("another"):
        return _firm_form(request, form, like=len(like))
    try:
        firm = enter_firm(**form.cleaned_data, by=person_of(request), now=timezone.now())
    except Refusal as refusal:
        form.add_error("number", str(refusal))
        return _firm_form(request, form, status=status_of(refusal))
    return redirect(way_back(request) or firm)


def _firm_form(request: HttpRequest, form: FirmForm, *, like: int = 0, status: int = 0) -> HttpResponse:
    """Return the form with what was typed; `like` firms of the same name are here already."""
    status = status or (422 if form.is_bound else 200)
    context = {"form": form, "like": like, "next": way_back(request)}
    return render(request, "firms/firm_new.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def firm_join(request: HttpRequest) -> HttpResponse:
    """Ask the people of a firm to be let in."""
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_to_join(number=form.cleaned_data["number"], by=person_of(request), now=timezone.now())
        except Refusal as refusal:
            form.add_error("number", str(refusal))
        else:
            messages.success(request, _("Asked. A colleague who acts for the firm lets you in."))
            return redirect("firm_list")
    return render(request, "firms/firm_join.html", {"form": form}, status=422 if form.is_bound else 200)


@require_safe
@login_required
@never_cache
def firm_detail(request: HttpRequest, firm: int) -> HttpResponse:
    """Show a firm to its people: who acts for it, who waits, what size it is and by which rule."""
    page = firm_page(person_of(request), firm, on=thai.local_day(timezone.now()))
    if page is None:
        raise UnknownFirm
    return render(request, "firms/firm_detail.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def firm_change(request: HttpRequest, firm: int) -> HttpResponse:
    """Say anew what a firm is: a startup gets its number, its size becomes known."""
    known = firm_said(person_of(request), firm)
    form = FirmForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            change_firm(firm=firm, **form.cleaned_data, by=person_of(request))
        except FirmKnown as refusal:
            form.add_error("number", str(refusal))
        else:
            messages.success(request, _("Kept"))
            return redirect("firm_detail", firm=firm)
    context = {"form": form, "firm": firm, "name": known["name"]}
    return render(request, "firms/firm_change.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
def firm_let_in(request: HttpRequest, membership: int) -> HttpResponse:
    """Let a colleague in."""
    try:
        asked = let_in(membership=membership, by=person_of(request), now=timezone.now())
    except NothingToAnswer as refusal:  # pressed twice, or a colleague was faster: she sees how it stands
        messages.warning(request, str(refusal))
        return redirect("firm_list")
    messages.success(request, _("%(name)s acts for the firm now.") % {"name": asked.person.name})
    return redirect("firm_detail", firm=asked.firm_id)


@require_POST
@login_required
def firm_end(request: HttpRequest, membership: int) -> HttpResponse:
    """Turn somebody down, take somebody out, or leave."""
    try:
        ended = end_membership(membership=membership, by=person_of(request), now=timezone.now())
    except (LastOwner, NothingToAnswer) as refusal:
        messages.warning(request, str(refusal))
        return redirect("firm_list")
    messages.success(request, _("%(name)s does not act for the firm.") % {"name": ended.person.name})
    return redirect("firm_list")
