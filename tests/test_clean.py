"""Nothing clean is touched: texts of many kinds go through the default run unchanged."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import cleaner

TEXTS = tomllib.loads((Path(__file__).parent.parent / "fixtures/clean.toml").read_text("utf-8"))[
    "texts"
]


@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case["kind"])
def test_clean_text_stays(case: dict[str, str]) -> None:
    assert cleaner.clean(case["text"]) == case["text"]


def test_there_are_many() -> None:
    assert len(TEXTS) > 300
