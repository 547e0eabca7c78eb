"""Two answers for machines that watch us; neither tells anything that is not everybody's."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from itc.continuity.queries.health import in_the_way


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process lives: restart it where this does not come. No database is asked."""
    return JsonResponse({"alive": True})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether pages can be answered: send nobody here on a 503."""
    reason = in_the_way()
    return JsonResponse({"ready": not reason, "reason": reason}, status=503 if reason else 200)
