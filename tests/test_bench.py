"""The benchmarks run, and the two real pages are read as well as was asked for."""

from __future__ import annotations

import random
import re
from importlib.util import find_spec
from pathlib import Path

import pytest

import cleaner
from bench import (
    PAGES,
    faspell,
    gold,
    harm,
    misreadings,
    names,
    near_names,
    one_line,
    page_path,
    parted,
    peers,
    printed,
    real_pages,
    speed,
    spellings,
)
from bench.audit import balance, new_spaces
from bench.tables import table
from cleaner.survey.pairs import pairs
from cleaner.text.document import Article


@pytest.fixture(scope="module")
def pages() -> list[real_pages.Page]:
    return [real_pages.measure(name) for name in PAGES]


@pytest.fixture(scope="module")
def figures(pages: list[real_pages.Page]) -> real_pages.Figures:
    return sum((page.figures for page in pages), real_pages.Figures())


def test_acceptance_paragraphs(figures: real_pages.Figures) -> None:
    assert figures.paragraphs.f1 >= 0.97
    assert figures.body.f1 >= 0.97


def test_acceptance_headlines(figures: real_pages.Figures) -> None:
    assert figures.headlines.wanted == 11
    assert figures.headlines.right >= 10
    assert figures.invented == 0


def test_acceptance_roles(figures: real_pages.Figures) -> None:
    for name, score in figures.roles.items():
        assert (score.right, score.given) == (score.wanted, score.wanted), name
        assert score.wanted


def test_acceptance_characters(figures: real_pages.Figures) -> None:
    assert figures.unaccounted == 0
    assert figures.spaces == 0


def test_acceptance_second_pass_and_undo(figures: real_pages.Figures) -> None:
    assert figures.second_pass == 0
    assert figures.undo


def test_real_pages_print_every_figure(pages: list[real_pages.Page]) -> None:
    printed = real_pages.report(pages, with_times=False)
    for figure in (
        "paragraphs equal",
        "line breaks",
        "headlines at",
        "invented",
        "bylines",
        "captions",
        "jump lines",
        "index teasers",
        "without an edit",
        "spaces put",
        "second pass",
        "undo",
    ):
        assert figure in printed
    assert "lines.word-split" in printed


def test_speed(capsys: pytest.CaptureFixture[str]) -> None:
    speed.main(["--quick"])
    printed = capsys.readouterr().out
    assert "peak memory" in printed and "`cleaner --help`" in printed
    expected = "ratio, best" if find_spec("autocorrect_py") else "not installed"
    assert expected in printed


def test_speed_without_the_peer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "autocorrect_py", None)
    assert "not installed" in speed.peer_table(1, 0.001)
    monkeypatch.setenv("PATH", "")
    printed = speed.tools_table(1, 0.001)
    assert re.search(r"^\| cleaner +\| \d", printed, re.M)
    for name in ("autocorrect-py", "zhlint"):
        assert re.search(rf"^\| {name} +\| absent +\| absent", printed, re.M)


def test_harm_without_the_texts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(harm, "LAWS", tmp_path / "laws.jsonl.xz")
    monkeypatch.setattr(harm, "NEWS", tmp_path / "news.jsonl.xz")
    harm.main([])
    assert "nothing to measure" in capsys.readouterr().out


def test_harm_counts_edits_and_shows_those_of_the_tuning_half_only() -> None:
    texts = [harm.Text("a", str(name), "话语体系,推动发展。\n") for name in range(20)]
    found = harm.measure(iter(texts), limit=2)
    assert sum(each.edits["marks.half-width"] for each in found.values()) == 20
    assert len(found["a", True].contexts["marks.half-width"]) == 2
    assert not any(found["a", False].contexts.values())
    assert "话语体系[-,-]{+，+}推动发展。" in harm.report(found)
    assert "话语体系" not in harm.report(found, with_tuning=False)


def test_peers_say_who_is_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("autocorrect_py", "ftfy", "pangu"):
        monkeypatch.setitem(__import__("sys").modules, module, None)
    monkeypatch.setenv("PATH", "")
    right, doubtful = one_line.Case("marks", "甲,乙。", "", "甲，乙。"), "版本为1.2。"
    cases = [
        right,
        one_line.Case("marks", doubtful, ""),
        one_line.Case("marks", "丙", "", None, "丁"),
    ]
    printed = peers.report(cases)
    assert printed.count("absent") == 4 * 3 + 4
    assert "repaired, of 1" in printed and "- marks, : `丙`" in printed
    assert "absent" in peers.harm([doubtful])


def test_peers_get_what_they_are_made_for() -> None:
    pytest.importorskip("autocorrect_py")
    cases = [
        one_line.Case("script", "發展", "", "发展", settings={"script": "s"}),
        one_line.Case("script", "家裏很乾淨", ""),
    ]
    assert peers.opencc(cases) == ["发展", "家裏很乾淨"]
    assert peers.autocorrect()("你好,世界") == "你好，世界"


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("会议强调，要“深入”学习（贯彻）精神。", True),
        ("会议强调，要“深入”学习（贯彻）精神", False),
        ("会议强调,要学习。", False),
        ("会议强调(要)学习。", False),
        ("会议强调，“要学习。", False),
        ("会议 强调，要学习。", False),
        ("会议\u200b强调，要学习。", False),
        ("他用 Python 3.11 写作。", False),
        ("增长 3.5%。", False),
        ("增长3.5%。", True),
    ],
)
def test_what_needs_nothing(paragraph: str, expected: bool) -> None:
    assert harm.needs_nothing(paragraph) is expected


def test_reading_of_a_page(tmp_path: Path) -> None:
    path = tmp_path / "page.gold.txt"
    path.write_text(
        "=== article ===\nKICKER/DECK: 眉题  # ? doubt\nHEAD: 标题\nBYLINE: 记者 甲\n正文。\nCAPTION: 图\n"
        "FURNITURE: (下转第二版)\n=== article ===\nHEAD:   # ? none\n又一篇。\n"
        "=== article ===\nFURNITURE: 2版\n",
        "utf-8",
    )
    reading = gold.read_gold(path)
    assert reading.articles == [
        Article("标题", ["眉题"], [], ["记者 甲"], ["正文。"], ["图"], ["(下转第二版)"]),
        Article(None, paragraphs=["又一篇。"]),
    ]
    assert reading.furniture == ["2版"]


def test_balance_finds_what_the_ledger_does_not_have() -> None:
    result = cleaner.read(page_path(PAGES[0]).read_text("utf-8"))
    assert balance(result).total == 0
    entry = next(entry for entry in result.ledger.entries if entry.applied and entry.before.strip())
    result.ledger.entries.remove(entry)
    assert balance(result).total > 0


def test_new_spaces() -> None:
    assert new_spaces("会议强调\n要学习 贯彻", "会议强调 要学习 贯彻") == 1
    assert new_spaces("甲乙 丙\n丁戊", "甲乙 丙丁戊") == 0


def test_tables_count_wide_characters_as_two() -> None:
    assert table(("a", "b"), [("中", 1)]).splitlines()[0] == "| a  | b |"


def test_names_report() -> None:
    report = names.report(entries=200, names=100, runs=1)
    assert re.search(r"breaks +\| 0 +\|", report)


def test_names_are_spoilt_by_the_seed() -> None:
    text, sources = "记者徐乾学报道。" * 20, {"own table": near_names.own_table}
    spoilt = near_names.spoilt([text], ["徐乾学"], random.Random(1), sources)
    assert 0 < len(spoilt[0].right) < 20
    for place, (meant, source) in spoilt[0].right.items():
        assert source == "own table" and text[place] == meant != spoilt[0].text[place]


def test_misspelt_names_are_found_and_told() -> None:
    texts = ["市长徐乾学指出，要抓落实。徐乾学说，徐乾学表示。\n" * 3] * 3
    sources = {"own table": lambda one: near_names.own_table(one)[:1]}
    made, wanted = spellings.misspelt(texts, ["徐乾学"], 1, sources)
    assert wanted and made != texts
    found = {
        frozenset(form.name for form in pair.forms) for pair in pairs(spellings.forms_in(made))
    }
    assert wanted.keys() <= found


def test_repairs_of_misread_lines_are_scored() -> None:
    repairs = [
        misreadings.Repair(0, "拴", "撞", "撞", 0.99, True),
        misreadings.Repair(1, "人", "入", "人", 0.96, True),
        misreadings.Repair(2, "(", "（", "（", 0.95, True),
        misreadings.Repair(2, "末", "未", "未", 0.7, False),
    ]
    found = misreadings.Measured(repairs, [1, 0, 3])
    applied = repairs[:3]
    assert misreadings.scored(found, applied) == (2 / 3, 2 / 4)
    [precision, recall] = misreadings.interval(found, applied)
    assert 0 <= precision[0] <= 2 / 3 <= precision[1] <= 1 and recall[0] <= 0.5 <= recall[1]
    assert misreadings.recall_at(found, 0.75) == 3 / 4
    assert misreadings.recall_at(found, 1) == 1 / 4
    assert misreadings.wrong(repairs) == "人→入 (人) 1"
    rows = misreadings.calibration(repairs).splitlines()[2:]
    assert [row.split("|")[2:5] for row in rows] == [
        [" 1       ", " 0.70 ", " 1.00  "],
        [" 2       ", " 0.97 ", " 0.50  "],
    ]


def test_what_was_read_is_held_against_what_was_printed() -> None:
    assert printed.replaced("县级以上人民政府。", "县级以士人民政府") == "县级以士人民政府。"
    assert printed.replaced("主管部门", "主答部站门") == "主答部门"
    line = faspell.Line("主答部门", "主管部门")
    assert printed.misread([line, line]) == 0.25


def test_stage_misreadings_is_measured_on_lines() -> None:
    lines = [faspell.Line("两车发生碰拴，无人受伤。", "两车发生碰撞，无人受伤。")] * 2
    found = misreadings.measure(lines[:1], {"model": "built-in"})
    assert [(each.line, each.before, each.right) for each in found.repairs] == [(0, "拴", True)]
    assert found.errors == [1]
    assert lines[0].tuning == lines[1].tuning


PARTED = (
    "图书馆从本月起延长开放时间，周末也照常开放。读者可以在网上预约座位，凭证件入馆。馆内新增自助借还设备，"
    "办理手续只需要一分钟左右。少年儿童阅览室每个星期六下午举办故事会，欢迎家长带孩子参加。"
)


@pytest.mark.parametrize("kind", parted.KINDS, ids=lambda kind: kind.name)
def test_parted_text_is_closed_up(kind: parted.Kind) -> None:
    if kind.stays:
        pytest.importorskip("jieba")
    broken = kind.broken(PARTED, random.Random(1))
    wanted = broken if kind.stays else PARTED
    assert broken != PARTED
    assert cleaner.clean(broken).replace("\n", "") == wanted.replace("\n", "")
