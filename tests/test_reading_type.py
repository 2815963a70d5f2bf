"""What the type tells: marks at the edge of a column, lists of headlines, names over columns, noise."""

from __future__ import annotations

import numpy as np

from cleaner.formats import Lines, Page, Place, Places, Words
from cleaner.page.reading import read
from cleaner.page.sizes import no_larger, sizes_of
from tests.setting import ONE, PITCH, SIZE, THREE, TWO, column, page

FOUR = "谁家今夜扁舟子何处相思明月楼可怜楼上月裴回应照离人妆镜台。"


def paragraphs(found: Page) -> list[str]:
    return [each.replace("\n", "") for each in read(found).text.strip("\n").split("\n\n")]


def stretched(*lines: tuple[str, float], left: float = 20) -> Page:
    """A page of one column: lines one under the other, with their right ends."""
    boxes = [
        (left, 20 + PITCH * row, right, 20 + PITCH * row + SIZE)
        for row, (_, right) in enumerate(lines)
    ]
    places = Places.of(1, [Place(1, box, size=SIZE) for box in boxes])
    words = Words(tuple(text for text, _ in lines), places, np.zeros(len(lines), np.bool_))
    return Page(1, "", 400, 300, "point", Lines.of(words, np.arange(len(lines) + 1)))


CLAUSES = [("春江潮水连海平，", 95.0), ("海上明月共潮生", 90.0)] * 5 + [("滟滟随波。", 70.0)]
"""Lines of seven Han; the mark at the edge has its white beyond it."""


def test_a_mark_with_its_white_beyond_the_edge_has_been_put_there_by_the_column() -> None:
    lines = [*CLAUSES, ("何处春江无月明。", 95.0), ("江流宛转绕芳甸。", 95.0), ("月照花林。", 70.0)]
    assert paragraphs(stretched(*lines))[1:] == ["何处春江无月明。江流宛转绕芳甸。月照花林。"]


def test_a_mark_with_its_white_before_the_edge_ends_a_paragraph_where_others_are_trimmed() -> None:
    lines = [*CLAUSES, ("何处春江无月。", 90.0), ("江流宛转绕芳甸", 90.0), ("月照花林。", 70.0)]
    assert paragraphs(stretched(*lines))[1:] == ["何处春江无月。", "江流宛转绕芳甸月照花林。"]


def test_headlines_in_a_list_at_the_end_of_a_page_are_several() -> None:
    heads = [("春江花月夜", 20, 160, 20), ("海上明月", 20, 187, 20), ("何处相思", 20, 214, 20)]
    lines = [*column(ONE, 20, 40, 8), *column(TWO, 120, 40, 8)]
    assert paragraphs(page(*lines, *heads)) == [ONE, TWO, "春江花月夜", "海上明月", "何处相思"]


def test_a_headline_of_three_lines_over_its_story_is_one() -> None:
    heads = [("春江花月夜", 20, 20, 20), ("海上明月", 20, 47, 20), ("何处相思", 20, 74, 20)]
    lines = [*column(ONE, 20, 110, 12), *column(TWO, 160, 110, 12)]
    assert paragraphs(page(*lines, *heads)) == ["春江花月夜海上明月何处相思", ONE, TWO]


def test_lines_of_one_size_further_apart_than_those_of_another_headline_are_two() -> None:
    heads = [("春江花月", 20, 20, 20), ("海上明月", 20, 42, 20)]
    others = [("何处相思", 160, 20, 20), ("可怜楼上", 160, 47, 20)]
    lines = [*column(ONE, 20, 80, 12), *column(TWO, 160, 80, 12)]
    found = paragraphs(page(*lines, *heads, *others))
    assert found == ["春江花月海上明月", ONE, "何处相思", "可怜楼上", TWO]


def test_names_in_pieces_stand_over_columns_when_one_reaches_into_the_gutter() -> None:
    names = [("◆", 86, 20, 10), ("张若虚", 106, 20, 10)]
    lines = [*column(ONE, 20, 40, 8), *column(TWO, 120, 40, 8)]
    found = paragraphs(page(*names, *lines))
    assert found[-2:] == [ONE, TWO]
    assert "".join(found[:-2]).replace(" ", "") == "◆张若虚"


def test_a_bullet_before_names_at_the_right_makes_no_item_of_the_paragraph_below() -> None:
    lines = [("◆张若虚", 100, 20, 10), *column(ONE + "|" + TWO, 20, 34, 12)]
    assert paragraphs(page(*lines)) == ["◆张若虚", ONE, TWO]


def test_a_headline_that_fills_its_column_has_no_column_of_the_story_before() -> None:
    lines = [
        ("左边的题目", 20, 20, 20), *column(ONE, 20, 62, 8), *column(TWO, 110, 62, 8),
        ("右边题目", 200, 20, 20), *column(THREE, 200, 62, 8),
    ]  # fmt: skip
    assert paragraphs(page(*lines)) == ["左边的题目", ONE, TWO, "右边题目", THREE]


def test_what_is_too_long_for_its_place_at_the_head_goes_on_below_itself() -> None:
    head = [("本地新闻", 20, 10, 10), ("今天是个好日子星期", 120, 10, 10), ("五", 160, 22, 10)]
    lines = [*column(ONE, 20, 60, 12), *column(TWO, 160, 60, 12)]
    assert paragraphs(page(*head, *lines))[:2] == ["本地新闻", "今天是个好日子星期五"]


def test_rows_of_columns_with_sentences_in_them_are_no_edge_of_the_page() -> None:
    lines = [("海平，海上", 20, 8, 10), ("千万里，何处", 160, 8, 10)]
    lines += [*column(ONE, 20, 60, 12), *column(TWO, 160, 60, 12)]
    found = paragraphs(page(*lines))
    assert found.index("千万里，何处") > found.index(ONE)


def test_a_line_beside_columns_is_no_indent_of_the_first_of_them() -> None:
    long = column(ONE + ONE + ONE, 20, 20, 28)
    lines = [*long, *column(TWO, 20, 150, 12), *column("…" + FOUR, 180, 150, 12)]
    assert paragraphs(page(*lines))[-1].endswith(FOUR)


def boxes(*lines: tuple[str, float, float]) -> np.ndarray:
    """One under the other: texts, widths and heights."""
    tops = np.arange(len(lines)) * 40.0
    widths, heights = (np.array([line[place] for line in lines]) for place in (1, 2))
    return np.stack((0 * tops, tops, widths, tops + heights), 1)


BODY = [("春江潮水连海平海上", 270.0, height) for height in (26, 30, 32, 30, 34, 30, 27, 33, 30)]


def test_heights_that_are_noise_are_those_of_the_body() -> None:
    lines = [*BODY, ("标题的字", 240.0, 60.0)]
    found = sizes_of(boxes(*lines), [line[0] for line in lines])
    assert found.tolist() == [30.0] * 9 + [60.0]


def test_what_is_higher_and_wider_than_the_body_is_another_size() -> None:
    lines = [*BODY, ("题目上面的几个字", 304.0, 38.0), ("图片下面的几个字", 208.0, 25.0)]
    found = sizes_of(boxes(*lines), [line[0] for line in lines])
    assert found[-2] > 35
    assert found[-1] < 28


def test_heights_that_are_sure_are_sizes() -> None:
    lines = [(text, width, 30.0) for text, width, _ in BODY] + [("图片下面的几个字", 216.0, 27.0)]
    assert sizes_of(boxes(*lines), [line[0] for line in lines])[-1] == 27.0


def test_a_size_that_the_width_of_the_characters_does_not_bear_out_is_too_large() -> None:
    lines = [*BODY, ("月照花林皆似霰空里", 270.0, 50.0), ("江畔何人初见月", 350.0, 50.0)]
    told = np.array([30.0] * 9 + [50.0, 50.0])
    assert no_larger(told, boxes(*lines), [line[0] for line in lines]).tolist() == [30.0] * 10 + [
        50.0
    ]
