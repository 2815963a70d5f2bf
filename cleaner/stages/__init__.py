"""The stages in their order, which is read here and nowhere else."""

from __future__ import annotations

from cleaner.ledger.fixes import Stage
from cleaner.ledger.rules import Rule
from cleaner.stages import (
    articles,
    blocks,
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
