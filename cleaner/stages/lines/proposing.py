"""What the stage proposes: joins, also over page breaks, and blank lines between paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from cleaner.config import Settings
from cleaner.knowledge.lexicon import Lexicon
from cleaner.ledger.fixes import Proposal
from cleaner.ledger.rules import Rule, Safety
from cleaner.page.furniture import without
from cleaner.page.layout import Lines
from cleaner.page.whole import has_whole_lines, is_one_line, stand_apart
from cleaner.stages.lines.carrying import carried_over, set_apart
from cleaner.stages.lines.deciding import (
    SURE_ACROSS_BLANKS,
    SURE_ACROSS_BLOCKS,
    Verdicts,
    decide,
    verdicts,
)
from cleaner.stages.lines.joining import joins, rejoined
from cleaner.stages.lines.layout import column_foot, flow, page_turn, paragraph_break
from cleaner.stages.lines.marks import clause, closing_mark, open_bracket
from cleaner.stages.lines.words import hyphen, word_split
from cleaner.text.characters import Flags
from cleaner.text.document import Document
from cleaner.wraps.decided import Decided
from cleaner.wraps.hard_wrapped import hard_wrapped_gaps
from cleaner.wraps.indents import before, kept
from cleaner.wraps.page_breaks import page_breaks, with_sure_ends

# Joins for each line end, more than this: a page that a column has set joins most. Set by hand.
WRAPPED_PAGE = 0.25
SURE_OVER_PAGES = (word_split, clause, open_bracket, closing_mark)
# The least chance at which a full line without a mark goes on over the page: of the paragraphs of 39
# paged books (tuning seeds of `bench.books`) .983 are right with it, .962 without, none worse.
SURE_FLOW_OVER_PAGES = 0.98


def propose(
    document: Document,
    rules: Sequence[Rule],
    lexicon: Lexicon,
    settings: Settings,
    *,
    reasons: Sequence[Rule],
) -> Iterable[Proposal]:
    """Joins for the wraps, and blank lines between the paragraphs of a page that had wraps.

    `reasons`: the rules that name a join, in the order in which they are asked, those that are
    switched off too; `rules`: those that may propose.
    """
    lines = Lines.of(without(document))
    if len(lines) < 2:
        return
    breaks = page_breaks(document, lines)
    crossed = page_turn in rules and bool(breaks.any())
    gaps = hard_wrapped_gaps(lines.closed_at(breaks) if crossed else lines, lexicon)
    if gaps is None:
        return
    gaps.page_breaks = breaks
    gaps.unjoinable = np.zeros_like(breaks) if crossed else breaks
    decided = decide(gaps, lexicon)
    across = SURE_ACROSS_BLANKS if settings.ordered else SURE_ACROSS_BLOCKS
    found = list(verdicts(decided, reasons, across))
    joined = np.zeros(len(gaps), np.bool_)
    for proposal, mask in _joins(decided, found, rules):
        joined |= mask
        yield proposal
    carried = np.zeros(len(gaps), np.bool_)
    for proposal, mask in _over_pages(document, decided, found, joined) if crossed else ():
        carried |= mask
        yield proposal
    if paragraph_break in rules and joined.sum() > WRAPPED_PAGE * len(gaps):
        yield from _breaks(decided, settings.indents)
        yield set_apart(document, paragraph_break, gaps, carried)


def idle(document: Document, rules: Sequence[Rule]) -> bool:
    """Whether no line but the last ends in mid-sentence."""
    return is_one_line(document) or has_whole_lines(document) or stand_apart(document)


def _joins(
    decided: Decided, found: Verdicts, rules: Sequence[Rule]
) -> Iterable[tuple[Proposal, Flags]]:
    """The proposals of each reason, safe and suggested, and which gaps the safe ones join."""
    blank = column_foot.function(decided)
    within = ~page_turn.function(decided)
    for reason, mask, safe in found:
        for each, here in ((reason, mask & ~blank), (column_foot, mask & blank)):
            for safety, sure in ((Safety.SAFE, safe), (Safety.SUGGESTED, ~safe)):
                chosen = here & within & sure
                places = chosen.nonzero()[0]
                if len(places) and each in rules:
                    make = rejoined if reason is hyphen else joins
                    proposal = make(each, decided.gaps, places)
                    proposal.whys = "" if each is reason else reason.summary
                    proposal.safety = safety
                    yield proposal, chosen & (safety is Safety.SAFE)


def _over_pages(
    document: Document, decided: Decided, found: Verdicts, joined: Flags
) -> Iterable[tuple[Proposal, Flags]]:
    """The proposals over page breaks, safe and suggested, and which of them the safe ones join.

    `joined`: the gaps joined beside them.
    """
    gaps = decided.gaps
    asked = np.logical_or.reduce([mask for reason, mask, _ in found if reason is not hyphen])
    sure = np.logical_or.reduce([m & s for reason, m, s in found if reason in SURE_OVER_PAGES])
    full = gaps.at_column_edge & (decided.chances >= SURE_FLOW_OVER_PAGES)
    sure |= flow.function(decided) & asked & full
    breaks = page_turn.function(decided) & asked
    open_ends = asked & ~joined & ~breaks
    safe = with_sure_ends(gaps.lines, breaks & sure, joined, open_ends)
    doubtful = with_sure_ends(gaps.lines, breaks & ~safe, joined | safe, open_ends)
    for safety, chosen in ((Safety.SAFE, safe), (Safety.SUGGESTED, doubtful)):
        places = chosen.nonzero()[0]
        whys = [
            next(reason.summary for reason, mask, _ in found if mask[place])
            for place in places.tolist()
        ]
        proposal = carried_over(document, gaps, places, joined | safe | chosen, whys, page_turn)
        proposal.safety = safety
        yield proposal, chosen & (safety is Safety.SAFE)


def _breaks(decided: Decided, indents: str) -> Iterable[Proposal]:
    """Blank lines at the breaks that are kept; `indents`: what becomes of those behind them."""
    gaps = decided.gaps
    ends = before(gaps.lines, kept(gaps.lines, indents))[1:]
    apart = (np.diff(gaps.lines.numbers) == 1) & ~gaps.page_breaks
    for why, mask in decided.kept_breaks:
        places = (mask & apart).nonzero()[0]
        yield Proposal(paragraph_break, gaps.starts[places], ends[places], "\n\n", whys=why)
