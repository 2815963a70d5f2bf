"""Pages of later seeds are varied; those of earlier seeds stay as they are."""

from __future__ import annotations

from itertools import islice

import pytest

pytest.importorskip("pymupdf", reason="the extra bench is not installed")

from bench.pages import variety
from bench.pages.compose import compose
from bench.pages.page import Article, Piece


def test_only_later_seeds_are_varied() -> None:
    assert [variety.is_varied(seed) for seed in (699, 700, 9999, 10999, 11000)] == [
        False, True, True, False, True,
    ]  # fmt: skip


def test_breaks_by_hand_stand_inside_the_text() -> None:
    pieces = [piece for seed in range(700, 706) for piece in compose(seed, own_only=True).pieces()]
    broken = [piece for piece in pieces if piece.breaks]
    assert broken
    for piece in islice(broken, 50):
        assert all(0 < at < len(piece.text) for at in piece.breaks)
        assert piece.breaks == sorted(set(piece.breaks))


def test_a_paragraph_a_caption_interrupts_is_one_in_the_truth() -> None:
    pieces = [
        Piece("paragraph", "前半段"),
        Piece("caption", "图为花灯"),
        Piece("paragraph", "后半段。", goes_on=True),
    ]
    truth = Article(body=pieces).truth()
    assert truth["paragraphs"] == ["前半段后半段。"]
    assert truth["captions"] == ["图为花灯"]
