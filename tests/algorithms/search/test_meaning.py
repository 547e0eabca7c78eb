"""The optional encoder: its vectors, and what happens without it."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest

from itc.algorithms.search import meaning
from itc.algorithms.search.meaning import SIZE, available, encode, quantised

needs_encoder = pytest.mark.skipif(not available(), reason="the optional encoder is not installed")


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A process that has not loaded the encoder yet."""
    monkeypatch.setattr(meaning._Model, "loaded", None)
    monkeypatch.setattr(meaning._Model, "failed", False)
    return monkeypatch


class CountingModel:
    made = 0
    longest = 0

    def __init__(self, threads: int) -> None:
        assert threads == 1
        type(self).made += 1

    def encode(self, texts: list[str]) -> np.ndarray:
        type(self).longest = max(map(len, texts))
        return np.ones((len(texts), SIZE), dtype=np.float32)


def test_a_missing_package_gives_none_and_is_told(fresh: pytest.MonkeyPatch) -> None:
    fresh.setattr(meaning._Model, "failed", True)
    assert not available()
    assert encode(["สบู่"]) is None


def test_trouble_in_loading_is_met_once_and_told(
    fresh: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(threads: int) -> Any:
        raise OSError("weights are missing")

    fresh.setattr(meaning, "USE", broken)
    assert available()
    assert encode(["สบู่"]) is None
    assert encode(["สบู่"]) is None
    assert not available()
    assert caplog.text.count("weights are missing") == 1


def test_the_model_is_loaded_once_by_many_threads(fresh: pytest.MonkeyPatch) -> None:
    fresh.setattr(CountingModel, "made", 0)
    fresh.setattr(meaning, "USE", CountingModel)
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(encode, [["สบู่"]] * 8))
    assert CountingModel.made == 1
    assert all(result is not None and result.shape == (1, SIZE) for result in results)


def test_long_texts_are_cut_and_empty_ones_have_no_meaning(fresh: pytest.MonkeyPatch) -> None:
    fresh.setattr(meaning, "USE", CountingModel)
    vectors = encode(["ก" * 10_000, "", "\0", "ข"])
    assert vectors is not None
    assert CountingModel.longest == meaning.MAX_LETTERS
    assert vectors.any(axis=1).tolist() == [True, False, False, True]
    assert vectors.dtype == np.int8


def test_nothing_to_encode_is_nothing(fresh: pytest.MonkeyPatch) -> None:
    fresh.setattr(meaning, "USE", CountingModel)
    vectors = encode([])
    assert vectors is not None
    assert vectors.shape == (0, SIZE)


def test_quantised_rows_keep_their_direction_at_full_range() -> None:
    rows = np.random.default_rng(0).normal(size=(5, SIZE))
    rows[4] = 0
    short = quantised(rows).astype(float)
    assert np.abs(short[:4]).max(axis=1).tolist() == [127] * 4
    assert not short[4].any()
    cosine = (short * rows)[:4].sum(1) / np.linalg.norm(short[:4], axis=1) / np.linalg.norm(rows[:4], axis=1)
    assert (cosine > 0.999).all()


@needs_encoder
def test_a_thai_word_is_nearer_to_its_english_one_than_to_another() -> None:
    vectors = encode(["กาแฟ", "coffee", "steel pipe"])
    assert vectors is not None
    thai, same, other = vectors.astype(float) / np.linalg.norm(vectors.astype(float), axis=1, keepdims=True)
    assert thai @ same > thai @ other + 0.2


@needs_encoder
def test_more_than_a_batch_comes_back_in_order() -> None:
    texts = [f"เครื่องที่ {number}" for number in range(meaning.BATCH + 3)]
    together, alone = encode(texts), encode(texts[-1:])
    assert together is not None
    assert alone is not None
    np.testing.assert_allclose(together[-1].astype(int), alone[0].astype(int), atol=2)
