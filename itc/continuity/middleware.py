"""Whether this process lives and can answer, for load balancers and watchers."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from itc.continuity.views import healthz, readyz

ANSWERS = {"/healthz": healthz, "/readyz": readyz}


class Health:
    """Answers two addresses before anything else looks: who watches knows no host name, language or https."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer them, and pass all else on."""
        return ANSWERS.get(request.path_info, self.get_response)(request)
