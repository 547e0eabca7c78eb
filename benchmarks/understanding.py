"""Measure understanding on the tables in the database: how often it is right, and how long a sentence takes.

`python -m benchmarks.understanding [--letters]` after `itc load data`, with DJANGO_SETTINGS_MODULE set.
Beside the kept ideas, words of families are put into sentences beside other words: the head must stay
the product.
"""

import argparse
import csv
import random
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import django
import numpy as np
from django.conf import settings

django.setup()

from itc.catalogue.queries.knowledge import knowledge  # noqa: E402 - Django stands before its apps
from itc.catalogue.queries.understanding import understand  # noqa: E402 - Django stands before its apps

IDEAS = Path(__file__).parent.parent / "tests" / "data"
THAI = (
    "อยากทำ{a}ขาย", "{a}ส่งออกญี่ปุ่น เดือนละ 200 กก.", "มี{b}เยอะ อยากผลิต{a} ขายของฝาก", "{a} ใส่กล่องสวยๆ",
    "อยากทำ{a}จาก{b}", "{a}รส{b}", "{a}{b}", "สนใจทำ{a}แบรนด์ตัวเอง",
)  # fmt: skip
ENGLISH = ("I want to make {a}", "{a} for export to Europe", "{a} from {b}", "handmade {b} {a}")
Row = tuple[str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", action="store_true", help="without the encoder")
    settings.MEANING = not parser.parse_args().letters
    begun = time.perf_counter()
    understand("สบู่")
    print(f"cold {time.perf_counter() - begun:.1f} s")
    for name in ("ideas_public", "ideas_own"):
        print_quality(name, ideas(name))
    print_quality("sentences", sentences())


def ideas(name: str) -> list[Row]:
    with (IDEAS / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return [(row["idea"], row["family"]) for row in csv.DictReader(file, delimiter="\t")]


def sentences() -> list[Row]:
    """Return 400 sentences of words of families, the same each time."""
    dice, rows = random.Random(1), knowledge().families.values()
    thai = [(word, row.code) for row in rows for word in (row.name_th, *row.aliases_th)]
    english = [(word, row.code) for row in rows for word in (row.name_en, *row.aliases_en)]
    return [*put(thai, THAI, 250, dice), *put(english, ENGLISH, 150, dice)]


def put(words: Sequence[Row], forms: Sequence[str], count: int, dice: random.Random) -> Iterable[Row]:
    for word, code in dice.sample(words, count):
        yield dice.choice(forms).format(a=word, b=dice.choice(words)[0]), code


def print_quality(name: str, rows: Sequence[Row]) -> None:
    took, first, listed, refused = [], [], [], []
    for idea, family in rows:
        begun = time.perf_counter()
        read = understand(idea)
        took.append(1000 * (time.perf_counter() - begun))
        if family:
            first.append(read.family is not None and read.family.code == family)
            listed.append(family in {match.code for match in (read.family, *read.others) if match})
        else:
            refused.append(read.family is None)
    print(
        f"{name:13s} right first {sum(first)}/{len(first)}, in the shortlist {sum(listed)}/{len(listed)},"
        f" no products refused {sum(refused)}/{len(refused)};"
        f" {np.percentile(took, 50):.1f} ms p50 {np.percentile(took, 95):.1f} ms p95"
    )


if __name__ == "__main__":
    main()
