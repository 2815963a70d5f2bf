"""What a reviewer has done by hand goes into a record before all stages, and the rules leave it."""

from __future__ import annotations

import numpy as np

from cleaner.ledger.decisions import Decisions
from cleaner.ledger.fixes import Proposal
from cleaner.ledger.merging import OverlapError, Step, corrected, merge, without_conflicts
from cleaner.ledger.records import Record, Recorded
from cleaner.stages import blocks_by_hand, by_hand
from cleaner.text.characters import Ints


def put_first(record: Record, decisions: Decisions) -> None:
    """Put in what is written by hand, and blocks where they are wanted.

    What stands so by now is left alone, too.
    """
    section, placings = record.section, decisions.placings
    moves = blocks_by_hand.blocks(section, placings)
    stand = blocks_by_hand.characters(blocks_by_hand.standing(section, placings))
    marks = blocks_by_hand.marks(section, placings)
    found = [blocks_by_hand.characters([(start, end)]) for _, start, end in marks]
    if decisions.corrections:
        step = _written(record, decisions)
        if step:
            moves = [blocks_by_hand.after(each, step) for each in moves]
            stand, *found = (step.landing(each) for each in (stand, *found))
    if moves:
        step, lines = _moved(record, moves)
        record.written, stand, *found = map(step.landing, (record.written, stand, *found))
        stand = np.union1d(stand, step.landing(lines))
    record.placed = stand
    record.marks = [(each.kind, places) for (each, *_), places in zip(marks, found, strict=True)]
    if marks:
        _noted(
            record, [(each.why, places) for (each, *_), places in zip(marks, found, strict=True)]
        )


def _written(record: Record, decisions: Decisions) -> Step | None:
    """Put the corrections in, and keep which characters are by hand."""
    rule = by_hand.correction
    record.written = by_hand.standing(record.section, decisions.corrections)
    proposal: Proposal | None = rule.function(rule, record.section, decisions.corrections)
    if proposal is None:
        return None
    step = merge(record.document.text, [proposal])
    _applied(record, step, [proposal])
    replaced = np.array([p for s, e, *_ in step.rows for p in range(s, e)], np.int64)
    kept = np.setdiff1d(record.written, replaced)
    record.written = np.union1d(step.landing(kept), by_hand.put_in(step))
    return step


def _moved(record: Record, moves: list[blocks_by_hand.Placed]) -> tuple[Step, Ints]:
    """Move the blocks; the step, and their characters before it."""
    text, rule = record.document.text, blocks_by_hand.move
    proposals: list[Proposal] = [rule.function(rule, text, moves)]
    try:
        step = merge(text, proposals)
    except OverlapError:
        proposals, _ = without_conflicts(text, proposals)
        step = merge(text, proposals)
    _applied(record, step, proposals)
    return step, blocks_by_hand.characters((each.start, each.end) for each in moves)


def _applied(record: Record, step: Step, proposals: list[Proposal]) -> None:
    record.steps.append(Recorded(step, proposals, []))
    record.by_hand = len(record.steps)
    record.document = corrected(record.document, step)


def _noted(record: Record, marks: list[tuple[str, Ints]]) -> None:
    """Keep in the record what is said of articles, which changes no text."""
    text, rule = record.document.text, blocks_by_hand.article
    spans = [(why, int(each[0]), int(each[-1]) + 1) for why, each in marks if len(each)]
    if spans:
        step = merge(text, ())
        record.steps.append(
            Recorded(step, [], [rule.function(rule, text, sorted(spans, key=lambda s: s[1]))])
        )
        record.by_hand = len(record.steps)


def left_alone(record: Record, proposals: list[Proposal]) -> list[Proposal]:
    """The proposals without what would change what is by hand, or move what was put somewhere."""
    if len(record.written):
        proposals = by_hand.spared(proposals, record.now(record.written))
    if len(record.placed):
        proposals = blocks_by_hand.unmoved(proposals, record.now(record.placed))
    return proposals
