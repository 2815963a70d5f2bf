"""Columns whose gutters have one blank: where their cells stand, and which pieces are one line."""

from __future__ import annotations

from cleaner.page.columns.cells import Cells, cells_of
from cleaner.page.columns.standing import standing
from cleaner.page.columns.tracks import tracks_of
from cleaner.text.document import Document

STORY = (
    "图书馆新馆昨日正式对外开放市民代表参加了开馆仪式新馆藏书超过三十万册设有少年儿童阅览室"
    "和电子阅览室全年免费服务读者"
)


def lines_of(text: str, width: int) -> list[str]:
    return [text[start : start + width] for start in range(0, len(text), width)]


def cells_of_text(text: str) -> Cells:
    return cells_of(Document(text), 0, text.count("\n"))


def pieces(text: str, row: int) -> list[str]:
    found = cells_of_text(text)
    return [
        text[start:end]
        for at, start, end in zip(found.rows, found.starts, found.ends, strict=True)
        if at == row
    ]


def test_cells_stand_where_others_begin() -> None:
    # Three columns of ten characters that begin at 0, 14 and 28; one blank puts them at 11 and 22.
    rows = [0, 0, 1, 1, 2, 2, 2]
    left = [0, 14, 0, 28, 0, 11, 22]
    behind = [0, 0, 0, 0, 0, 1, 2]
    assert standing(rows, left, [20.0] * 7, behind) == [0, 14, 0, 28, 0, 14, 28]


def test_cells_stand_as_far_off_as_columns_are() -> None:
    # Nothing begins at 28, but columns are 14 characters apart.
    rows, left, behind = [0, 0, 1, 1, 1], [0, 14, 0, 11, 22], [0, 0, 0, 1, 2]
    assert standing(rows, left, [20.0] * 5, behind) == [0, 14, 0, 14, 28]


def test_cells_stand_no_further_left_than_in_their_row() -> None:
    assert standing([0, 0], [0, 19], [20.0, 20.0], [0, 1]) == [0, 19]


def test_cells_behind_wide_gaps_stand_as_given() -> None:
    rows, left, behind = [0, 0, 1, 1, 1], [0, 14, 0, 11, 27], [0, 0, 0, 1, 0]
    assert standing(rows, left, [20.0] * 5, behind) == [0, 14, 0, 14, 27]


def test_cells_are_as_long_as_in_their_row() -> None:
    found = cells_of_text(LINES + "明确责任抓好工程质量 让更多的人都能享受到\n")
    assert (found.left[-2:], found.right[-2:]) == ([0, 14], [10, 24])


def test_what_begins_far_off_is_no_column_at_hand() -> None:
    rows, left = [0, 0, 1, 1, 1, 2, 2], [0, 14, 0, 14, 70, 56, 67]
    assert standing(rows, left, [20.0] * 7, [0, 0, 0, 0, 0, 0, 1])[6] == 70
    left[4] = 90
    assert standing(rows, left, [20.0] * 7, [0, 0, 0, 0, 0, 0, 1])[6] == 70


LINES = (
    "昨天上午全市召开水利    市民代表对此表示欢迎\n"
    "建设大会总结今年各项    希望有关部门尽快公布\n"
    "工作部署明年任务会议    施方案让更多的居民能\n"
    "要求各地要加强领导抓    够享受到便利专家又说\n"
)


def test_the_room_beside_a_mark_is_no_gutter() -> None:
    text = LINES + "市长说：   “把这件    项目对改善城市环境提\n"
    assert pieces(text, 4) == ["市长说：   “把这件", "项目对改善城市环境提"]


def test_no_line_begins_with_a_comma() -> None:
    text = LINES + "把工程质量    ，并且    项目对改善城市环境提\n"
    assert pieces(text, 4) == ["把工程质量    ，并且", "项目对改善城市环境提"]


def test_a_full_line_has_no_rest() -> None:
    text = LINES + "要求各地要加强领导抓    ，并且要明确各方责任\n"
    assert pieces(text, 4) == ["要求各地要加强领导抓", "，并且要明确各方责任"]


def test_an_end_and_a_bracket_in_the_next_column_are_two_lines() -> None:
    text = LINES + "把工程质量抓好。        （记者今天从市里获悉\n"
    assert pieces(text, 4) == ["把工程质量抓好。", "（记者今天从市里获悉"]


def test_what_begins_where_a_column_does_is_a_line_of_it() -> None:
    text = LINES + "市长这样说：            “项目对改善城市环境\n"
    assert pieces(text, 4) == ["市长这样说：", "“项目对改善城市环境"]


def test_the_rest_of_a_paragraph_beside_a_first_line() -> None:
    # Eight characters after an indent fill a column of ten: what follows stands in the next one.
    text = LINES + "  昨天市里领导来到 安全。\n"
    assert pieces(text, 4) == ["昨天市里领导来到", "安全。"]


def test_a_number_beside_a_first_line() -> None:
    assert pieces(LINES + "  昨天市里已完成了 17.4%。\n", 4) == ["昨天市里已完成了", "17.4%。"]


def test_the_width_of_a_column_is_known_at_its_edge() -> None:
    # What stands above it is as wide as the two lines together.
    wider = "".join(f"      {each}\n" for each in lines_of(STORY, 14))
    text = wider + LINES + "  昨天市里领导来到 安全得到重\n"
    assert pieces(text, len(lines_of(STORY, 14)) + 4) == ["昨天市里领导来到", "安全得到重"]


def test_a_name_and_its_sign_are_not_parted() -> None:
    text = LINES + "图为昨天开大会。张三 摄\n"
    assert pieces(text, 4) == ["图为昨天开大会。张三 摄"]
    text = LINES + "水利是农业的命脉要把 摄\n"
    assert pieces(text, 4) == ["水利是农业的命脉要把", "摄"]


def test_a_column_waits_while_nothing_takes_its_place() -> None:
    rows = [0, 0, *range(1, 12), 12, 12]
    count = len(rows)
    left = [0, 30, *[0] * 11, 0, 30]
    cells = Cells(
        rows, list(range(count)), list(range(1, count + 1)), left,
        [at + 20 for at in left], [20.0] * count, [0] * count,
    )  # fmt: skip
    tracks = tracks_of(cells, dict.fromkeys(rows, 0), lambda *_: 0.0, 10)
    assert [track.cells[-1] for track in tracks] == [count - 2, count - 1]


def test_no_column_is_passed_over_between_two_with_one_blank() -> None:
    # Of three columns the first and the last one have a line; one blank says that it is the second.
    rows, left = [0, 0, 0, 1, 1], [0, 14, 28, 0, 21]
    cells = Cells(
        rows, list(range(5)), list(range(1, 6)), left,
        [at + 10 for at in left], [20.0] * 5, [0, 0, 0, 0, 1],
    )  # fmt: skip
    tracks = tracks_of(cells, {0: 0, 1: 0}, lambda *_: 0.0, 10)
    assert [track.cells for track in tracks] == [[0, 3], [1, 4], [2]]
