"""Entries of made-up goods, and an encoder that counts what it is asked."""

from collections.abc import Sequence

import numpy as np

from itc.algorithms.search.meaning import SIZE, Vectors
from itc.search.models import Entry


def make_entry(kind: str, key: str, name_th: str, name_en: str = "", **fields: object) -> Entry:
    values = {"page": "home"} | fields
    return Entry.objects.create(kind=kind, object_key=key, name_th=name_th, name_en=name_en, **values)


class CountingEncoder:
    """Encodes a text by its letters, so that equal texts are equal, and remembers every text it was given."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        rows = [np.resize(np.frombuffer(text.encode(), dtype=np.uint8) % 100, SIZE) for text in texts]
        return np.array(rows, dtype=np.int8)
