"""What the stage proposes: joins of fragments, halves brought together, single blank lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from cleaner.config import Settings
from cleaner.knowledge.lexicon import Lexicon
from cleaner.ledger.fixes import Proposal
from cleaner.ledger.rules import Rule, Safety
from cleaner.page.columns.judging import unread_gaps
from cleaner.page.interleaved import interleaved_gaps
from cleaner.page.layout import Lines
from cleaner.page.whole import has_whole_lines, is_one_line, stand_apart
from cleaner.stages.columns.deciding import decide, worth_asking
from cleaner.stages.columns.interrupted import brought_together, interrupted, may_be_interrupted
from cleaner.stages.columns.marks import clause, opening_quote
from cleaner.stages.columns.spacing import blank_lines, indent
from cleaner.stages.columns.words import article, flow, issued_title
from cleaner.stages.lines.joining import joins
from cleaner.text.characters import Flags, Ints
from cleaner.text.document import Document
from cleaner.wraps.fragments import (
    described,
    ends_sentences,
    has_broken_title,
    may_go_on,
    undecided,
)
from cleaner.wraps.gaps import Gaps

WEAK = (clause, opening_quote)  # reasons that hold in other texts, too
ALLOWED, SHARE = 2, 4  # joins for such reasons: of themselves, and for each of a better one
FEW = 0.05  # joins for each gap: below this the text is no broken page but has a slip; set by hand


def propose(
    document: Document,
    rules: Sequence[Rule],
    lexicon: Lexicon,
    settings: Settings,
    *,
    reasons: Sequence[Rule],
) -> Iterable[Proposal]:
    """Joins for the fragments, and single blank lines between the paragraphs of a joined page.

    `reasons`: the rules that join two blocks, in the order in which they are asked. In text from
    OCR joins are suggestions: the order of its blocks is that of the engine.
    """
    lines = Lines.of(document)
    if not len(lines):
        return
    gaps, ordered = Gaps(lines), settings.ordered
    joined = np.zeros(len(gaps), np.bool_)
    if interrupted in rules:
        pairs = interrupted.function(lines, gaps, lexicon)
        for before, after in pairs if ordered else ():
            joined[before:after] = True
        yield Proposal.of(
            ((brought_together(lines, *pair), "") for pair in pairs),
            interrupted,
            safety=Safety.SAFE if ordered else Safety.SUGGESTED,
        )
    asked = [each for each in _reasons_for(lines, reasons) if each in rules]
    if asked:
        places = undecided(lines, gaps, settings.profile == "book")
        if len(places):
            unread = unread_gaps(document, lexicon, lines.starts)
            places = places[~(joined | unread | interleaved_gaps(document, lexicon))[places]]
        yield from _joins(gaps, places, asked, lexicon, joined, ordered)
    made = len(document.seams) + np.count_nonzero(joined & (gaps.newlines > 1))
    if blank_lines in rules and made > FEW * len(gaps):
        stays = ~joined & ~gaps.form_feeds
        yield from blank_lines.function(lines, gaps, stays, settings.indents)
    if indent in rules:
        yield from indent.function(lines, joined, settings.indents)


def idle(document: Document, rules: Sequence[Rule]) -> bool:
    """Whether no paragraph goes on behind a line end, and no indents are asked about."""
    if indent in rules:
        return False
    if is_one_line(document):
        return True
    if not has_whole_lines(document):
        lines = Lines.of(document)
        if not stand_apart(document) or may_go_on(lines) or may_be_interrupted(lines):
            return False
    return not has_broken_title(document.text)


def _joins(
    gaps: Gaps,
    places: Ints,
    asked: Sequence[Rule],
    lexicon: Lexicon,
    joined: Flags,
    ordered: bool,
) -> Iterable[Proposal]:
    """The joins at `places`, safe ones marked in `joined`. `ordered`: whether blocks are in order.

    None is safe where they are not, or where the gaps of the text together do not show that
    columns cut it (`_cut`).
    """
    places = worth_asking(gaps, places)
    if not len(places):
        return
    verdicts = decide(described(gaps.lines, gaps, places, lexicon), asked)
    made = len(gaps.lines.document.seams) + sum(verdict is not None for verdict in verdicts)
    cut = ordered and made >= FEW * len(gaps) and _cut(verdicts)
    for each in asked:
        mine = places[[verdict is each for verdict in verdicts]]
        if len(mine):
            proposal = joins(each, gaps, mine)
            proposal.safety = Safety.SAFE if cut else Safety.SUGGESTED
            joined[mine] = cut
            yield proposal


def _cut(verdicts: Sequence[Rule | None]) -> bool:
    """Whether the joins of a text show together that columns cut it.

    A column cuts words more often than it cuts at commas. Where many blocks end in a comma and hardly
    a word is cut, as in a story with verses, blocks end so of themselves.
    """
    joins = [verdict for verdict in verdicts if verdict is not None]
    weak, flows = sum(join in WEAK for join in joins), joins.count(flow)
    proofs = len(joins) - weak - flows
    told = weak <= ALLOWED + SHARE * proofs
    return told and bool(weak + proofs) and flows <= SHARE * (weak + proofs)


def _reasons_for(lines: Lines, reasons: Sequence[Rule]) -> Sequence[Rule]:
    """The rules that may join here: where lines were cut, the stage `lines` has decided the rest."""
    if len(lines.document.seams):
        return (issued_title,)
    return reasons if ends_sentences(lines) else (article,)
