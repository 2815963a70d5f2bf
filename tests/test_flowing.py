"""Columns that go on in each other, and what stands between them."""

from __future__ import annotations

import numpy as np
import pytest

import cleaner
from cleaner.knowledge.lexicon import Lexicon
from cleaner.page import patterns
from cleaner.page.columns.bands import Physical
from cleaner.page.columns.cells import cells_of
from cleaner.page.columns.displaced import _Blocks, _matched, blocks, displaced
from cleaner.page.columns.flowing import in_reading_order
from cleaner.page.columns.judging import better, filled
from cleaner.page.columns.order import Block
from cleaner.page.columns.parts import Part, part_of, parted_from_heads
from cleaner.page.columns.reading import Evidence, Order, bands_in_rows, printed_columns
from cleaner.page.columns.tracks import track_of
from cleaner.page.layout import Lines
from cleaner.text.document import Document

TEXT = Part(Block(0, 0, 10, 9), 24.0, "", True, True, True, False)


def column(left: int, top: int, bottom: int, **changed: object) -> Part:
    return TEXT._replace(block=Block(left, top, left + 10, bottom), **changed)


def byline(left: int, top: int, role: str = patterns.BYLINE) -> Part:
    box = Block(left, top, left + 8, top)
    return Part(box, 16.0, role, False, False, False, False)


def headline(left: int, top: int) -> Part:
    return Part(Block(left, top, left + 8, top), 16.0, "", False, False, False, False)


def values(count: int, **known: float) -> list[list[float]]:
    table = np.full((count, count), -0.9)
    for pair, value in known.items():
        one, other = map(int, pair[1:].split("_"))
        table[one, other] = value
    return table.tolist()


def test_a_byline_over_the_last_column_comes_before_the_first_one() -> None:
    parts = [column(0, 0, 9), column(14, 0, 9), byline(29, 0), column(28, 2, 9, open_end=False)]
    order, links = in_reading_order(parts, values(4))
    assert order == [2, 0, 1, 3]
    assert links == {0: 1, 1: 3}


def test_a_byline_stays_behind_columns_that_do_not_go_on() -> None:
    parts = [column(0, 0, 9, open_end=False), byline(14, 0), column(14, 2, 9)]
    assert in_reading_order(parts, values(3)) == ([0, 1, 2], {})


def test_a_caption_between_two_parts_of_a_column_comes_behind_both() -> None:
    parts = [column(0, 0, 4), byline(0, 6, patterns.CAPTION), column(0, 8, 12)]
    order, links = in_reading_order(parts, values(3, _0_2=1.0))
    assert order == [0, 2, 1]
    assert links == {0: 2}


def test_a_caption_under_a_column_stays_there() -> None:
    parts = [column(0, 0, 4, open_end=False), byline(0, 6, patterns.CAPTION), column(14, 0, 12)]
    assert in_reading_order(parts, values(3))[0] == [0, 1, 2]


def test_a_headline_over_a_column_that_goes_on_comes_before_the_first_one() -> None:
    parts = [column(0, 0, 9), headline(14, 0), column(14, 2, 9)]
    assert in_reading_order(parts, values(3))[0] == [1, 0, 2]


def test_text_goes_on_at_the_side_and_not_below_another_headline() -> None:
    parts = [column(0, 0, 9), headline(0, 11), column(0, 13, 20), column(14, 0, 9)]
    order, links = in_reading_order(parts, values(4))
    assert links[0] == 3
    assert order.index(3) == order.index(0) + 1


def test_columns_of_another_width_belong_to_another_story() -> None:
    parts = [column(0, 0, 9), column(14, 0, 9, width=30.0)]
    assert in_reading_order(parts, values(2, _0_1=3.0)) == ([0, 1], {})


def test_a_last_line_comes_before_the_story_below_it() -> None:
    last = column(14, 0, 0, width=8.0, open_end=False)
    parts = [column(0, 0, 9), last, column(14, 2, 9)]
    assert in_reading_order(parts, values(3, _0_2=0.5))[1] == {0: 1}


def test_a_column_that_ends_a_sentence_leaves_its_next_one_to_another_that_breaks_off() -> None:
    stopped = column(14, 0, 5, stopped=True)
    parts = [column(14, 7, 9), stopped, column(28, 0, 9)]
    assert in_reading_order(parts, values(3, _1_2=0.4))[1] == {0: 2}


def test_what_goes_on_in_a_ring_is_cut() -> None:
    parts = [column(0, 6, 15), column(7, 0, 7)]
    order, links = in_reading_order(parts, values(2, _0_1=3.0, _1_0=3.0))
    assert sorted(order) == [0, 1]
    assert len(links) == 1


def test_text_does_not_go_on_past_a_column_between() -> None:
    parts = [column(0, 0, 9), column(14, 0, 9), column(28, 0, 9)]
    assert in_reading_order(parts, values(3, _0_2=1.0))[1] == {0: 1, 1: 2}


def test_text_goes_on_below_what_is_read_in_between() -> None:
    other = [column(14, top, top + 3, width=40.0, open_end=False) for top in (0, 6)]
    parts = [column(0, 0, 4), other[0], column(0, 6, 9), other[1]]
    order, links = in_reading_order(parts, values(4, _0_1=3.0, _2_3=3.0, _0_2=0.5))
    assert links == {0: 2}
    assert order == [0, 2, 1, 3]


def test_a_first_line_under_a_headline_goes_on_below_it() -> None:
    head = headline(0, 3)._replace(open_end=True, width=40.0)
    parts = [head, byline(14, 2), column(0, 4, 9)]
    order, links = in_reading_order(parts, values(3))
    assert links == {0: 2}
    assert order.index(2) == order.index(0) + 1


def test_a_headline_does_not_go_on_at_its_side() -> None:
    parts = [headline(0, 3)._replace(open_end=True, width=24.0), column(14, 3, 9)]
    assert in_reading_order(parts, values(2, _0_1=0.5))[1] == {}


def test_all_parts_stay_where_all_are_bylines() -> None:
    parts = [byline(0, 0), byline(14, 0)]
    assert in_reading_order(parts, values(2)) == ([0, 1], {})


HEADED = """\
        赵晓明
广场改造工程昨天正式开工，计
划投资三千万元，明年六月底以
前完成。
"""
CENTRED = """\
     夏粮收购工作基本结束
广场改造工程昨天正式开工，计
划投资三千万元，明年六月底以
前完成。
"""


@pytest.mark.parametrize(
    ("text", "value", "count"),
    [
        (HEADED, 0.0, 2),
        (CENTRED, -0.5, 2),
        (CENTRED, 0.5, 1),
        (HEADED.replace("        赵晓明", "图为改造中的广场"), -0.5, 1),
        (HEADED.replace("        赵晓明", "    昨天上午市里举行开工典礼"), -0.5, 1),
    ],
)
def test_what_stands_over_a_column_is_no_part_of_it(text: str, value: float, count: int) -> None:
    document = Document(text)
    cells = cells_of(document, 0, 3)
    found = parted_from_heads(document, cells, track_of(cells, [0, 1, 2, 3]), {(0, 1): value})
    wanted = [[0, 1, 2, 3]] if count == 1 else [[0], [1, 2, 3]]
    assert [track.cells for track in found] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("广场改造工程昨天正式开工，计\n划投资三千万元，明年六月底以", ("", True, True)),
        ("广场改造工程昨天正式开工，计\n划投资三千万元。", ("", False, True)),
        ("    广场改造工程昨天开工，计\n划投资三千万元，明年六月底以", ("", True, False)),
        ("本报讯 广场改造工程昨天开工，\n划投资三千万元，明年六月底以", ("", True, False)),
        ("图为广场改造工程的工地。", (patterns.CAPTION, False, False)),
        ("改造后的广场（赵晓明摄）", (patterns.CAPTION, False, False)),
        ("本报记者 赵晓明", (patterns.BYLINE, False, False)),
        ("广场改造工程昨天正式开工，计\n（下转第二版）", ("", False, True)),
    ],
)
def test_what_a_track_is(text: str, wanted: tuple[str, bool, bool]) -> None:
    document = Document(text)
    cells = cells_of(document, 0, text.count("\n"))
    track = track_of(cells, list(range(len(cells))))
    track.left = 0
    part = part_of(document, cells, track, is_running=True)
    assert (part.role, part.open_end, part.open_start) == wanted
    assert part.running is (not part.role)


PAGE = """\
                              赵晓明
广场改造工程昨天正式开工，    楼群众搬迁安置等工作，做
计划投资三千万元，明年六月    到公开透明。施工期间，周
底以前完成。市长要求有关部    边道路实行单向通行，公交
门精心组织，认真做好沿街商    车临时绕行。
"""


def order_of(text: str) -> Order:
    document = Document(text)
    (order,) = printed_columns(
        document, bands_in_rows(document, Physical(document)), Lexicon.default()
    )
    return order


def test_a_page_with_a_byline_over_its_second_column() -> None:
    order = order_of(PAGE)
    found = [PAGE[line.start : line.end] for line in order.in_turn]
    assert found[0] == "赵晓明"
    assert found[4:6] == ["门精心组织，认真做好沿街商", "楼群众搬迁安置等工作，做"]
    assert not order.in_turn[5].apart


CAPTION_BESIDE = """\
广场改造工程昨天正式开工，    博物馆新馆展出出土文物八百    图为改造中的广场
计划投资三千万元，明年六月    余件，其中一级文物十二件。
底以前完成。市长要求有关部    开馆首日，前来参观的学生和
门精心组织，认真做好工作。    市民超过三千人。
"""


def test_a_caption_stands_apart_from_the_text_before_it() -> None:
    order = order_of(CAPTION_BESIDE)
    assert [line.apart for line in order.in_turn] == [*[False] * 8, True]


@pytest.mark.parametrize(
    ("row", "count"),
    [
        ("（本报记者 赵晓明     钱大同）", 1),
        ("（本报记者 赵晓明）     钱大同）", 2),
        ("（本报记者 赵晓明          钱大同）", 2),
        ("（本报记者 赵晓明     （钱大同）", 2),
    ],
)
def test_a_gap_in_brackets_is_no_gutter(row: str, count: int) -> None:
    assert len(cells_of(Document(row), 0, 0)) == count


def test_an_order_that_brings_no_lines_together_is_not_taken() -> None:
    found = Evidence(brought=0, gained=0.0, parted=4, lost=-9.0, marked=1.2, length=15.0, level=1.0)
    assert not better(found)
    assert not filled(order_of(PAGE), found)
    assert better(found._replace(brought=1))


STORIES = (
    "广场改造工程昨天正式开工，计划\n投资三千万元，明年六月底以前完\n成。市长要求有关部门精心组织施",
    "博物馆新馆展出出土文物八百余件\n，其中一级文物十二件。开馆首日\n，前来参观的学生和市民超过三",
    "工，认真做好沿街商户搬迁安置等\n工作，做到公开透明，让市民放心\n。",
    "千人。新馆每周二闭馆，其余时间\n免费开放，未成年人要由家长陪同\n。",
)


def test_two_stories_column_by_column() -> None:
    text = "\n\n".join(STORIES) + "\n"
    found = displaced(Document(text), Lexicon.default())
    assert [text[line.start : line.end] for line in found] == [
        STORIES[number] for number in (0, 2, 1, 3)
    ]
    given = "\n\n".join(STORIES[number] for number in (0, 2, 1, 3)) + "\n"
    assert displaced(Document(given), Lexicon.default()) == []
    assert cleaner.clean(text) == cleaner.clean(given)


def test_the_next_block_is_the_likeliest() -> None:
    lines = Lines.of(Document("\n\n".join(STORIES) + "\n"))
    near = _Blocks(lines, blocks(lines), Lexicon.default())._nearness
    assert near(0, 1) > near(0, 2) > near(0, 3) > near(2, 0)


def test_blocks_are_matched_where_nothing_else_is_likely() -> None:
    assert _matched({(0, 2): 3.0, (0, 1): -1.0}) == {0: 2}
    assert _matched({(0, 2): 3.0, (0, 1): 2.9}) == {}  # the next one is nearly as likely
    assert _matched({(0, 2): 3.0, (1, 2): 2.9}) == {}  # another block may go on there, too
    assert _matched({(0, 2): -1.0}) == {}  # the text may break off
    assert _matched({(0, 2): 3.0, (1, 3): 3.0}) == {0: 2, 1: 3}
