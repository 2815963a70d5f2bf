"""Files of many kinds come through the default run unchanged, without their names being known.

Those that do not yet are listed in fixtures/kinds/known.txt; `python -m bench.kinds --update`
writes what holds. In dialogue whose marks are all half-width the marks may be repaired, lines not.
"""

from __future__ import annotations

import pytest

from bench import kinds, kinds_corpus
from bench.kinds_corpus import File
from bench.kinds_rule import is_harm
from cleaner.ledger.entries import Entry

FILES = list(kinds_corpus.own())
KNOWN = kinds.known()


def params() -> list[object]:
    fails = pytest.mark.xfail(strict=True, reason="known to be harmed")
    return [
        pytest.param(file, id=file.path, marks=[fails] if file.path in KNOWN else [])
        for file in FILES
    ]


@pytest.mark.parametrize("file", params())
def test_file_is_left_alone(file: File) -> None:
    assert kinds.left_alone(file)


def test_there_are_four_files_of_each_kind() -> None:
    names = {file.kind: 0 for file in FILES}
    for file in FILES:
        names[file.kind] += 1
    assert len(names) >= 25
    assert min(names.values()) >= 4


def test_known_failures_are_files() -> None:
    assert {file.path for file in FILES} >= KNOWN


@pytest.mark.parametrize(
    ("kind", "text", "wants"),
    [
        ("csv", "甲,乙\n丙,丁\n", True),
        ("novel", "他说,今天不去了。\n", True),
        ("novel", "他站在桥头看了很久很久,直到天完全黑下来才慢慢走回家。\n", False),
        ("Markdown", "先把数据保存好,再运行命令`读(甲,乙)`，最后查看结果是否正确。\n", True),
    ],
    ids=["table", "short line", "prose", "code in prose"],
)
def test_harm_is_told_by_rule(kind: str, text: str, wants: bool) -> None:
    at = text.rindex(",")
    assert is_harm(File(kind, "x", text), edit(at, ",", "，")) is wants


def edit(start: int, before: str, after: str) -> Entry:
    end = start + len(before)
    return Entry("", "rule", start, end, before, after, "", "safe", 1.0, "", True, 0, start)


def test_line_structure_is_always_harm() -> None:
    text = "他站在桥头看了很久很久，直到天完全黑下来\n才慢慢走回家。\n"
    assert is_harm(File("novel", "x", text), edit(text.index("\n"), "\n", ""))
    indented = "    他站在桥头看了很久很久，直到天完全黑下来才慢慢走回家。\n"
    assert is_harm(File("novel", "x", indented), edit(0, "    ", ""))


def test_halves_are_settled_by_the_path() -> None:
    half = [File("csv", f"npm/a/{number}.csv", "").tuning for number in range(200)]
    assert 70 < sum(half) < 130
    for number in range(40):
        layouts = {
            File("novel", f"pypi/b/c.txt#{number}{rest}", "").tuning for rest in ("", "@0", "@1")
        }
        assert len(layouts) == 1


def test_a_novel_is_cut_without_a_loss() -> None:
    text = "\n".join(f"　　第{number}段，他说：“走吧。”" for number in range(4000))
    parts = list(kinds_corpus.novel(text))
    lines = [line.strip() for _, part in parts for line in part.splitlines() if line.strip()]
    assert lines == [line.strip() for line in text.splitlines()]
    assert len({name for name, _ in parts}) == len(parts) > 1


def test_the_table_of_sources_is_sound() -> None:
    for source in kinds_corpus.sources():
        assert source["registry"] in kinds_corpus.FETCH
        assert all(len(row) in (2, 3) for row in source["files"])
