"""Home: one big question."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """Ask what she wants to make, and where she is."""
    return render(request, "site/home.html")
