"""The blank lines that stay between the paragraphs of a page that was put together."""

from __future__ import annotations

from collections.abc import Iterable

from cleaner.ledger.fixes import Proposal
from cleaner.ledger.rules import rule
from cleaner.page.layout import Lines
from cleaner.text.characters import Flags
from cleaner.wraps.gaps import Gaps


@rule("columns.blank-lines")
def blank_lines(lines: Lines, gaps: Gaps, stays: Flags) -> Iterable[Proposal]:
    """One blank line parts two paragraphs of a page that was put together.

    ## Why
    Runs of blank lines and blanks at line ends go, at the start and end of the text too. Only where
    lines or fragments were joined: any other text keeps its spacing.

    ## Examples
    Repairs: 会议召开。要早发力，⏎⏎早突破。⏎⏎⏎⏎会议结束。 → 会议召开。要早发力，早突破。⏎⏎会议结束。
    Leaves: 第一章⏎⏎⏎第一条

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    text = lines.document.text
    chosen = (stays & (gaps.newlines > 1) & (gaps.ends - gaps.starts != 2)).nonzero()[0]
    starts = [0, *gaps.starts[chosen].tolist(), int(lines.ends[-1])]
    ends = [int(lines.starts[0]), *gaps.ends[chosen].tolist(), len(text)]
    after = ["", *["\n\n"] * len(chosen), lines.document.closing(text[starts[-1] :])]
    rows = [row for row in zip(starts, ends, after, strict=True) if text[row[0] : row[1]] != row[2]]
    if rows:
        first, last, texts = zip(*rows, strict=True)
        yield Proposal(blank_lines, first, last, texts)
