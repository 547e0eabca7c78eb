"""The style guide: every component in every state, in both languages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from itc.web import specimens


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show the components."""
    return render(request, "web/styleguide.html", specimens.everything())
