"""What is passed over because something is missing would have given nothing: the long way says so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from test_signs import texts

from cleaner.config import Settings
from cleaner.knowledge import continuity, language
from cleaner.page.columns import backwards, displaced, judging
from cleaner.page.layout import Lines
from cleaner.pipeline import run
from cleaner.protected.notations import papers, recognise, verse
from cleaner.stages.spaces import latin_words
from cleaner.text.document import Document, Source
from cleaner.wraps import fragments

EVERY = 5


class _Anything:
    """Signs that stand in every text."""

    def stand_in(self, document: Document) -> bool:
        return True


def _all(*given: Any) -> Any:
    return np.ones(len(given[0]), np.bool_)


@contextmanager
def the_long_way() -> Iterator[None]:
    """Nothing is passed over."""
    with ExitStack() as changed:
        for module, name, other in (
            (recognise, "AT", {}),
            (papers, "_may_be_gap", _all),
            (verse, "SIZES", np.ones(16, np.bool_)),
            (judging, "GAPS", _Anything()),
            (judging, "has_open_lines", lambda document: True),
            (backwards, "_are_near", lambda wide: np.ones(1, np.bool_)),
            (displaced, "_any_broken", lambda lines: True),
            (latin_words, "_may_have_strings", lambda document: True),
            (fragments, "_opens_at_an_end", lambda text: True),
            (continuity, "MANY", 0),
        ):
            changed.enter_context(patch.object(module, name, other))
        yield


def done(text: str, settings: Settings) -> tuple[Any, ...]:
    result = run(Source.from_text(text), settings)
    return (result.text, result.ledger.entries, [record.apart for record in result.ledger.records])


@pytest.mark.parametrize("first", range(3))
def test_the_long_way_gives_the_same(first: int) -> None:
    settings = (Settings(), Settings(profile="ocr"), Settings(profile="book"))[first]
    for text in islice(texts(), first, None, EVERY * 3):
        short = done(text, settings)
        with the_long_way():
            assert done(text, settings) == short, text


@pytest.mark.parametrize(
    "text",
    [
        "甲乙丙丁戊，\n己庚辛壬癸。\n\n子丑寅卯辰，巳午未申酉\n",
        "一\n",
        "标题\n\n正文在这里结束。\n这一行没有\n\n又一行。\n",
    ],
)
def test_blocks_and_their_middle_widths(text: str) -> None:
    lines = Lines.of(Document(text))
    bounds = displaced.blocks(lines)
    firsts, behind = (np.array(each) for each in zip(*bounds, strict=True))
    middle = [float(np.median(lines.widths[first:last])) for first, last in bounds]
    assert displaced._medians(lines.widths, firsts, behind - 1).tolist() == middle
    several = [last - first > 1 and not lines.stopped[last - 1] for first, last in bounds]
    assert displaced._any_broken(lines) == any(several)


def test_words_are_looked_up_together_as_one_by_one() -> None:
    model = language.shipped()
    forms = model.forms_of(
        np.array([[*map(ord, row)] for row in ("全市召开大", "会议要求a", "，明确责任")], np.uint32)
    )
    for size, logs in model._words(forms).items():
        for start, row in enumerate(logs):
            assert row.tolist() == model.words_of(forms[:, start : start + size]).tolist()
    left, right = forms[:, :3], forms[:, 2:]
    both = np.arange(3)
    whole, one, other = model.side_by_side(left, right, both, both[::-1].copy())
    assert one.tolist() == model.likely(left).tolist()
    assert other.tolist() == model.likely(right).tolist()
    assert whole.tolist() == model.likely(left, right[::-1]).tolist()
