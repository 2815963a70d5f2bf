"""The note on a text whose repairs do not come to an end: the run makes it, no stage asks for it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from cleaner.ledger.fixes import Proposal
from cleaner.ledger.rules import Rule, Safety, rule


@rule("run.unsettled", safety=Safety.NOTE)
def unsettled(rule: Rule, text: str, start: int, end: int, rules: Iterable[str]) -> Proposal:
    """Repairs here call for each other without end.

    ## Why
    Each run through the stages found something to do in what the one before had made. So that
    cleaning the result changes nothing, the last repairs were taken back, if need be all of this
    section; what stands here should be looked at. Nothing is known to cause this: please report it.

    ## Examples
    Leaves: 会议召开。市长出席。

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    names = ", ".join(sorted(set(rules)))
    return Proposal(
        rule, [start], [end], text[start:end], f"{rule.summary}, those of {names}: taken back"
    )


def difference(text: str, other: str) -> tuple[int, int]:
    """The place in `text` that is not as in `other`: start and end in code points."""
    start = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(text, other, strict=False))
    )
    most = min(len(text), len(other)) - start
    ends = zip(reversed(text), reversed(other), strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], ends))
    return start, len(text) - min(same, most)
