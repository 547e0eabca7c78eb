"""Measure search: how good it is on judged queries, and how fast on many documents.

`python -m benchmarks.search FOLDER` reads `catalogue.tsv` (id, kind, name_th, name_en) and `examples.tsv`
(qid, type, query, relevant_ids parted by spaces) from FOLDER; neither is part of the project. Set
OPENBLAS_NUM_THREADS=1, as the server does: with more threads a query waits for a free core several times.
"""

import argparse
import csv
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from itc.algorithms.search import meaning
from itc.algorithms.search.index import Document, Index
from itc.algorithms.search.meaning import Encode
from itc.algorithms.search.scorer import search
from itc.algorithms.search.suggest import suggest

DEPTH = 100  # an answer further down counts as not found
SIZES = (1_000, 3_000, 5_000, 100_000)
DISTRICTS = ("เมือง", "บางพลี", "หาดใหญ่", "แม่ริม", "ศรีราชา", "ปากช่อง")


@dataclass(frozen=True)
class Example:
    kind: str
    query: str
    relevant: frozenset[int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--quality-only", action="store_true")
    arguments = parser.parse_args()
    documents, examples = read(arguments.folder)
    with_vectors = [replace(document, vectors=encoded(document.texts)) for document in documents]
    print("quality          n   @1   @5  @10   MRR")
    print_quality("letters", Index.build(documents), examples, None)
    if meaning.available():
        print_quality("and meaning", Index.build(with_vectors), examples, meaning.encode)
    if not arguments.quality_only:
        for size in SIZES:
            print_speed(varied(with_vectors, size), [example.query for example in examples])


def read(folder: Path) -> tuple[list[Document], list[Example]]:
    catalogue = rows(folder / "catalogue.tsv")
    keys = {row["id"]: key for key, row in enumerate(catalogue, start=1)}
    documents = [
        Document(keys[row["id"]], row["kind"], tuple(filter(None, (row["name_th"], row["name_en"]))))
        for row in catalogue
    ]
    examples = [
        Example(row["type"], row["query"], frozenset(keys[name] for name in row["relevant_ids"].split()))
        for row in rows(folder / "examples.tsv")
    ]
    return documents, examples


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def encoded(texts: tuple[str, ...]) -> tuple[bytes, ...]:
    vectors = meaning.encode(texts)
    return () if vectors is None else tuple(vector.tobytes() for vector in vectors)


def print_quality(name: str, index: Index, examples: list[Example], encode: Encode | None) -> None:
    places = defaultdict(list)
    for example in examples:
        hits = search(index, example.query, limit=DEPTH, encode=encode).hits
        place = next((i for i, hit in enumerate(hits) if hit.key in example.relevant), DEPTH)
        places[example.kind].append(place)
        places["all"].append(place)
    for kind, found in places.items():
        at = np.array(found)
        rates = " ".join(f"{100 * np.mean(at < k):4.0f}" for k in (1, 5, 10))
        mrr = np.mean(np.where(at < DEPTH, 1 / (at + 1), 0))
        print(f"{name:12s}{kind:9s}{len(at):3d} {rates}  {mrr:.3f}")


def varied(documents: list[Document], size: int) -> list[Document]:
    """Give `size` documents: real texts, each with a district and a number, and vectors a little apart."""
    dice, noise = random.Random(1), np.random.default_rng(1)
    result = []
    for key in range(size):
        model = dice.choice(documents)
        tail = f" {dice.choice(DISTRICTS)} {dice.randrange(100_000):05d}"
        vectors = tuple(
            meaning.quantised(np.frombuffer(vector, np.int8) + noise.normal(0, 8, meaning.SIZE)).tobytes()
            for vector in model.vectors
        )
        result.append(Document(key, model.kind, tuple(text + tail for text in model.texts), vectors))
    return result


def print_speed(documents: list[Document], queries: list[str]) -> None:
    print(f"{len(documents):,} documents")
    started = time.perf_counter()
    index = Index.build(documents)
    print(f"  build            {time.perf_counter() - started:6.2f} s")
    search(index, queries[0])  # what is worked out on first use
    started = time.perf_counter()
    index.updated([documents[1]], [documents[2].key])
    print(f"  update one row   {1000 * (time.perf_counter() - started):6.1f} ms")
    print_times("query", [partial(search, index, query) for query in queries * 3])
    print_times("query, letters", [partial(search, index, query, encode=None) for query in queries * 3])
    typed = [query[:size] for query in queries for size in (2, 3, 5)]
    print_times("suggest", [partial(suggest, index, text) for text in typed])


def print_times(name: str, calls: Iterable[Callable[[], object]]) -> None:
    took = []
    for call in calls:
        started = time.perf_counter()
        call()
        took.append(1000 * (time.perf_counter() - started))
    print(f"  {name:16s} {np.percentile(took, 50):6.1f} ms p50 {np.percentile(took, 95):6.1f} ms p95")


if __name__ == "__main__":
    main()
