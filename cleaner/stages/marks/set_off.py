"""Half-width marks that a blank sets off from the Chinese before them."""

from __future__ import annotations

from collections.abc import Iterable

from cleaner.ledger.fixes import Proposal
from cleaner.ledger.rules import Rule, Safety, rule
from cleaner.page.context import Line, Lines
from cleaner.stages.marks.width import FULL
from cleaner.text.characters import (
    ASCII_CLAUSE,
    ASCII_STOP,
    CLOSE,
    DIGIT,
    HAN,
    LETTER,
    NEWLINE,
    OPEN,
    POINT,
    SPACE,
    class_set,
)
from cleaner.text.document import Document
from cleaner.text.signs import beside

MARK = class_set(ASCII_CLAUSE, ASCII_STOP, POINT)
BEFORE, WORD = class_set(HAN, CLOSE), class_set(DIGIT, LETTER)
CHINESE = class_set(HAN, OPEN, CLOSE)
NAMING = "的用是写寫加打叫个個为為和与與或及到"  # before a sign that is spoken of: 末尾的 ! 不能省


@rule("marks.set-off", at=(beside(SPACE, (ASCII_CLAUSE, ASCII_STOP, POINT)),), confidence=0.98)
def set_off(document: Document, self: Rule) -> Iterable[Proposal]:
    """A half-width , ; ? or ! that a blank sets off in Chinese becomes the Chinese mark.

    ## Why
    The blanks on both sides go with it. A Han character or a closing mark stands before the blank; behind the mark
    Chinese goes on, or the line ends, and behind a comma or semicolon it may be a number or a word. A
    point counts where the line ends. Applied in lines with Chinese marks, else suggested. Colons
    stand in labels and stay; so do signs that are spoken of, rows of a table, entries, forms, and
    lines whose characters or words are all parted.

    ## Examples
    Repairs: 今天天气很好，我们去公园 ,大家都玩得开心。 → 今天天气很好，我们去公园，大家都玩得开心。
    Repairs: 河水退了 , 田里还留着泥，路也断了 . → 河水退了，田里还留着泥，路也断了。
    Leaves: 会议时间 : 下周一。

    ## Known failures
    - A line in which no mark is Chinese keeps them; they are suggested.

    ## Since
    0.1.0
    """
    if not document.has(SPACE) or not document.has(ASCII_CLAUSE, ASCII_STOP, POINT):
        return
    text, lines = document.text, Lines.of(document)
    found: dict[bool, list[tuple[int, int, str]]] = {True: [], False: []}
    for place in _candidates(document):
        line, end = lines.at(place), _end(document, place)
        if end and line.prose and _is_plain(line) and not lines.is_row(line, text[place]):
            found[line.running].append((place - 1, end, FULL[text[place]]))
    for running, rows in found.items():
        starts, ends, after = zip(*rows, strict=True) if rows else ((), (), ())
        safety = None if running else Safety.SUGGESTED
        yield Proposal(self, starts, ends, after, safety=safety)


def _candidates(document: Document) -> list[int]:
    """The marks behind one plain space that has a Han character or a closing mark before it."""
    classes = document.classes
    marks = (MARK[classes[2:]] & (classes[1:-1] == SPACE) & BEFORE[classes[:-2]]).nonzero()[0] + 2
    marks = marks[document.codes[marks - 1] == ord(" ")]
    found: list[int] = marks[document.codes[marks] != ord(":")].tolist()
    return found


def _end(document: Document, place: int) -> int:
    """Where what a mark sets off goes on, if that shows that it is a mark of Chinese; else 0."""
    text, classes = document.text, document.classes
    end = place + 1
    blank = end < len(text) and text[end] == " "
    after = classes[end + blank] if end + blank < len(text) else NEWLINE
    if after == NEWLINE:
        return end
    if blank and (text[place] in "?!" or text[place - 2] in NAMING):
        return 0
    if text[place] != "." and (CHINESE[after] or (text[place] in ",;" and WORD[after])):
        return end + blank
    return 0


def _is_plain(line: Line) -> bool:
    """Whether a line is Chinese, no form, and not parted all over."""
    return not (line.foreign or line.spread or line.has_blanks_to_fill)
