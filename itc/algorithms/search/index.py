"""The index of a process: documents, their texts, 3-grams and vectors as arrays, never changed in place."""

from bisect import bisect_left
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from itc.algorithms.search.meaning import SIZE, Vectors
from itc.algorithms.search.normalise import normalise
from itc.algorithms.search.postings import Ints, Postings

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Document:
    """One thing to find. `vectors[i]` holds the 512 int8 of `texts[i]`; empty or missing: not yet encoded."""

    key: int
    kind: str
    texts: tuple[str, ...]
    vectors: tuple[bytes, ...] = ()


@dataclass(frozen=True, eq=False)
class Index:
    """Documents by ascending key, and their texts as rows: those of document i begin at row `starts[i]`."""

    documents: tuple[Document, ...]
    texts: tuple[str, ...]  # normalised, one a row
    owners: Ints  # the document of each row
    postings: Postings
    vectors: Vectors
    alphabet: tuple[int, ...]  # rows in the order of their texts

    @classmethod
    def build(cls, documents: Iterable[Document]) -> Self:
        """Index documents in any order. Raises ValueError where two share a key."""
        ordered = tuple(sorted(documents, key=lambda document: document.key))
        if len({document.key for document in ordered}) < len(ordered):
            raise ValueError("two documents share a key")
        texts = tuple(normalise(text) for text in chain.from_iterable(map(_rows, ordered)))
        return cls(
            documents=ordered,
            texts=texts,
            owners=np.repeat(np.arange(len(ordered)), [len(_rows(document)) for document in ordered]),
            postings=Postings.of(texts),
            vectors=_matrix(ordered, len(texts)),
            alphabet=tuple(sorted(range(len(texts)), key=texts.__getitem__)),
        )

    def updated(self, changed: Iterable[Document] = (), removed: Collection[int] = ()) -> Self:
        """Give the index with documents added or replaced, and others gone; only `changed` is worked out."""
        new = type(self).build(changed)
        gone = {document.key for document in new.documents}.union(removed)
        stays = np.array([document.key not in gone for document in self.documents], dtype=bool)
        kept = np.flatnonzero(stays[self.owners])
        kept_documents = [document for document in self.documents if document.key not in gone]
        documents = tuple(sorted([*kept_documents, *new.documents], key=lambda document: document.key))
        keys = np.concatenate((self.keys[self.owners[kept]], new.keys[new.owners]))
        order = np.argsort(keys, kind="stable")
        place = np.empty(len(order), dtype=np.int64)
        place[order] = np.arange(len(order))
        joined = [*(self.texts[row] for row in kept), *new.texts]
        texts = tuple(joined[row] for row in order)
        vectors = np.empty((len(order), SIZE), dtype=np.int8)
        vectors[place] = np.concatenate((self.vectors[kept], new.vectors))
        return type(self)(
            documents=documents,
            texts=texts,
            owners=np.searchsorted([document.key for document in documents], keys[order]),
            postings=self.postings.merged(kept, new.postings, place),
            vectors=vectors,
            alphabet=self._merged_alphabet(kept, new, place, texts),
        )

    def _merged_alphabet(self, kept: Ints, new: Self, place: Ints, texts: tuple[str, ...]) -> tuple[int, ...]:
        number = np.full(len(self.texts), -1)
        number[kept] = place[: len(kept)]
        old = number[list(self.alphabet)]
        runs = [*old[old >= 0].tolist(), *place[len(kept) :][list(new.alphabet)].tolist()]
        return tuple(sorted(runs, key=texts.__getitem__))  # two sorted runs: one pass

    @cached_property
    def keys(self) -> Ints:
        """Keys of the documents, ascending; a mask of what may be seen lines up with it."""
        return np.array([document.key for document in self.documents], dtype=np.int64)

    @cached_property
    def starts(self) -> Ints:
        """First row of each document; every document has at least one."""
        return np.searchsorted(self.owners, np.arange(len(self.documents)))

    def rows(self, document: int) -> Ints:
        """Give the rows of the document at this place in `documents`."""
        return np.arange(self.starts[document], np.searchsorted(self.owners, document, side="right"))

    @cached_property
    def lengths(self) -> NDArray[np.float32]:
        """Length of each vector; 0 where there is none."""
        squares: NDArray[np.float32] = np.einsum("ij,ij->i", self.vectors, self.vectors, dtype=np.float32)
        return np.sqrt(squares)

    @cached_property
    def signs(self) -> NDArray[np.uint64]:
        """Signs of the vectors, 64 to a number, a column for each row of text."""
        return np.ascontiguousarray(np.packbits(self.vectors > 0, axis=1).view(np.uint64).T)

    @cached_property
    def has_meaning(self) -> bool:
        """Tell whether any text has been encoded."""
        return bool(self.lengths.any())

    def mask(
        self,
        keys: Iterable[int] | None = None,
        kinds: Collection[str] | None = None,
        visible: Mask | None = None,
    ) -> Mask:
        """Mark the documents with one of `keys`, of one of `kinds`, marked in `visible`; None allows all."""
        allowed = np.ones(len(self.documents), dtype=bool) if visible is None else visible.copy()
        if keys is not None:
            allowed &= np.isin(self.keys, np.fromiter(keys, dtype=np.int64))
        if kinds is not None:
            names, codes = self._kinds
            allowed &= np.isin(codes, [names.index(kind) for kind in kinds if kind in names])
        return allowed

    @cached_property
    def _kinds(self) -> tuple[list[str], Ints]:
        names = sorted({document.kind for document in self.documents})
        code = {name: i for i, name in enumerate(names)}
        return names, np.array([code[document.kind] for document in self.documents], dtype=np.int64)

    def starting_with(self, query: str) -> tuple[int, ...]:
        """Give the rows whose text begins with a normalised query, in alphabetical order."""
        low = bisect_left(self.alphabet, query, key=self.texts.__getitem__)
        high = bisect_left(self.alphabet, query + "\U0010ffff", key=self.texts.__getitem__)
        return self.alphabet[low:high]

    def best(self, per_row: NDArray[Any]) -> NDArray[Any]:
        """Give each document the highest of the numbers of its rows."""
        return np.maximum.reduceat(per_row, self.starts)

    def original(self, row: int) -> str:
        """Give the text of a row as it was written."""
        owner = int(self.owners[row])
        return _rows(self.documents[owner])[row - int(self.starts[owner])]


def _rows(document: Document) -> tuple[str, ...]:
    return document.texts or ("",)


def _matrix(documents: tuple[Document, ...], rows: int) -> Vectors:
    """Lay the vectors of the documents under one another, zeros for those not yet encoded."""
    none = bytes(SIZE)
    lines = [
        vector or none
        for document in documents
        for vector in (*document.vectors, *[b""] * len(_rows(document)))[: len(_rows(document))]
    ]
    if wrong := {len(line) for line in lines} - {SIZE}:
        raise ValueError(f"a vector has {wrong.pop()} bytes, not {SIZE}")
    return np.frombuffer(b"".join(lines), dtype=np.int8).reshape(rows, SIZE)
