"""Which rule joins two blocks, for each blank line in question."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.ledger.rules import Rule
from cleaner.wraps.fragments import Gap


def decide(gaps: list[Gap], rules: Sequence[Rule]) -> list[Rule | None]:
    """For each gap the rule that joins it, or None.

    What is joined to running text is running text: that may decide a gap beside it, so the gaps
    are asked again until nothing changes.
    """
    verdicts: list[Rule | None] = [None] * len(gaps)
    changed = True
    while changed:
        changed = False
        for index, gap in enumerate(gaps):
            if verdicts[index] is None:
                verdicts[index] = next((each for each in rules if each.function(gap)), None)
                if verdicts[index] is not None:
                    changed |= _unite(gap)
    return verdicts


def _unite(gap: Gap) -> bool:
    """Let both blocks be running text if one is; whether that changed what is known of either."""
    before, after = gap.before, gap.after
    known = (before.body, before.running, after.body, after.running)
    before.body = after.body = before.body or after.body
    before.running = after.running = True
    return known != (before.body, before.running, after.body, after.running)
