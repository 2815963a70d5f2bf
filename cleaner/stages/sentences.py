"""A line for each sentence, for small diffs: runs only when `lines` is set to sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from cleaner.ledger.fixes import Proposal, Stage, each_rule
from cleaner.ledger.rules import Rule, rule
from cleaner.text.characters import BREAKS, CLOSE, OPEN, STOP, class_set
from cleaner.text.document import Document


@rule("sentences.break")
def sentence_break(document: Document, self: Rule) -> Iterable[Proposal]:
    """Each sentence gets a line of its own.

    ## Why
    A line end is put after 。！？ and the quotes and brackets that close with it; a sentence inside
    a quotation or brackets does not count. Only with `--lines sentence`.

    ## Examples
    Repairs: 会议召开。市长出席。 → 会议召开。⏎市长出席。
    Leaves: 他说：“好。我来。”

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if not document.has(STOP):
        return
    classes = document.classes
    depth = np.cumsum(class_set(OPEN)[classes].astype(np.int64) - class_set(CLOSE)[classes])
    base = np.maximum.accumulate(np.where(BREAKS[classes], np.arange(len(classes)), -1))
    start_depth = np.where(base >= 0, depth[base], 0)
    ended = class_set(STOP)[classes]
    for _ in range(3):  # 。 and up to three closing marks
        ended |= class_set(CLOSE)[classes] & np.append(False, ended[:-1])
    goes_on = class_set(STOP, CLOSE)[classes[1:]] | BREAKS[classes[1:]]
    places = (ended[:-1] & ~goes_on & (depth <= start_depth)[:-1]).nonzero()[0] + 1
    yield Proposal(self, places, places, "\n")


def _idle(document: Document, rules: Sequence[Rule]) -> bool:
    """Whether no sentence ends in a document."""
    return not document.has(STOP)


STAGE = Stage("sentences", (sentence_break,), each_rule, sets_lines=True, idle=_idle)
