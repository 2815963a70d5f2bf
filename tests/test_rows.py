"""Columns printed side by side: every move is in the ledger, and undo is exact."""

from __future__ import annotations

import pytest

from cleaner import config, pipeline
from cleaner.ledger.undoing import replay, undo
from cleaner.pipeline import Result
from cleaner.text.document import Source

LEFT = (
    "昨天上午，全市召开水利",
    "建设大会，总结今年各项",
    "工作，部署明年任务。会",
    "议要求，各地要加强领导",
    "，明确责任，抓好工程质",
    "量，保证群众用水安全。",
)
RIGHT = (
    "  市民代表对此表示欢",
    "迎，希望有关部门尽快公",
    "布实施方案，让更多的居",
    "民能够享受到便利。专家",
    "说，项目对改善城市环境",
    "提高生活质量有意义。",
)
HEAD = "水利建设大会昨天召开市民代表表示欢迎"


def rows(text: str) -> Result:
    """The stage alone over `text`."""
    only = pipeline.checked(config.make({"only": ["rows"]}, "test"), "test")
    return pipeline.run(Source.from_text(text), only)


def beside(left: tuple[str, ...], right: tuple[str, ...]) -> str:
    """Each line of `left` with the line of `right` beside it."""
    return "\n".join(f"{one}    {other}" for one, other in zip(left, right, strict=True))


@pytest.mark.parametrize("end", ["", "\n"])
@pytest.mark.parametrize("head", ["", HEAD + "\n", "  ".join(HEAD) + "\n\n\n"])
def test_columns_one_after_the_other(head: str, end: str) -> None:
    text = head + beside(LEFT, RIGHT) + end
    result = rows(text)
    lines = [line for line in result.text.split("\n") if line]
    assert lines[-12:] == [*LEFT, *RIGHT]
    entries = result.ledger.entries
    assert undo(result.text, entries) == text
    assert replay(text, entries) == result.text


@pytest.mark.parametrize("text", ["", "  ", "  \n  \n  ", "a  b\nc  d\ne  f\ng  h\ni  j\nk  l\n"])
def test_nothing_to_do(text: str) -> None:
    assert rows(text).text == text
