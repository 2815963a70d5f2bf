"""What the measure of pages read by engines counts as in reach."""

from __future__ import annotations

import pytest

pytest.importorskip("pymupdf")
pytest.importorskip("rapidfuzz")

from bench.places_ocr import covered, reached

WANTED = "春江潮水连海平海上明月共潮生滟滟随波千万里何处春江无月明"


def test_lines_in_any_order_are_in_reach() -> None:
    lines = ["滟滟随波千万里何", "春江潮水连海平海", "处春江无月明", "上明月共潮生"]
    assert reached(WANTED, lines)


def test_a_line_read_twice_counts_once() -> None:
    lines = ["春江潮水连海平海", "春江潮水连海平海", "上明月共潮生滟滟随波千万里", "何处春江无月明"]
    assert reached(WANTED, lines)


def test_a_paragraph_of_which_half_was_lost_is_not() -> None:
    assert not covered(WANTED, ["春江潮水连海平海上"])
    assert not reached(WANTED, ["春江潮水连海平海上"])
