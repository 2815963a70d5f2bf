"""What may be a key, told without a search."""

from __future__ import annotations

import numpy as np

from cleaner.knowledge.bloom import BloomFilter

SIZE, HASHES = 20, 2


def test_all_keys_pass_and_hardly_any_other() -> None:
    numbers = np.random.default_rng(3).integers(0, 1 << 62, 40_000, dtype=np.uint64)
    keys, others = numbers[:20_000], numbers[20_000:]
    bloom = BloomFilter.of(keys, SIZE, HASHES)
    assert bloom.likely(keys).tolist() == list(range(len(keys)))
    assert len(bloom.likely(others)) < len(others) / 100


def test_no_keys() -> None:
    none = np.zeros(0, np.uint64)
    assert not len(BloomFilter.of(none, SIZE, HASHES).likely(np.arange(5, dtype=np.uint64)))
    assert not len(BloomFilter.of(np.arange(5, dtype=np.uint64), SIZE, HASHES).likely(none))
