"""Marks that no line can begin with."""

from __future__ import annotations

from collections.abc import Iterable

from cleaner.ledger.fixes import Edit, Proposal
from cleaner.ledger.rules import Rule, rule
from cleaner.page.context import Lines
from cleaner.text.characters import CLAUSE, CLOSE, NEWLINE, STOP, class_set
from cleaner.text.document import Document
from cleaner.text.regex import regex
from cleaner.text.signs import beside

_MARKS = regex("([，。、；：！？”’）》」』]{1,3})[ \u3000]*(?=[^\\s])")
_OPENS = dict(zip("”’）》」』", "“‘（《「『", strict=True))
_GUTTER = regex("[^\\s][ \u3000]+[\u3400-\u9fff“「《]")
_TAKES = regex("[^\\s，。、；：！？,.;:?!“‘（《「『…—]$")
LEAST = 8  # characters of the line above, at least; set by hand


@rule("marks.line-start", at=(beside(NEWLINE, (STOP, CLAUSE, CLOSE)),), confidence=0.99)
def line_start(document: Document, self: Rule) -> Iterable[Proposal]:
    """A mark that a line begins with goes back to the end of the line before.

    ## Why
    ， 。 、 ； ： ！ ？ and closing quotes and brackets cannot begin a line of Chinese; more text must
    follow them. The line before is the next one above, has eight characters at least and no mark at
    its end, and it has opened what a closing mark closes. Blanks inside both lines may be a gutter,
    with the line that the mark belongs to on its other side: then it stays. The line end stays where it was, unless
    `columns.closing-mark` has joined the lines.

    ## Examples
    Repairs: 他还说，今年全县收成很好⏎。村民们都笑了。 → 他还说，今年全县收成很好。⏎村民们都笑了。
    Leaves: 他走了。⏎，⏎（一）总则

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    classes, text = document.classes, document.text
    if not document.has(STOP, CLAUSE, CLOSE) or not len(document.line_ends):
        return
    ends = document.line_ends
    ends = ends[ends + 1 < len(text)]
    ends = ends[class_set(STOP, CLAUSE, CLOSE)[classes[ends + 1]]]
    lines = Lines.of(document)
    fixes = []
    for end in ends.tolist():
        found = _MARKS.match(text, end + 1)
        if found is None or text[end] != "\n":
            continue
        above, line = lines.at(end), lines.at(end + 1)
        kept = above.text.rstrip(" \u3000")
        if _GUTTER.search(kept) and _GUTTER.search(line.text, found.end() - end - 1):
            continue
        if above.chinese and line.prose and len(kept) >= LEAST and _fits(kept, found.group(1)):
            place = above.start + len(kept)
            edits = (Edit(place, place, found.group(1)), Edit(*found.span(), ""))
            fixes.append((edits, ""))
    yield Proposal.of(fixes, self)


def _fits(above: str, marks: str) -> bool:
    """Whether `marks` can end the line `above`."""
    first = marks[0]
    if first in _OPENS:
        return above.count(_OPENS[first]) == above.count(first) + 1
    return bool(_TAKES.search(above))
