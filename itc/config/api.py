"""The API of the house: every endpoint, one error shape, the document at /api/v1/openapi.json."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from itc.lib.refusal import Refusal
from itc.planning.api import router as planning
from itc.search.api import router as search
from itc.web.middleware import refusal_response

REFUSALS = {
    "400": "The body cannot be read.",
    "404": "There is no such thing, or you may not know of it.",
    "422": "What was sent is not enough, or not right, to do it.",
    "429": "Asked too often; Retry-After says when to come back.",
}


class Api(NinjaAPI):
    """Says of every operation how it may refuse."""

    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> OpenAPISchema:
        """Return the document, with the refusals any endpoint may answer with."""
        schema = super().get_openapi_schema(*args, **kwargs)
        for path in schema["paths"].values():
            for operation in path.values():
                for status, text in REFUSALS.items():
                    operation["responses"].setdefault(status, {"description": text})
        return schema


api = Api(title="OpenITC", version="1", urls_namespace="api", docs_url=None)
api.add_router("", planning)
api.add_router("", search)


@api.exception_handler(Refusal)
def on_refusal(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Answer a refusal as its family says."""
    return refusal_response(request, refusal)


@api.exception_handler(HttpError)
def on_unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Answer a body that is no JSON."""
    return api.create_response(
        request, {"code": "not-readable", "reasons": [str(error)]}, status=error.status_code
    )


@api.exception_handler(ValidationError)
def on_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Answer a body that does not fit, each fault as where and what, without what was typed."""
    reasons = [f"{'.'.join(map(str, fault['loc'][1:]))}: {fault['msg']}" for fault in error.errors]
    return api.create_response(request, {"code": "not-valid", "reasons": reasons}, status=422)
