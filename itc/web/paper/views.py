"""A paper as the answer to a request."""

from django.http import HttpResponse


def given(paper: bytes, name: str) -> HttpResponse:
    """Return a PDF for its viewer, under a file name; no cache keeps it and no engine finds it."""
    response = HttpResponse(paper, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    # Chrome shows a PDF in a page of its own making, whose styles the policy of our pages would forbid.
    response["Content-Security-Policy"] = "frame-ancestors 'none'"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, no-store"
    return response
