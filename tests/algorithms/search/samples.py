"""A small catalogue made up for these tests, and an encoder that knows six words."""

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from itc.algorithms.search.index import Document
from itc.algorithms.search.meaning import SIZE, Vectors, quantised
from itc.algorithms.search.normalise import normalise

SOAP, CHILLI, FREEZER, PUMP, SCALES, COFFEE = range(1, 7)
LABELS = {
    SOAP: ("maker", ("สบู่สมุนไพร", "Herbal soap", "สบู่ก้อน")),
    CHILLI: ("maker", ("น้ำพริกเผา", "Roasted chilli paste")),
    FREEZER: ("machine", ("ห้องเย็นเก็บอาหาร", "Cold storage room")),
    PUMP: ("machine", ("ปั๊มน้ำ", "Water pump")),
    SCALES: ("lab", ("เครื่องชั่งตวงน้ำตาล", "Sugar weighing scales")),
    COFFEE: ("machine", ("เครื่องคั่วกาแฟ", "Coffee roaster")),
}
# Words that mean the same share an axis.
AXES = {
    "สบู่": 0,
    "soap": 0,
    "น้ำพริก": 1,
    "chilli": 1,
    "เย็น": 2,
    "cold": 2,
    "ปั๊ม": 3,
    "pump": 3,
    "ชั่ง": 4,
    "scales": 4,
}
AXES |= {"กาแฟ": 5, "coffee": 5, "espresso": 5}


def fake_encode(texts: Sequence[str]) -> Vectors:
    """Put a text on the axes of the words it holds, and a little on one of its own."""
    vectors = np.zeros((len(texts), SIZE), dtype=np.float32)
    for line, text in enumerate(map(normalise, texts)):
        vectors[line, 10 + sum(map(ord, text)) % 500] = 0.1
        for word, axis in AXES.items():
            if word in text:
                vectors[line, axis] = 1
    return quantised(vectors)


def document(key: int, kind: str, texts: tuple[str, ...], *, encoded: bool = True) -> Document:
    vectors = tuple(vector.tobytes() for vector in fake_encode(texts)) if encoded else ()
    return Document(key, kind, texts, vectors)


def catalogue(*, encoded: bool = True) -> list[Document]:
    return [document(key, kind, texts, encoded=encoded) for key, (kind, texts) in LABELS.items()]


any_text = st.text(alphabet=st.characters(), max_size=60)  # surrogates and nulls too
thai_text = st.text(alphabet="กขงนมรลสเแโใไะาำิีึืุูั็่้๊๋์ํฺ๑๒ ab\u200b\u0301\u00a0", max_size=30)
documents = st.dictionaries(
    st.integers(1, 40),
    st.tuples(
        st.sampled_from(["maker", "machine", "lab"]),
        st.lists(
            st.sampled_from([text for _, texts in LABELS.values() for text in texts]) | thai_text, max_size=3
        ),
    ),
    max_size=12,
).map(lambda rows: [document(key, kind, tuple(texts)) for key, (kind, texts) in rows.items()])
queries = any_text | thai_text | st.sampled_from(["สบู", "น้ำ", "pump", "เครื่อง", "กา", "espresso"])
