"""Text set downwards and across on one page."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from cleaner.formats import Lines, Page, Place, Places, Words, Writing
from cleaner.formats.places import Box
from cleaner.page.reading import read
from tests.setting import ONE, SIZE, THREE, TWO, Placed, column


def mixed(across: list[Placed], down: list[Placed]) -> Page:
    """A page of lines of both directions, those set downwards written first."""
    places = [
        Place(1, Box(x, y, x + size, y + size * len(string)), size, writing=Writing.DOWN)
        for string, x, y, size in down
    ] + [
        Place(1, Box(x, y, x + size * len(string), y + size), size) for string, x, y, size in across
    ]
    texts = tuple(line[0] for line in (*down, *across))
    words = Words(texts, Places.of(1, places), np.zeros(len(texts), np.bool_))
    return Page(1, "", 400, 300, "point", Lines.of(words, np.arange(len(texts) + 1)))


def paragraphs(page: Page) -> list[str]:
    return [each.replace("\n", "") for each in read(page).text.strip("\n").split("\n\n")]


def test_a_headline_set_downwards_stands_before_the_story_beside_it() -> None:
    across = [*column(ONE, 20, 20, 12), *column(TWO, 60, 150, 12), *column(THREE, 200, 150, 12)]
    found = mixed(across, [("江流宛转", 30, 150, 20)])
    assert paragraphs(found) == [ONE, "江流宛转", TWO, THREE]


def test_a_headline_set_across_stands_before_the_columns_below_it() -> None:
    down = [
        (text[at : at + 10], x - 14 * number, 60, SIZE)
        for x, text in ((380, ONE), (300, TWO), (220, THREE))
        for number, at in enumerate(range(0, 30, 10))
    ]  # fmt: skip
    found = paragraphs(mixed([("江流宛转", 230, 30, 20)], down))
    assert found.index("江流宛转") == 1
    assert "".join(found).startswith(ONE + "江流宛转" + TWO)


def test_small_text_of_the_other_direction_comes_after() -> None:
    found = mixed(column(ONE + "|" + TWO, 60, 20, 12), [("图为春江", 45, 20, 8)])
    assert paragraphs(found) == [ONE, TWO, "图为春江"]


def test_a_headline_in_the_middle_of_a_paragraph_does_not_part_it() -> None:
    found = mixed(column(ONE, 60, 20, 12), [("江流宛转", 30, 34, 20)])
    assert paragraphs(found) == ["江流宛转", ONE]


def test_several_headlines_stand_before_their_stories_in_their_order() -> None:
    across = [*column(ONE, 60, 20, 12), *column(TWO, 60, 150, 12)]
    found = mixed(across, [("江流", 30, 20, 20), ("月照", 5, 20, 24), ("宛转", 30, 150, 20)])
    assert paragraphs(found) == ["江流", "月照", ONE, "宛转", TWO]


def test_no_line_is_lost_and_all_have_their_places() -> None:
    across, down = column(ONE + "|" + TWO, 60, 20, 12), [("江流宛转", 30, 34, 20)]
    found = mixed(across, down)
    reading = read(found)
    rows = sorted(row for line in reading.rows for row in line)
    assert rows == list(range(len(found.lines)))
    for line, box, own in zip(reading.text.split("\n"), reading.boxes, reading.rows, strict=False):
        assert np.isnan(box).all() if not line else found.lines.texts[own[0]] == line


def test_text_that_is_turned_comes_after_as_before() -> None:
    page = mixed(column(ONE, 60, 20, 12), [("江流宛转", 30, 20, 20)])
    places = page.lines.places
    turned = replace(places, turns=np.where(places.writings == Writing.DOWN, 90, 0))
    turned = replace(turned, writings=np.zeros_like(places.writings))
    words = replace(page.lines.words, places=turned)
    assert paragraphs(replace(page, lines=Lines.of(words, page.lines.starts))) == [ONE, "江流宛转"]
