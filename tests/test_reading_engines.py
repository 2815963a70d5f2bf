"""Pages as engines have read them: boxes that are too high, sizes of letters, blanks between Han."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from io import BytesIO

import numpy as np

from cleaner.formats import Box, Lines, Page, Place, Places, Words
from cleaner.formats.hocr import pages
from cleaner.page.levels import levelled
from cleaner.page.sizes import sizes_of

Given = tuple[str, float, float, float, float]  # a word and its box


def page_of(*lines: list[Given]) -> Page:
    """A page of lines of words."""
    words = [word for line in lines for word in line]
    places = Places.of(1, [Place(1, Box(*box)) for _, *box in words])
    texts = tuple(text for text, *_ in words)
    starts = np.cumsum([0, *map(len, lines)])
    made = Lines.of(Words(texts, places, np.zeros(len(words), np.bool_)), starts)
    return Page(1, "", 1000, 1000, "pixel", made)


def row(texts: str, top: float, foot: float, left: float = 0) -> list[Given]:
    """Words of two characters, side by side."""
    parts = [texts[at : at + 2] for at in range(0, len(texts), 2)]
    return [(part, left + 60 * at, top, left + 60 * at + 58, foot) for at, part in enumerate(parts)]


def test_a_line_is_as_high_as_most_of_its_words() -> None:
    line = [
        *row("春江潮水连海平", 100, 130),
        ("海上", 240, 80, 298, 190),
        ("，", 300, 122, 310, 134),
    ]
    assert levelled(page_of(line)).tolist() == [[0, 100, 310, 130]]


def test_a_line_that_is_turned_stays_as_it_is() -> None:
    page = page_of([*row("春江潮水连海平", 100, 130), ("海上", 240, 80, 298, 190)])
    places = page.words.places
    places = replace(places, turns=np.full(len(places.turns), 90))
    words = replace(page.words, places=places)
    turned = replace(page, lines=Lines.of(words, page.lines.starts))
    assert levelled(page).tolist() == [[0, 100, 298, 130]]
    assert levelled(turned).tolist() == [[0, 80, 298, 190]]


def test_a_line_of_one_height_stays_as_it_is() -> None:
    line = [*row("春江潮水连海平", 100, 130), ("海上", 240, 98, 298, 133)]
    assert levelled(page_of(line)).tolist() == [[0, 98, 298, 133]]


def test_letters_that_reach_up_and_down_are_no_sign_of_a_box_too_high() -> None:
    line = [("ace", 0, 110, 50, 130), ("man", 60, 110, 110, 130), ("Type", 120, 95, 170, 140)]
    assert levelled(page_of(line)).tolist() == [[0, 95, 170, 140]]


HOCR = (
    "<html><head><meta name='ocr-system' content='x'/></head><body>"
    "<div class='ocr_page' title='bbox 0 0 900 900'>"
    "<span class='ocr_line' title='bbox 0 0 90 30; x_size 40; x_descenders 10; x_ascenders 10'>"
    "<span class='ocrx_word' title='bbox 0 0 90 30'>春江潮</span></span>"
    "<span class='ocr_line' title='bbox 0 40 90 70; x_size 40; x_descenders 10; x_ascenders 10'>"
    "<span class='ocrx_word' title='bbox 0 40 90 70'>water</span></span>"
    "<span class='ocr_line' title='bbox 0 80 90 110; x_size 40'>"
    "<span class='ocrx_word' title='bbox 0 80 90 110'>春江潮</span></span>"
    "</div></body></html>"
)


def test_sizes_that_are_those_of_letters_are_none_of_han() -> None:
    page = next(iter(pages(partial(BytesIO, HOCR.encode()), "page")))
    assert [str(size) for size in page.lines.places.sizes.tolist()] == ["nan", "40.0", "40.0"]


BODY = "春江潮水连海平海上明月"


def sizes(*lines: tuple[str, float, float]) -> list[float]:
    """Of lines one under the other, the body ten times before them: texts, widths and heights."""
    every = [(BODY, 330.0, 28.0)] * 10 + [(BODY, 330.0, 44.0)] * 2 + [*lines]
    boxes = np.array([(0, 50 * at, w, 50 * at + h) for at, (_, w, h) in enumerate(every)])
    found: list[float] = sizes_of(boxes, [text for text, *_ in every]).tolist()
    return found[10:]


def test_a_box_too_high_makes_no_headline() -> None:
    assert sizes() == [28.0, 28.0]


def test_a_few_characters_are_no_larger_than_they_are_wide() -> None:
    assert sizes(("协议。", 75.0, 58.0))[-1] == 28.0


def test_a_headline_is_as_high_and_as_wide() -> None:
    assert sizes(("滟滟随波千万里", 360.0, 50.0))[-1] > 45


def test_a_line_that_is_stretched_is_of_the_body() -> None:
    assert sizes(("何处春江无月明江", 280.0, 44.0))[-1] == 28.0


def test_a_small_caption_stays_small() -> None:
    assert sizes(("图为江流宛转绕芳甸", 9 * 26.0, 24.0))[-1] < 25


def test_blanks_between_han_are_none() -> None:
    spaced = "春 江 潮 水 连 海 平 海 上 明 月"
    body, headline = sizes((spaced, 330.0, 44.0), ("滟 滟 随 波 千", 250.0, 50.0))[-2:]
    assert body == 28.0
    assert headline > 45
