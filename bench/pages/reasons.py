"""How often each reason for a join is right: what makes "safe" a measured word.

    python -m bench.pages reasons CASES.jsonl

For each reason the joins that are applied and those that are only suggested, how many of them are
right, and the least chance from which on 99 in 100 are (`stages.lines.deciding.SURE` is set by that on tuning seeds
the trees were not fitted on).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np

from bench.tables import share, table
from cleaner.knowledge.lexicon import Lexicon
from cleaner.measure import plain
from cleaner.page.layout import Lines
from cleaner.stages.lines import REASONS
from cleaner.stages.lines.deciding import decide, verdicts
from cleaner.text.document import Document
from cleaner.wraps.hard_wrapped import hard_wrapped_gaps

from .cases import Case
from .check import whole_share
from .lessons import JOIN, UNKNOWN, gap_kinds, prepared
from .score import WHOLE

WANTED = 0.99
Judged = tuple[str, float, bool, bool]
"""A reason, the chance of the join, whether it is applied, and whether it is right."""


def report(cases: Iterable[Case]) -> str:
    """A row for each reason."""
    found: dict[str, list[tuple[float, bool, bool]]] = defaultdict(list)
    for reason, chance, safe, right in judged(cases):
        found[reason].append((chance, safe, right))
    rows = []
    for reason, joins in sorted(found.items()):
        safe = [right for _, applied, right in joins if applied]
        open_ = [right for _, applied, right in joins if not applied]
        rows.append((reason, len(safe), _right(safe), len(open_), _right(open_), _least(joins)))
    header = ("reason", "applied", "right", "suggested", "right", "99 in 100 from the chance")
    return table(header, rows)


def judged(cases: Iterable[Case]) -> Iterator[Judged]:
    """Every join that is more likely than not, of the texts that are in one piece."""
    lexicon = Lexicon.default()
    for case in map(prepared, cases):
        lines = Lines.of(Document(case.text))
        if len(lines) < 3 or whole_share(case.text, case.truth) < WHOLE:
            continue
        gaps = hard_wrapped_gaps(lines, lexicon)
        if gaps is None:
            continue
        decided = decide(gaps, lexicon)
        kinds = gap_kinds([plain(lines.text(line)) for line in range(len(lines))], case)
        for reason, mask, safe in verdicts(decided, REASONS):
            for gap in (mask & (kinds != UNKNOWN)).nonzero()[0].tolist():
                name = reason.name + (", across a blank line" if gaps.newlines[gap] > 1 else "")
                yield name, float(decided.chances[gap]), bool(safe[gap]), kinds[gap] == JOIN


def _right(joins: list[bool]) -> str:
    return share(sum(joins) / len(joins)) if joins else ""


def _least(joins: list[tuple[float, bool, bool]]) -> str:
    """The least chance such that of the joins from it on WANTED are right."""
    joins = sorted(joins, reverse=True)
    shares = np.cumsum([right for *_, right in joins]) / np.arange(1, len(joins) + 1)
    enough = (shares >= WANTED).nonzero()[0]
    return f"{joins[enough[-1]][0]:.2f}" if len(enough) else "none"
