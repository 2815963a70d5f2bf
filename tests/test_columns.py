"""Columns from text alone: order, ledger, and cost."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import chain, zip_longest

import numpy as np
import pytest

import cleaner
from cleaner.knowledge import continuity
from cleaner.knowledge.lexicon import Lexicon
from cleaner.ledger.undoing import replay, undo
from cleaner.page.columns.bands import Physical
from cleaner.page.columns.cells import cells_of
from cleaner.page.columns.judging import filled, printed, unread_gaps
from cleaner.page.columns.order import Block, in_order
from cleaner.page.columns.reading import Evidence, Order, bands_in_rows, printed_columns
from cleaner.page.columns.tracks import tracks_of
from cleaner.page.columns.turns import REACH, Stream, chains
from cleaner.page.layout import Lines
from cleaner.text.document import Document

STORY = (
    "昨天上午全市召开水利建设大会，总结今年各项工作，部署明年任务。会议要求各地要加强组织领导，"
    "明确责任，抓好工程质量，保证群众用水安全。市长在讲话中指出，水利是农业的命脉，要把这件大事"
    "办好办实，让农民得到实惠。图书馆新馆昨日正式对外开放，市民代表参加了开馆仪式。新馆藏书超过"
    "三十万册，设有少年儿童阅览室和电子阅览室，全年免费服务读者。"
)


def lines_of(text: str, width: int) -> list[str]:
    return [text[start : start + width] for start in range(0, len(text), width)]


def side_by_side(columns: list[list[str]], gap: str, width: int) -> str:
    rows = zip_longest(*columns, fillvalue="")
    return "\n".join(gap.join(each.ljust(width, "\u3000") for each in row).rstrip() for row in rows)


@pytest.mark.parametrize("count", [2, 3, 4])
@pytest.mark.parametrize("gap", ["    ", "      "])
def test_columns_of_a_story(count: int, gap: str) -> None:
    lines = lines_of(STORY, 12)
    height = -(-len(lines) // count)
    columns = [lines[start : start + height] for start in range(0, len(lines), height)]
    text = side_by_side(columns, gap, 12) + "\n"
    result = cleaner.read(text)
    assert "".join(result.text.split()) == STORY
    entries = result.ledger.entries
    assert undo(result.text, entries) == text
    assert replay(text, entries) == result.text
    assert cleaner.clean(result.text) == result.text


@pytest.mark.parametrize("rows", [100, 1000])
def test_long_blocks(rows: int) -> None:
    lines = lines_of(STORY * (rows // 8), 12)[: 2 * rows]
    text = side_by_side([lines[:rows], lines[rows:]], "    ", 12) + "\n"
    (found,) = printed(Document(text), Lexicon.default()).taken
    assert len(found.tracks) == 2
    assert [text[line.start : line.end] for line in found.in_turn] == lines


def test_no_line_is_joined_beside_gutters_that_are_not_read() -> None:
    left = ("昨天上午，全市召开水利建", "设大会，总结今年各项。", "会议要求各地加强领导，")
    right = ("市民代表对此表示欢迎，", "有关部门尽快公布方案。", "让更多的居民能够享受到")
    text = side_by_side([list(left), list(right)], "    ", 12) + "\n"
    document = Document(text)
    assert not printed(document, Lexicon.default()).taken
    assert unread_gaps(document, Lexicon.default(), Lines.of(document).starts).all()
    assert cleaner.clean(text, skip=["spaces"]).count("\n") == text.count("\n")


def test_continuity_prefers_the_line_that_follows() -> None:
    document = Document("\n".join(lines_of(STORY, 12)))
    lines = Lines.of(document)
    count = len(lines)
    ones, others = (each.ravel() for each in np.indices((count - 1, count)))
    found = continuity.shipped().logits(
        document.codes, document.classes, lines.ends[ones], lines.starts[others], Lexicon.default()
    )
    table = found.reshape(count - 1, count)
    following = table[np.arange(count - 1), np.arange(1, count)]
    assert following.mean() > 0 > np.median(table)


def test_hyphens_part_words() -> None:
    document = Document("bud-\nget\nbud-\nroof")
    found = continuity.shipped().logits(
        document.codes, document.classes, np.array([4, 13]), np.array([5, 14]), Lexicon.default()
    )
    assert found[0] > 0 > found[1]


def test_cells_of_one_blank_are_as_wide_as_others() -> None:
    left, right = lines_of(STORY[:48], 12), lines_of(STORY[48:96], 12)
    text = "\n".join(f"{one} {other}" for one, other in zip(left, right, strict=True))
    cells = cells_of(Document(text), 0, len(left) - 1)
    found = [text[start:end] for start, end in zip(cells.starts, cells.ends, strict=True)]
    assert found == list(chain.from_iterable(zip(left, right, strict=True)))
    assert cells.behind == [0, 1] * len(left)


def test_tracks_end_at_blank_rows() -> None:
    text = (
        "一二三四五六    七八九十甲乙\n一二三四五六    七八九十甲乙\n\n一二三四五六    七八九十甲乙"
    )
    cells = cells_of(Document(text), 0, 3)
    blanks = {0: 0, 1: 0, 3: 1}
    assert len(tracks_of(cells, blanks, lambda one, other: 0.0, 9)) == 4


def test_order_of_blocks() -> None:
    blocks = [Block(0, 0, 30, 0), Block(16, 1, 30, 9), Block(0, 1, 12, 9), Block(0, 12, 30, 20)]
    assert in_order(blocks, lambda one, other: 0.0) == [0, 2, 1, 3]
    # Two bands of one grid: read band by band where the text goes on so.
    grid = [Block(0, 0, 9, 4), Block(12, 0, 20, 4), Block(0, 6, 9, 9), Block(12, 6, 20, 9)]
    assert in_order(grid, lambda one, other: float((one, other) == (0, 1))) == [0, 1, 2, 3]
    assert in_order(grid, lambda one, other: float((one, other) == (0, 2))) == [0, 2, 1, 3]


def test_lines_in_turn() -> None:
    size = 8
    ahead = np.full((size, REACH), -2.0)
    ahead[:, 1] = 2.0
    stream = Stream(range(size), [False] * size, [24.0] * size, [False] * size, ahead, False)
    assert chains(stream) == [[0, 2, 4, 6], [1, 3, 5, 7]]


def test_order_of_blocks_that_no_white_parts() -> None:
    pinwheel = [Block(0, 0, 20, 4), Block(22, 0, 30, 14), Block(0, 6, 8, 20), Block(10, 16, 30, 20)]
    pinwheel.append(Block(10, 6, 20, 14))
    found = in_order(pinwheel, lambda one, other: 0.0)
    assert found.index(0) < found.index(2) < found.index(3)
    assert found.index(0) < found.index(4) < found.index(3)
    assert found.index(1) < found.index(3)


def test_the_ledger_does_not_depend_on_the_hashes_of_strings() -> None:
    script = (
        "import sys, cleaner; found = cleaner.read(sys.argv[1]).ledger.entries; "
        "print([(each.id, each.rule, each.start, each.end) for each in found])"
    )
    lines = (
        "安全和农田灌溉的需要。", "，明确责任，保证群众用水", "求，各地要加强组织领导",
        "作，部署明年任务。会议要", "设大会，总结今年各项工", "昨天上午，全市召开水利建",
    )  # fmt: skip
    command = [sys.executable, "-c", script, "\n".join(lines) + "\n"]
    found = {
        subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3", "4")
    }
    assert len(found) == 1


FILLED_COLUMNS = """\
昨日清晨，江面起了大雾，渡船停了    这座老茶馆开了一百多年，楼上的戏
两个小时。渡口的工人说，每年入冬    台还在。老板说，年轻人肯来听书，
前后都有几天这样的雾，乘客要早做    是近两三年的事，周末常常要提前两
安排。                              天订座。
"""
VERSE_COLUMNS = """\
东风夜放花千树，更吹落星如雨，    众里寻他千百度，蓦然回首那人，
宝马雕车香满路，凤箫声动玉壶，    却在灯火阑珊处，笑语盈盈暗香，
光转一夜鱼龙舞，蛾儿雪柳黄金，    缕笑语盈盈暗香，去众里寻他千。
"""
CLAUSES = """\
第三条　县级以上人民政府应当加强    第三条　市、县人民政府应当加强对
对供水工作的领导，把供水事业纳入    供水工作的领导，把城乡供水事业纳
国民经济和社会发展计划。            入国民经济和社会发展规划。
第四条　供水单位应当建立健全水质    第四条　供水单位应当按照规定检测
检测制度，保证水质符合国家标准。    水质，保证水质符合国家卫生标准。
第五条　任何单位和个人都有保护供    第五条　任何单位和个人应当爱护供
水设施的义务，有权制止损坏行为。    水设施，对损坏行为有权制止、举报。
"""
TOLD = Evidence(
    brought=6, gained=0.5, parted=7, lost=-3.5, marked=1.2, length=15.0, level=1.0
)  # fmt: skip


def order_of(text: str) -> Order:
    document = Document(text)
    bands = bands_in_rows(document, Physical.of(document))
    (order,) = printed_columns(document, bands, Lexicon.default())
    return order


@pytest.mark.parametrize(
    ("text", "told", "wanted"),
    [
        (FILLED_COLUMNS, TOLD, True),
        (FILLED_COLUMNS, TOLD._replace(level=0.8), False),
        (FILLED_COLUMNS, TOLD._replace(length=10.0), False),
        (FILLED_COLUMNS, TOLD._replace(marked=0.5), False),
        (FILLED_COLUMNS, TOLD._replace(gained=-3.0), False),
        (FILLED_COLUMNS, TOLD._replace(lost=0.0), False),
        (VERSE_COLUMNS, TOLD._replace(gained=5.0, lost=-9.0), False),
        (CLAUSES, TOLD, False),
    ],
)
def test_columns_filled_with_running_text(text: str, told: Evidence, wanted: bool) -> None:
    assert filled(order_of(text), told) is wanted
