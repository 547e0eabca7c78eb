"""GET /api/v1/search: what one may find for some words."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from itc.search.queries import find, said
from itc.web.client import charge

SEARCH_COST = 2
LONGEST = 300

router = Router(tags=["search"])
Words = Annotated[str, Query(max_length=LONGEST, description="Thai or English words")]
Kinds = Annotated[list[str], Query(alias="kind", max_length=20, description="only of these kinds")]
Limit = Annotated[int, Query(ge=1, le=50)]


class HitOut(Schema):
    """One thing found, best first; `matched` are pieces of the question, none where it is near in meaning."""

    kind: str
    key: str
    name_th: str
    name_en: str
    text: Annotated[str, Field(description="the name or other word that fits best")]
    matched: list[str]
    score: float
    url: Annotated[str, Field(description="its page in the language of the request")]


class SearchOut(Schema):
    """What was found. `weak`: no good match, these are guesses. `letters_only`: meaning was not compared."""

    query: str
    weak: bool
    letters_only: bool
    hits: list[HitOut]


@router.get(
    "/search", response=SearchOut, summary="Search products, operations, standards, machines, centres"
)
def search(request: HttpRequest, q: Words, kinds: Kinds = [], limit: Limit = 10) -> SearchOut:  # noqa: B006 - ninja reads it, nobody changes it
    """Return what the caller may find; people and contract makers only to staff of the network."""
    charge(request, SEARCH_COST)
    results = find(q, request.user, kinds=kinds or None, limit=limit)
    return SearchOut(**said(q, results))
