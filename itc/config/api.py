"""The API of the house: every endpoint, one error shape, the document at /api/v1/openapi.json."""

import functools
import json
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from itc.cases.api import router as cases
from itc.lib.refusal import Refusal
from itc.planning.api import router as planning
from itc.resources.api import router as resources
from itc.search.api import router as search
from itc.web.middleware import refusal_response
from itc.web.problems import api_problem_of

PLAN_SCHEMA = settings.BASE_DIR / "docs" / "plan.schema.json"
REFUSALS = {
    "400": "The body cannot be read.",
    "401": "Sign in first.",
    "403": "A form without proof that it was sent from a page of this site.",
    "404": "There is no such thing, or you may not know of it.",
    "409": "It is not as it was when you last looked; what is in the way is named.",
    "413": "The body is larger than a megabyte.",
    "422": "What was sent is not enough, or not right, to do it.",
    "429": "Asked too often; Retry-After says when to come back.",
}


@functools.cache
def answer_schemas() -> dict[str, Any]:
    """Return the schemas of a plan's answer by their names in the document; none without `docs/`."""
    if not PLAN_SCHEMA.exists():
        return {}
    text = PLAN_SCHEMA.read_text(encoding="utf-8").replace("#/$defs/", "#/components/schemas/Answer-")
    answer = json.loads(text)
    del answer["$schema"]
    parts = {f"Answer-{name}": schema for name, schema in answer.pop("$defs").items()}
    return {"Answer": answer} | parts


class Api(NinjaAPI):
    """Says of every operation how it may refuse, and of a plan's answer what stands in it."""

    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> OpenAPISchema:
        """Return the document, with the refusals any endpoint may answer with and `docs/plan.schema.json`."""
        schema = super().get_openapi_schema(*args, **kwargs)
        if answers := answer_schemas():
            schema["components"]["schemas"] |= answers
            content = schema["paths"]["/api/v1/plans"]["post"]["responses"][200]["content"]
            content["application/json"]["schema"] = {"$ref": "#/components/schemas/Answer"}
        for path in schema["paths"].values():
            for operation in path.values():
                for status, text in REFUSALS.items():
                    operation["responses"].setdefault(status, {"description": text})
        return schema


api = Api(title="OpenITC", version="1", urls_namespace="api", docs_url=None)
api.add_router("", planning)
api.add_router("", search)
api.add_router("", resources)
api.add_router("", cases)


@api.exception_handler(Refusal)
def on_refusal(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Answer a refusal as its family says."""
    return refusal_response(request, refusal)


@api.exception_handler(HttpError)
def on_unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Answer a body that is no JSON, and who is not signed in or sends no proof of origin."""
    code, _sentence = api_problem_of(error.status_code)
    return api.create_response(request, {"code": code, "reasons": [str(error)]}, status=error.status_code)


@api.exception_handler(AuthenticationError)
def on_nobody(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """Answer who is not signed in where only people are answered."""
    code, sentence = api_problem_of(error.status_code)
    return api.create_response(request, {"code": code, "reasons": [str(sentence)]}, status=error.status_code)


@api.exception_handler(RequestDataTooBig)
def on_too_large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    """Answer a body that is longer than any idea."""
    most = _("Send at most %(most)s bytes.") % {"most": settings.DATA_UPLOAD_MAX_MEMORY_SIZE}
    return api.create_response(request, {"code": "too-large", "reasons": [most]}, status=413)


@api.exception_handler(ValidationError)
def on_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Answer a body that does not fit, each fault as where and what, without what was typed."""
    reasons = [f"{'.'.join(map(str, fault['loc'][1:]))}: {fault['msg']}" for fault in error.errors]
    return api.create_response(request, {"code": "not-valid", "reasons": reasons}, status=422)
