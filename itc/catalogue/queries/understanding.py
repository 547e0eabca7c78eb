"""What a sentence says: the family she means, others it may be, chips, amount, two products at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from threading import Lock

from itc.catalogue.queries.knowledge import Knowledge, knowledge
from itc.catalogue.rules.chips import Chip, Lexicon, Word
from itc.catalogue.rules.sentence_kinds import Kind, looks_like
from itc.catalogue.rules.understanding import NOT_PRODUCTS, Families, Match
from itc.db.fingerprint import Fingerprint, fingerprint
from itc.search.models import Entry
from itc.search.queries import encoder

__all__ = ["Chip", "Lot", "Match", "Understanding", "understand"]

FAMILY = "family"
"""The kind of a family's entry in the index, where the vectors of its names stand."""


@dataclass(frozen=True, slots=True)
class Lot:
    """The amount of one trial lot in kg, l or piece, and the words of hers it was read from."""

    lot: Decimal
    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class Understanding:
    """What was read from `idea`.

    `family` is None where she names no product we know; `sign` then says why: a `Kind` of sentence, the kind
    of what it is instead (service, travel, news, …) or `unknown`. `others` are up to four families it may be,
    also then. `products` are the two she names where she names two.
    """

    idea: str
    family: Match | None
    others: tuple[Match, ...]
    chips: tuple[Chip, ...]
    amount: Lot | None
    products: tuple[Match, ...] = ()
    sign: str | None = None


@dataclass(frozen=True, slots=True)
class _Reader:
    """Lexicon and families compiled from one version of the catalogue and its vectors."""

    version: tuple[Fingerprint, Fingerprint]
    lexicon: Lexicon
    families: Families


class _Held:
    """The reader of this process; the lock lets one thread compile it while others wait."""

    reader: _Reader | None = None
    lock = Lock()


def lots_in(sentences: Iterable[str]) -> list[Lot | None]:
    """Return how much of something each of many sentences says; two queries for all of them."""
    lexicon = _reader().lexicon
    read = (lexicon.read(sentence).amount for sentence in sentences)
    return [None if each is None else Lot(each.lot(), each.unit.value, each.text) for each in read]


def understand(sentence: str) -> Understanding:
    """Return what a sentence of any length and content says; two queries where nothing has changed."""
    reader = _reader()
    reading = reader.lexicon.read(sentence)
    read = reading.amount
    amount = None if read is None else Lot(read.lot(), read.unit.value, read.text)
    kind = looks_like(sentence)
    if kind is not Kind.IDEA:
        return Understanding(sentence, None, (), reading.chips, amount, sign=kind.value)
    ranking = reader.families.rank(sentence, reading, encoder())
    if ranking.instead:
        others = ranking.matches[:4]
        return Understanding(sentence, None, others, reading.chips, amount, sign=ranking.instead)
    family, others = ranking.matches[0], ranking.matches[1:]
    return Understanding(sentence, family, others, reading.chips, amount, ranking.products[:2])


def _reader() -> _Reader:
    known = knowledge()
    version = known.version, fingerprint(Entry)
    held = _Held.reader
    if held is not None and held.version == version:
        return held
    with _Held.lock:
        held = _Held.reader
        if held is None or held.version != version:
            held = _Held.reader = _compile(known, version)
        return held


def _compile(known: Knowledge, version: tuple[Fingerprint, Fingerprint]) -> _Reader:
    names = {
        row.code: tuple(dict.fromkeys((row.name_th, row.name_en, *row.aliases_th, *row.aliases_en)))
        for row in known.families.values()
    }
    lexicon = Lexicon(
        (
            Word(row.word, row.lang, row.match, row.chip, row.kind, row.implies, row.base_unit, row.factor)
            for row in known.chip_words
        ),
        (name for of_family in names.values() for name in of_family),
    )
    return _Reader(version, lexicon, Families(names, _vectors()))


def _vectors() -> Mapping[str, bytes]:
    """Return the vectors of all names of families, from the index, and of what is no product."""
    found: dict[str, bytes] = {}
    for entry in Entry.objects.filter(kind=FAMILY):
        found |= entry.vectors
    return found | _encoded(tuple(NOT_PRODUCTS))


def _encoded(texts: Sequence[str]) -> dict[str, bytes]:
    encode = encoder()
    vectors = None if encode is None else encode(texts)
    if vectors is None:
        return {}
    return {text: vector.tobytes() for text, vector in zip(texts, vectors, strict=True)}
