"""What stands over, in and beside columns: bylines, pictures, captions, tables, lists, headings."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cleaner.page.heads import together
from cleaner.page.pages import placed
from cleaner.page.reading import read
from cleaner.pipeline import Result, run
from cleaner.text.document import Source
from tests.setting import ONE, SIZE, THREE, TWO, Placed, column, page
from tests.test_reading import paragraphs

SMALL = 9.0


def cleaned(*lines: Placed) -> Result:
    text = placed([page(*lines)])
    return run(
        replace(Source.from_text(text.text), format="pdf", wraps=text.wraps, sizes=text.sizes)
    )


def test_a_byline_flush_right_stands_over_all_columns() -> None:
    whole = ONE[:-1] + TWO
    lines = [
        ("题目在这里", 20, 10, 20), ("记者 张三", 320, 40, SIZE),
        *column(whole[:38], 20, 60, 10), *column("…" + whole[38:], 140, 60, 10),
        *column(THREE, 260, 60, 10),
    ]  # fmt: skip
    assert paragraphs(page(*lines)) == ["题目在这里", "记者 张三", whole, THREE]


def test_a_headline_in_the_middle_of_four_columns_is_read_before_them() -> None:
    lines = [
        ("题目在这里", 150, 10, 20), *column(ONE, 20, 50, 8), *column(TWO, 110, 50, 8),
        *column(THREE, 200, 50, 8), *column(ONE, 290, 50, 8),
    ]  # fmt: skip
    assert paragraphs(page(*lines)) == ["题目在这里", ONE, TWO, THREE, ONE]


def test_a_column_that_begins_a_little_higher_is_no_head() -> None:
    whole = ONE[:-1] + TWO
    lines = [
        ("题目在这里", 20, 10, 20), *column(whole[:38], 20, 56, 10),
        *column("…" + whole[38:], 140, 50, 10),
    ]  # fmt: skip
    assert paragraphs(page(*lines)) == ["题目在这里", whole]


def test_a_picture_with_its_caption_does_not_part_the_columns_beside_it() -> None:
    whole = ONE[:-1] + TWO
    lines = [
        *column(whole[:38], 20, 50, 10), ("图为春江。张三 摄", 140, 103, SMALL),
        *column("…" + whole[38:], 140, 120, 10), *column(THREE, 260, 50, 10),
        *column(THREE, 260, 120, 10),
    ]  # fmt: skip
    found = replace(page(*lines), images=np.array([[140.0, 50.0, 240.0, 98.0]]))
    assert whole in paragraphs(found) and "图为春江。张三 摄" in paragraphs(found)


def test_two_captions_under_one_picture_are_two() -> None:
    lines = [
        *column(ONE, 20, 20, 14), *column(TWO, 20, 62, 14),
        ("春江潮水（张三摄）", 20, 200, SMALL), ("▲海上明月", 20, 212, SMALL),
    ]  # fmt: skip
    found = replace(page(*lines), images=np.array([[20.0, 110.0, 160.0, 195.0]]))
    assert paragraphs(found)[2:] == ["春江潮水（张三摄）", "▲海上明月"]


def test_a_sentence_that_a_picture_has_cut_goes_on_below_it() -> None:
    upper = column(ONE[:20], 20, 20, 10)
    lower = column("…" + ONE[20:] + "|" + TWO, 20, 160, 10)
    found = replace(page(*upper, *lower), images=np.array([[20.0, 60.0, 120.0, 150.0]]))
    assert paragraphs(found) == [ONE, TWO]


TABLE = [["指标", "单位", "去年", "今年"], ["粮食", "万吨", "12", "13"], ["棉花", "吨", "7", "8"]]


def cells(top: float, *lefts: float) -> list[Placed]:
    return [
        (cell, left, top + 16 * row, SIZE)
        for row, line in enumerate(TABLE)
        for cell, left in zip(line, lefts, strict=True)
    ]


@pytest.mark.parametrize("shuffle", range(3))
def test_a_table_is_read_row_by_row(shuffle: int) -> None:
    lines = [*column(ONE, 20, 20, 28), *cells(70, 20, 110, 180, 250), *column(TWO, 20, 130, 28)]
    rows = [" ".join(row) for row in TABLE]
    assert paragraphs(page(*lines, shuffle=shuffle)) == [ONE, *rows, TWO]


def test_narrow_columns_of_prose_are_no_table() -> None:
    left, right = "江水，江月，江花。" * 4, "春水，春月，春花。" * 4
    lines = [*column(left, 20, 20, 9), *column(right, 130, 20, 9)]
    assert paragraphs(page(*lines)) == [left, right]


def test_the_marks_of_a_list_are_no_column() -> None:
    items = [("1.", "稳定粮食生产，确保面积；"), ("2.", "扩大蔬菜供应；"), ("3.", "推进机械化。")]
    lines = [
        piece
        for number, (mark, item) in enumerate(items)
        for piece in ((mark, 20, 20 + PITCH * number, SIZE), (item, 44, 20 + PITCH * number, SIZE))
    ]
    assert paragraphs(page(*lines)) == [f"{mark} {item}" for mark, item in items]


PITCH = 14.0


def test_an_item_that_hangs_beside_its_mark_is_one_paragraph() -> None:
    lines = [
        *column(ONE, 20, 20, 20),
        ("1.", 20, 60, SIZE), ("推进机械化水平达到百分之七十八以上比", 44, 60, SIZE - 0.2),
        ("上年提高两个百分点。", 44, 74, SIZE - 0.2),
    ]  # fmt: skip
    found = paragraphs(page(*lines))
    assert found[1:] == ["1. 推进机械化水平达到百分之七十八以上比上年提高两个百分点。"]


def test_a_heading_in_bold_is_a_paragraph_of_its_own() -> None:
    lines = [*column(ONE, 20, 20, 20), ("二 人口", 20, 48, SIZE), *column(TWO, 20, 62, 20)]
    found = page(*lines)
    weights = np.where([text == "二 人口" for text in found.lines.texts], 700, 400)
    bold = replace(found.lines, places=replace(found.lines.places, weights=weights))
    assert paragraphs(replace(found, lines=bold)) == [ONE, "二 人口", TWO]


def test_a_jump_line_is_no_part_of_the_paragraph_it_ends() -> None:
    lines = [*column(ONE[:28], 20, 20, 10), ("（下转第二版）", 50, 62, SIZE)]
    assert paragraphs(page(*lines)) == [ONE[:28], "（下转第二版）"]


def test_a_byline_cut_by_its_column_is_one_and_two_bylines_are_two() -> None:
    cut = [("本报记者 张三李 四", 20, 20, SIZE), ("李五", 20, 34, SIZE)]
    assert paragraphs(page(*cut, *column(TWO, 20, 50, 9)))[0] == "本报记者 张三李 四李五"
    two = [("本报记者 张三", 20, 20, SIZE), ("通讯员 李四", 20, 34, SIZE)]
    assert paragraphs(page(*two, *column(TWO, 20, 50, 14)))[:2] == ["本报记者 张三", "通讯员 李四"]


def test_the_staff_line_at_the_foot_of_a_column_belongs_to_the_page() -> None:
    whole = ONE[:-1] + TWO
    lines = [
        *column(whole[:38], 20, 20, 10), ("责任编辑：张三", 20, 76, SIZE),
        *column("…" + whole[38:], 140, 20, 10),
    ]  # fmt: skip
    assert paragraphs(page(*lines)) == [whole, "责任编辑：张三"]


def test_titles_over_page_numbers_are_read_with_them() -> None:
    lines = [
        ("治水", 20, 5, 12), ("造林", 200, 5, 12), ("2版", 20, 24, SIZE), ("3版", 200, 24, SIZE),
        ("题目在这里有十个字吧", 40, 60, 28), *column(ONE, 20, 100, 14), *column(TWO, 200, 100, 14),
    ]  # fmt: skip
    assert paragraphs(page(*lines))[:4] == ["治水", "2版", "造林", "3版"]


def test_the_size_of_its_type_makes_a_headline() -> None:
    story = "本报讯 春江潮水连海平，海上明月共潮生，滟滟随波千万里，何处春江无月明。"
    other = "新华社海州电 江流宛转绕芳甸，月照花林皆似霰，空里流霜不觉飞，汀上白沙看不见。"
    lines = [
        ("春江", 20, 10, 24), ("滟滟随波", 20, 40, 11.5), *column(story, 20, 60, 20),
        ("空里流霜", 20, 140, 24), *column(other, 20, 180, 20), ("月照花林", 20, 250, SMALL),
    ]  # fmt: skip
    found = cleaned(*lines).articles
    assert [article.headline for article in found] == ["春江", "空里流霜"]
    assert found[0].deck == ["滟滟随波"]
    assert all(article.headline != "月照花林" for article in found)


def test_sizes_stay_with_their_lines() -> None:
    text = placed([page(("春江花月", 20, 20, 20.0), *column(ONE, 20, 60, 20))])
    source = replace(Source.from_text(text.text), sizes=text.sizes)
    assert source.sizes_in(0, 4).tolist() == [[1, 200]]
    place = text.text.index(ONE[:5])
    assert source.sizes_in(place, len(text.text))[:, 1].tolist() == [100, 100]
    assert run(source).document.sizes[:, 1].tolist()[0] == 200


def test_every_line_of_a_table_is_read_once() -> None:
    lines = cells(20, 20, 100, 180, 260)
    assert sorted(read(page(*lines)).text.split()) == sorted(text for text, *_ in lines)


def test_a_headline_over_the_middle_column_has_the_columns_beside_it_but_no_other_story() -> None:
    whole = ONE[:-1] + TWO
    lines = [
        ("别的故事", 12, 10, 20), *column(THREE, 12, 40, 8),
        ("题目在此", 213, 10, 20), *column(whole[:30], 110, 40, 8),
        *column("…" + whole[30:], 208, 40, 8), *column(ONE, 306, 40, 8),
    ]  # fmt: skip
    assert paragraphs(page(*lines)) == ["别的故事", THREE, "题目在此", whole, ONE]


def test_a_line_torn_by_justifying_is_no_two_columns() -> None:
    lines = [
        *column("…" + ONE[:28], 20, 20, 14), ("春江潮", 20, 48, SIZE), ("水连海", 130, 48, SIZE),
        ("平海上明月共潮生。", 20, 62, SIZE),
    ]  # fmt: skip
    found = read(page(*lines)).text.replace("\n", "").replace(" ", "")
    assert found == ONE[:28] + "春江潮水连海平海上明月共潮生。"


def test_a_short_line_without_an_end_before_a_picture_is_no_heading() -> None:
    text = "…" + ONE[:20]
    lines = [
        *column(text, 20, 20, 10), (ONE[20:23], 20, 48, SIZE), *column("…" + ONE[23:], 20, 160, 10),
        *column("…" + TWO, 20, 174, 10),
    ]  # fmt: skip
    found = replace(page(*lines), images=np.array([[20.0, 70.0, 120.0, 150.0]]))
    assert read(found).goes_on[2:4].tolist() == [True, True]


def test_bold_parts_a_heading_from_text_without_indents() -> None:
    heading = "江天一色无纤尘皎皎"  # a character and a bit short of its column
    lines = [
        *column("…" + ONE[:19] + "。", 20, 20, 10), (heading, 20, 48, SIZE - 0.2),
        *column("…" + TWO, 20, 62, 10),
    ]  # fmt: skip
    found = page(*lines)
    weights = np.where([text == heading for text in found.lines.texts], 700, 400)
    bold = replace(found.lines, places=replace(found.lines.places, weights=weights))
    assert paragraphs(replace(found, lines=bold)) == [ONE[:19] + "。", heading, TWO]


def test_pictures_in_two_columns_are_no_border_between_bands() -> None:
    whole = ONE[:-1] + TWO
    lines = [
        *column(THREE[:18], 20, 20, 10), ("图为春江", 20, 120, SMALL),
        *column(whole[:18], 20, 140, 10),
        *column("…" + whole[18:], 140, 20, 10), ("图为明月", 140, 130, SMALL),
        *column(THREE, 140, 150, 10),
    ]  # fmt: skip
    pictures = np.array([[20.0, 70.0, 120.0, 117.0], [140.0, 85.0, 240.0, 127.0]])
    found = paragraphs(replace(page(*lines), images=pictures))
    assert whole in found and found.index(THREE[:18]) < found.index(whole) < found.index(THREE)


def test_a_caption_above_a_headline_is_not_its_kicker() -> None:
    story = "本报讯 春江潮水连海平，海上明月共潮生，滟滟随波千万里，何处春江无月明。"
    lines = [
        ("江天一色", 20, 10, 24), *column(story, 20, 50, 20), ("明月何曾是两乡", 20, 110, SMALL),
        ("空里流霜", 20, 130, 24), *column("新华社电 " + story[4:], 20, 170, 20),
    ]  # fmt: skip
    found = cleaned(*lines)
    assert all("明月何曾是两乡" not in article.kicker for article in found.articles)
    sizes = dict(found.document.sizes.tolist())
    assert sizes[found.text.index("空里流霜") + 1] == 240


def columns_of(*heads: tuple[int, float, float]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Three columns of two lines, and heads over them: boxes, which are heads, columns."""
    rows = [
        (column, (100.0 * column, top, 100.0 * column + 80, top + 10), False)
        for column in range(3)
        for top in (40.0, 54.0)
    ]
    rows += [(column, (left, 10.0, right, 30.0), True) for column, left, right in heads]
    numbers, boxes, large = zip(*rows, strict=True)
    return np.array(boxes), np.array(large), np.array(numbers)


@pytest.mark.parametrize(
    ("heads", "joined"),
    [
        ([(1, 105.0, 160.0)], [0, 0, 0]),  # in the middle of all three, nearly
        ([(1, 101.0, 120.0)], [0, 1, 2]),  # in the middle of none
        ([(1, 120.0, 160.0), (0, 10.0, 70.0)], [0, 1, 2]),  # the first has a head of its own
        ([(2, 240.0, 280.0)], [0, 0, 0]),  # flush right
    ],
)
def test_columns_with_a_head_in_common(
    heads: list[tuple[int, float, float]], joined: list[int]
) -> None:
    boxes, large, columns = columns_of(*heads)
    found = together(boxes, large, columns, 10.0)
    assert [int(found[columns == column][0]) for column in range(3)] == joined


@pytest.mark.parametrize(("name", "below"), [("图片新闻", "记者 张三"), ("热点", "记者 张三")])
def test_the_name_of_a_section_in_large_type_over_a_byline_is_a_headline(
    name: str, below: str
) -> None:
    lines = [(name, 20, 10, 20), (below, 20, 40, SIZE), *column(ONE + TWO, 20, 60, 12)]
    (article,) = cleaned(*lines).articles
    assert article.headline == name and article.byline == [below]


def test_the_name_of_a_section_in_large_type_by_itself_is_none() -> None:
    lines = [("热点", 20, 10, 20), *column("本报讯　" + ONE + TWO, 20, 60, 12)]
    found = cleaned(*lines)
    assert [article.headline for article in found.articles] == [None]
