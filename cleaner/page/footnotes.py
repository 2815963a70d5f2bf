"""Footnotes among the lines of a page: a line whose mark stands in a line above it."""

from __future__ import annotations

from cleaner.page.layout import Lines
from cleaner.text.regex import regex

NEAR = 12  # lines above in which the mark of a note stands, at most; set by hand
LONGEST = 120  # code points of a note; set by hand
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_MARK = regex(rf"[{CIRCLED}]|\[\d{{1,2}}\]|〔\d{{1,2}}〕|\*{{1,3}}(?=\S)")

_FIRST = regex(rf"\n[{CIRCLED}\[〔*]")  # what a line begins with that may be one


def footnotes(lines: Lines) -> list[int]:
    """The numbers of the lines that are footnotes, with their mark in the text above.

    The mark stands behind a word there, and neither that line nor the one before the note begins
    with one, as the items of a list do.
    """
    text = lines.document.text
    if not _FIRST.search(text):
        return []
    found: list[int] = []
    above = 0  # the line before the notes that follow each other
    for line in range(1, len(lines)):
        mark = _MARK.match(text, int(lines.starts[line]), int(lines.ends[line]))
        if mark and lines.ends[line] - lines.starts[line] <= LONGEST:
            first = line - 1
            if found and found[-1] == first:
                first = above
            if _refers(lines, max(0, first - NEAR + 1), first, mark[0]):
                found.append(line)
                above = first
    return found


def _refers(lines: Lines, first: int, last: int, mark: str) -> bool:
    """Whether `mark` stands behind a word in one of these lines, and none of them begins with one."""
    text = lines.document.text
    for line in range(last, first - 1, -1):
        start, end = int(lines.starts[line]), int(lines.ends[line])
        if _MARK.match(text, start, end):
            return False
        if text.find(mark, start + 1, end) > start:
            return True
    return False
