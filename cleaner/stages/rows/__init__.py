"""Columns printed side by side, a row of the page a line: taken apart, one after the other.

`pdftotext -layout` and whatever else prints a page as it looks gives such rows. `page.columns` reads
them; that the columns hold running text in that order is told by how the ends of their lines go on.
Tables, code and lists have gutters too, but do not read on down their columns, and stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cleaner.config import Settings
from cleaner.knowledge.lexicon import Lexicon
from cleaner.ledger.fixes import Proposal, Stage
from cleaner.ledger.rules import Rule
from cleaner.page.columns.backwards import are_near, may_be_backwards
from cleaner.page.columns.interleaving import has_open_lines
from cleaner.page.columns.judging import printed
from cleaner.page.whole import has_whole_lines, is_one_line, stand_apart
from cleaner.stages.rows.moving import moves, span
from cleaner.stages.rows.rules import backwards, columns, doubtful, interleaved, turns
from cleaner.text.document import Document


def propose(
    document: Document, rules: Sequence[Rule], lexicon: Lexicon, settings: Settings
) -> Iterable[Proposal]:
    """Moves that take columns apart, and notes on rows that may be columns or are interleaved."""
    found = printed(document, lexicon)
    orders = [(columns, columns.function(found))] if columns in rules else []
    if turns in rules:
        orders.append((turns, turns.function(document, lexicon)))
    spans = []
    for each, own in orders:
        fixes = [(order, moves(document, order.in_turn)) for order in own]
        yield Proposal.of([(edits, "") for _, edits in fixes if edits], each)
        spans += [span(order) for order, edits in fixes if edits]
    if backwards in rules and not spans:
        turned = [moves(document, lines) for lines in backwards.function(document, lexicon)]
        yield Proposal.of([(edits, "") for edits in turned if edits], backwards)
    if doubtful in rules:
        yield _note(doubtful, document, [span(order) for order in doubtful.function(found)])
    if interleaved in rules:
        left = [
            (start, end)
            for start, end in interleaved.function(document, lexicon)
            if not any(first < end and start < last for first, last in spans)
        ]
        yield _note(interleaved, document, left)


def idle(document: Document, rules: Sequence[Rule]) -> bool:
    """Whether all lines are paragraphs, and none are as wide as the lines near them."""
    if is_one_line(document):
        return True
    if has_whole_lines(document):
        return not may_be_backwards(document)
    return stand_apart(document) and not has_open_lines(document) and not are_near(document)


def _note(each: Rule, document: Document, spans: list[tuple[int, int]]) -> Proposal:
    """The notes of a rule on spans of the text."""
    starts, ends = zip(*spans, strict=True) if spans else ((), ())
    return Proposal(each, starts, ends, [document.text[start:end] for start, end in spans])


STAGE = Stage(
    "rows",
    (columns, turns, backwards, doubtful, interleaved),
    propose,
    asks_once=True,
    sets_lines=True,
    idle=idle,
)
