"""Marks that blanks set off throughout: each of a line, or each of a short document."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.page.context import Line
from cleaner.stages.spaces.blanks import Blank, blanks
from cleaner.text.characters import CLAUSE, CLOSE, DIGIT, HAN, LETTER, OPEN, STOP, Flags, class_set
from cleaner.text.document import Document
from cleaner.text.regex import regex

FEW = 2  # marks set off, at least, that show a habit
WORD = class_set(HAN, DIGIT, LETTER, CLOSE)
_MARK = regex("[，。、；！？]")  # a colon stands behind labels, too
_SET_OFF = regex("[\u3400-\u9fffA-Za-z0-9”》）] [，。、；！？]")
_ON_MARKS = regex(
    "[用是写寫加] [，。、；！？]|逗[号點点]|句[号點点]|[顿頓问問冒分叹嘆引][号號]|标点|標點"
)


def around_marks(document: Document) -> Iterator[Blank]:
    """The single blanks before and behind marks, where each mark has one before it.

    Not in lessons about the marks, in forms, and in lines whose characters or words are all parted.
    """
    marks: Flags = class_set(CLAUSE, STOP)
    before = list(blanks(document, WORD, marks))
    if not before:
        return
    throughout = _is_set_off(document.text) and not _ON_MARKS.search(document.text)
    known: dict[int, bool] = {}
    for blank in (*before, *blanks(document, marks, class_set(HAN, DIGIT, LETTER, OPEN))):
        line = blank.line
        if line.start not in known:
            known[line.start] = _is_plain(line) and (throughout or _is_set_off(line.text))
        if known[line.start] and blank.single and "：" not in blank.before[-1] + blank.after[0]:
            yield blank


def _is_set_off(text: str) -> bool:
    """Whether a blank stands before each mark, and there are two at least."""
    found = len(_MARK.findall(text))
    return found >= FEW and found == len(_SET_OFF.findall(text))


def _is_plain(line: Line) -> bool:
    """Whether a line is Chinese, not parted all over, no form and no lesson about marks."""
    if not line.chinese or line.spread or line.has_blanks_to_fill:
        return False
    return not _ON_MARKS.search(line.text)
