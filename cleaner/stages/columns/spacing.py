"""The blank lines that stay between the paragraphs of a page that was put together."""

from __future__ import annotations

from collections.abc import Iterable

from cleaner.ledger.fixes import Proposal
from cleaner.ledger.rules import rule
from cleaner.page.layout import Lines
from cleaner.text.characters import Flags
from cleaner.wraps.gaps import Gaps
from cleaner.wraps.indents import before, in_items, kept


@rule("columns.blank-lines")
def blank_lines(lines: Lines, gaps: Gaps, stays: Flags, indents: str) -> Iterable[Proposal]:
    """One blank line parts two paragraphs of a page that was put together.

    ## Why
    Runs of blank lines and blanks at line ends go, at the start and end of the text too, and so do
    indents, but for those of lists and those that `--indent` keeps. Only where lines or fragments
    were joined: any other text keeps its spacing.

    ## Examples
    Repairs: 会议召开。要早发力，⏎⏎早突破。⏎⏎⏎⏎会议结束。 → 会议召开。要早发力，早突破。⏎⏎会议结束。
    Leaves: 第一章⏎⏎⏎第一条

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    text = lines.document.text
    begins = before(lines, kept(lines, indents))
    chosen = (stays & (gaps.newlines > 1) & (begins[1:] - gaps.starts != 2)).nonzero()[0]
    starts = [0, *gaps.starts[chosen].tolist(), int(lines.ends[-1])]
    ends = [int(begins[0]), *begins[1:][chosen].tolist(), len(text)]
    after = ["", *["\n\n"] * len(chosen), lines.document.closing(text[starts[-1] :])]
    rows = [row for row in zip(starts, ends, after, strict=True) if text[row[0] : row[1]] != row[2]]
    if rows:
        first, last, texts = zip(*rows, strict=True)
        yield Proposal(blank_lines, first, last, texts)


@rule("columns.indent")
def indent(lines: Lines, joined: Flags, asked: str) -> Iterable[Proposal]:
    """A paragraph begins with the indent that is asked for: none, or two ideographic spaces.

    ## Why
    Only with `--indent strip` or `--indent two`. Two spaces are set before running text; headlines,
    bylines and the like get none. The lines of lists keep their depth.

    ## Examples
    Repairs: 入秋以后，镇上的人都到河滩上去收芦苇。 → \u3000\u3000入秋以后，镇上的人都到河滩上去收芦苇。
    Leaves: 渡口旧事

    ## Known failures
    - With `--indent two` verse with marks is indented, too.

    ## Since
    0.1.0
    """
    able = ~in_items(lines)
    able[1:] &= ~joined
    if asked == "two":
        able &= (lines.stops + lines.clauses > 0) & lines.chinese
        able[list(lines.kinds)] = False
    blanks = TWO if asked == "two" else ""
    starts = lines.starts - lines.indents
    text = lines.document.text
    places = [
        place
        for place in able.nonzero()[0].tolist()
        if text[starts[place] : lines.starts[place]] != blanks
    ]
    yield Proposal(indent, starts[places], lines.starts[places], blanks)


TWO = "\u3000\u3000"
