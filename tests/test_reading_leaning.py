"""Columns that lean, as on a sheet that was bent or pulled askew, and columns that only seem to."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cleaner.formats import Lines, Page
from cleaner.page.leaning import lean
from cleaner.page.reading import read
from cleaner.page.sizes import as_wide
from tests.setting import ONE, PITCH, SIZE, THREE, TWO, Placed, column, page
from tests.test_reading import paragraphs

LONG = (ONE[:-1] + TWO[:-1] + THREE) * 2
OTHER = (TWO[:-1] + THREE[:-1] + ONE) * 2


def leaning(lines: list[Placed], by: float) -> Page:
    """A scan of lines, each as far to the right as it is down, times `by`."""
    found = page(*((text, x + by * y, y, size) for text, x, y, size in lines))
    return replace(found, unit="pixel")


def columns(gutter: float = 8.0) -> list[Placed]:
    return [*column(LONG, 20, 20, 10), *column(OTHER, 120 + gutter, 20, 10)]


@pytest.mark.parametrize("by", [0.0, 0.015, 0.03, -0.03, 0.045])
def test_columns_that_lean_are_read_one_after_the_other(by: float) -> None:
    assert paragraphs(leaning(columns(), by)) == [LONG, OTHER]


@pytest.mark.parametrize("by", [0.0, 0.02, -0.02])
def test_how_far_columns_lean(by: float) -> None:
    boxes = leaning(columns(), by).lines.places.boxes
    assert lean(boxes, SIZE) == pytest.approx(by, abs=0.002)


def test_a_few_lines_do_not_tell() -> None:
    boxes = leaning(columns(), 0.03).lines.places.boxes
    assert lean(boxes[:6], SIZE) == 0.0


def test_lines_that_begin_anywhere_do_not_lean() -> None:
    rng = np.random.default_rng(7)
    lefts, widths = rng.uniform(0, 60, 40), rng.uniform(80, 140, 40)
    tops = PITCH * np.arange(40)
    boxes = np.stack((lefts, tops, lefts + widths, tops + SIZE), 1)
    assert lean(boxes, SIZE) == 0.0


def test_what_a_file_sets_stands_where_it_is_set() -> None:
    lines = [(text, x + 0.03 * y, y, size) for text, x, y, size in columns()]
    assert paragraphs(page(*lines)) != [LONG, OTHER]


def test_letters_as_wide_as_usual_are_of_the_body() -> None:
    texts = ["the ferry men have long sat down by"] * 9 + [
        "come near in our time",
        "now and never",
        "oh no",
    ]
    widths = [2.6 * len(text) for text in texts]
    widths[-2] *= 1.3
    boxes = np.array(
        [(0.0, 14.0 * row, width, 14.0 * row + 10) for row, width in enumerate(widths)]
    )
    assert as_wide(boxes, texts).tolist() == [True] * 10 + [False, False]
    assert not as_wide(boxes[-4:], texts[-4:]).any()


VERSES = [
    "The river turns below the town,", "And nobody has seen it come;", "The ferry men have long sat down,",
    "Their nets are dry, their tongues are dumb.", "O who will sing for us tonight?", "The lamps go out along the quay,",
    "The moon has lost the half of its light", "And drops it, coin by coin, to sea;",
]  # fmt: skip


def rows_of(*columns: list[str]) -> Page:
    """Columns of Latin lines in common rows, a scan of them."""
    lines = [
        (text, 20.0 + 130 * column, 20.0 + PITCH * row, SIZE)
        for column, texts in enumerate(columns)
        for row, text in enumerate(texts)
    ]
    found = page(*lines)
    places = found.lines.places
    boxes = places.boxes.copy()
    boxes[:, 2] = boxes[:, 0] + [2.6 * len(text) for text in found.lines.texts]
    words = replace(found.words, places=replace(places, boxes=boxes))
    return replace(found, lines=Lines.of(words, found.lines.starts), unit="pixel")


def test_verses_side_by_side_are_columns() -> None:
    other, third = VERSES[3:] + VERSES[:3], VERSES[5:] + VERSES[:5]
    found = read(rows_of(VERSES, other, third)).text.split("\n")
    assert [line for line in found if line] == [*VERSES, *other, *third]


def test_names_and_words_side_by_side_are_a_table() -> None:
    names = ["Anna Berg", "Otto Keller", "Maria Lind", "Karl Thon", "Eva Stein", "Paul Wirth"]
    towns = ["Bremen", "Mainz", "Ulm, Neu-Ulm", "Kassel", "Trier", "Worms"]
    found = read(rows_of(names, towns, [*map(str, range(1901, 1907))])).text.split("\n")
    assert found[0] == "Anna Berg Bremen 1901"


def test_a_low_line_whose_letters_are_as_wide_as_usual_is_no_caption() -> None:
    first = ["The ferry men have long sat down by the", "water and the lamps go out along a quay",
             "that nobody has ever seen before or will", "come near in our time, now", "or seen in the dusk, so far", "and never again, as the old men of a town",
             "have it, who sit there day after day and", "look out for what the river brings along"]  # fmt: skip
    found = rows_of(first + first)
    places = found.lines.places
    boxes = places.boxes.copy()
    boxes[:, 1] += np.array(
        [
            2.5 * text.startswith(("come", "or seen")) + 1.2 * (len(text) % 3)
            for text in found.lines.texts
        ]
    )
    words = replace(
        found.words, places=replace(places, boxes=boxes, sizes=np.full(len(boxes), np.nan))
    )
    text = read(replace(found, lines=Lines.of(words, found.lines.starts))).text
    assert [line for line in text.split("\n") if line] == first + first


def test_verses_keep_their_lines_and_prose_does_not() -> None:
    prose = [text[0].lower() + text[1:] if row % 3 else text for row, text in enumerate(VERSES)]
    assert "\n\n".join(VERSES) in read(rows_of(VERSES * 2)).text
    assert "\n\n".join(prose) not in read(rows_of(prose * 2)).text
    assert "\n\n".join(VERSES[:6]) not in read(rows_of(VERSES[:6])).text
