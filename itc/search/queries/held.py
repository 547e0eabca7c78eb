"""The index of this process: built from the table once, then kept up row by row (docs/adr/0002)."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np
from django.conf import settings

from itc.algorithms.search import meaning
from itc.algorithms.search.index import Document, Index, Mask
from itc.algorithms.search.meaning import Encode
from itc.db.fingerprint import Fingerprint, fingerprint
from itc.search.models import Entry


@dataclass(frozen=True, slots=True)
class Held:
    """The index of one moment and the entries its documents stand for, without their vectors."""

    version: Fingerprint
    index: Index
    entries: Mapping[int, Entry]

    def visible_to(self, user: Any) -> Mask:
        """Mark the documents that a person may find, by the rule of `Entry.objects.visible_to`."""
        audiences = Entry.audiences_of(user)
        may = (self.entries[key].audience in audiences for key in self.index.keys.tolist())
        return np.fromiter(may, dtype=bool, count=len(self.entries))


class _Process:
    """What this process holds; the lock lets one thread read the table while others wait."""

    held: Held | None = None
    lock = Lock()


def held() -> Held:
    """Return the index as the table stands now; one query where nothing has changed."""
    version = fingerprint(Entry)
    now = _Process.held
    if now is not None and now.version == version:
        return now
    with _Process.lock:
        now = _Process.held
        if now is None or now.version != version:
            now = _Process.held = _read(now, version)
        return now


def encoder() -> Encode | None:
    """Return what turns texts into vectors; None where it is switched off or not installed."""
    return meaning.encode if settings.MEANING and meaning.available() else None


def key_of(kind: str, object_key: str) -> int:
    """Return the number of an entry in the index: the same in every database, whatever was inserted first."""
    digest = hashlib.blake2b(f"{kind}\0{object_key}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1  # 63 bits: numpy counts with a sign


def _read(before: Held | None, version: Fingerprint) -> Held:
    """Return what the table holds, only the rows changed since `before` read in full."""
    old = {} if before is None else before.entries
    stamps = {
        key_of(kind, key): (pk, changed_at)
        for pk, kind, key, changed_at in Entry.objects.values_list("pk", "kind", "object_key", "changed_at")
    }
    stale = [
        pk
        for key, (pk, at) in stamps.items()
        if key not in old or (old[key].pk, old[key].changed_at) != (pk, at)
    ]
    every = before is None or len(stale) == len(stamps)
    rows = Entry.objects.all() if every else Entry.objects.filter(pk__in=stale)
    changed = {key_of(row.kind, row.object_key): row for row in rows}
    documents = [_document(key, row) for key, row in changed.items()]
    removed = old.keys() - stamps.keys()
    index = Index.build(documents) if before is None else before.index.updated(documents, removed)
    kept = {key: row for key, row in old.items() if key not in removed}
    return Held(version, index, kept | _without_vectors(changed))


def _document(key: int, entry: Entry) -> Document:
    vectors = entry.vectors
    return Document(key, entry.kind, entry.labels, tuple(vectors.get(label, b"") for label in entry.labels))


def _without_vectors(entries: Mapping[int, Entry]) -> dict[int, Entry]:
    """Let go of the vectors: the index has them already."""
    for entry in entries.values():
        entry.meaning = None
    return dict(entries)
