"""What is asked of many equal things is found out once, and each gets what it would get alone."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner.knowledge.lexicon import Lexicon
from cleaner.knowledge.words import shares_spanned, spanning
from cleaner.page.layout import Lines
from cleaner.protected.notations.rows import Rows
from cleaner.text.answers import Answers
from cleaner.text.characters import code_points
from cleaner.text.document import Document


def test_a_question_is_asked_once_of_equal_things() -> None:
    asked: list[str] = []

    def size(line: str) -> int:
        asked.append(line)
        return len(line)

    answers = Answers(size)
    assert [answers[line] for line in ("甲", "乙丙", "甲", "乙丙")] == [1, 2, 1, 2]
    assert asked == ["甲", "乙丙"]


def test_which_rows_are_as_asked() -> None:
    rows = Rows(Document("a=1\n\n  a=1  \n二\na=1"))
    asked: list[str] = []
    flags = np.array([True, True, True, True, False])
    found = rows.which(flags, lambda line: asked.append(line) or "=" in line)
    assert found.tolist() == [True, False, True, False, False]
    assert asked == ["a=1", "", "二"]


def test_which_rows_hold_a_word() -> None:
    rows = Rows(Document("错误\n对\n\n有误差，误会"))
    assert rows.holding(("误", "反例")).tolist() == [True, False, False, True]
    assert not rows.holding(("反例",)).any()


def test_runs_of_a_least_length() -> None:
    rows = Rows(Document("a\nb\n\nc\nd\ne"))
    flags = ~rows.blank
    assert list(rows.runs(flags)) == [(0, 1), (3, 5)]
    assert list(rows.runs(flags, least=3)) == [(3, 5)]


@pytest.mark.parametrize(
    "line",
    [
        "甲）",
        "甲。）",
        "甲。”’）",
        "甲...）",
        "甲..）",
        "）",
        "”",
        "……",
        "甲⋯”",
        "甲。（张三）",
        "甲（张三）",
        "（张三）",
        "甲。(张三)",
        "。" + "甲" * 50 + "）",
        "甲。（" + "乙" * 50 + "）",
        "甲—",
        "...”",
        "..”",
        "。—",
    ],
)
@pytest.mark.parametrize("around", ["{}", "丙。\n{}", "…\n{}\n（丁。"])
def test_what_ends_a_sentence_behind_closing_marks(line: str, around: str) -> None:
    """Read in arrays as a reader would: the marks at the end peeled off, or what is in brackets."""
    lines = Lines(Document(around.replace("{}", line)))
    number = lines.texts.index(line)
    bare = line.rstrip("）”’")
    bare = bare or line[0]
    ends = bare[-1] in "。…⋯" or bare.endswith("...")
    opened = max(line.rfind("（"), line.rfind("("))
    aside = line[-1] in "）)" and opened > 0 and len(line) - opened <= 40
    assert lines.stopped[number] == (ends or (aside and line[opened - 1] == "。"))


def test_pieces_asked_together_answer_as_they_do_alone() -> None:
    lexicon = Lexicon.default()
    pieces = [code_points(text) for text in ("全市农村工作会议", "甲乙丙丁", "召开", "开展展")]
    contacts = [np.arange(1, len(piece)) for piece in pieces]
    alone = [
        float(spanning(piece, at, at, lexicon).mean())
        for piece, at in zip(pieces, contacts, strict=True)
    ]
    assert shares_spanned(pieces, contacts, lexicon) == alone
    assert shares_spanned([], [], lexicon) == []
