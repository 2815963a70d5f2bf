"""The stages in their order, which is read here and nowhere else."""

from __future__ import annotations

from cleaner.ledger.fixes import Stage
from cleaner.ledger.rules import Rule
from cleaner.stages import (
    articles,
    blocks,
    blocks_by_hand,
    by_hand,
    columns,
    glyphs,
    lines,
    marks,
    misreadings,
    names,
    rows,
    script,
    sentences,
    spaces,
    unsettled,
)

STAGES: tuple[Stage, ...] = (
    glyphs.STAGE,
    rows.STAGE,
    blocks.STAGE,
    lines.STAGE,
    columns.STAGE,
    articles.STAGE,
    misreadings.STAGE,
    marks.STAGE,
    spaces.STAGE,
    script.STAGE,
    names.STAGE,
    sentences.STAGE,
)

RULES: dict[str, Rule] = {rule.name: rule for stage in STAGES for rule in stage.rules}

OF_THE_RUN: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        by_hand.correction,
        blocks_by_hand.move,
        blocks_by_hand.article,
        unsettled.unsettled,
    )
}
"""Rules that no stage asks, and no setting names: the run itself does."""
