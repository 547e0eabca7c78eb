"""Completions while somebody types: texts of the index that hold what has been typed so far."""

from collections.abc import Collection
from dataclasses import dataclass

from itc.algorithms.search.index import Index, Mask
from itc.algorithms.search.normalise import normalise

SHORTEST = 2
LIMIT = 8
MAX_TYPED = 100


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text of the index, as written, and the document it belongs to."""

    text: str
    key: int
    kind: str


def suggest(
    index: Index,
    typed: str,
    *,
    kinds: Collection[str] | None = None,
    visible: Mask | None = None,
    limit: int = LIMIT,
) -> tuple[Suggestion, ...]:
    """Complete two letters or more: texts that begin with them, then words, then the rest; shorter first."""
    asked = normalise(typed)[:MAX_TYPED]
    if len(asked) < SHORTEST:
        return ()
    open_rows = index.mask(kinds=kinds, visible=visible)[index.owners]
    ranked = sorted(
        (_rank(text, asked), len(text), text, row)
        for row, text in enumerate(index.texts)
        if asked in text and open_rows[row]
    )
    first: dict[str, int] = {}
    for _, _, text, row in ranked:
        first.setdefault(text, row)
        if len(first) == limit:
            break
    owners = [(row, index.documents[int(index.owners[row])]) for row in first.values()]
    return tuple(Suggestion(index.original(row), owner.key, owner.kind) for row, owner in owners)


def _rank(text: str, asked: str) -> int:
    if text.startswith(asked):
        return 0
    return 1 if f" {asked}" in text else 2
