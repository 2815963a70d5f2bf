"""All figures of a page, or of several added up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from cleaner.ledger.entries import Entry
from cleaner.ledger.undoing import replay
from cleaner.measure.align import align
from cleaner.measure.characters import balance, errors, harm
from cleaner.measure.decisions import Reason, Verdicts, judge
from cleaner.measure.headlines import Headlines, score_attachment
from cleaner.measure.order import score_order
from cleaner.measure.readings import Reading
from cleaner.measure.scores import Score, score_breaks, score_paragraphs

NONE = Score(0, 0, 0)
PER = 100_000  # characters of the truth that harm is told in
LOWER = {  # figures that are better the lower they are
    "wrong_moves", "lost", "made", "lost_of_source", "made_of_source", "unaccounted",
    "cer", "cer_of_source", "harm",
}  # fmt: skip


@dataclass(frozen=True)
class Figures:
    """Counts. None: what it needs was not given.

    `characters`: of the truth, blanks aside. `errors`: what the CER is made of, `errors_of_source`
    the same of the source. `unaccounted`: characters lost or made that no edit accounts for.
    """

    paragraphs: Score = NONE
    strict: Score = NONE
    order: Score = NONE
    characters: int = 0
    lost: int = 0
    made: int = 0
    errors: int = 0
    breaks: Score | None = None
    attached: Score | None = None
    exact: Score | None = None
    moved: int | None = None
    lost_of_source: int | None = None
    made_of_source: int | None = None
    errors_of_source: int | None = None
    harm: int | None = None
    unaccounted: int | None = None
    reasons: dict[Reason, Verdicts] = field(default_factory=dict)

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            *(_sum(getattr(self, key.name), getattr(other, key.name)) for key in fields(self))
        )

    def named(self) -> dict[str, float | int | None]:
        """Every figure by its name, None where it is absent."""
        scores = {
            "break": self.breaks,
            "paragraph": self.paragraphs,
            "strict": self.strict,
            "attachment": self.attached,
            "headline": self.exact,
        }
        shares = {
            f"{name}_{kind}": None if score is None else getattr(score, kind)
            for name, score in scores.items()
            for kind in ("precision", "recall", "f1")
        }
        return shares | {
            "wrong_moves": self.moved,
            "order": self.order.recall,
            "lost": self.lost,
            "made": self.made,
            "lost_of_source": self.lost_of_source,
            "made_of_source": self.made_of_source,
            "unaccounted": self.unaccounted,
            "cer": self._per(self.errors),
            "cer_of_source": self._per(self.errors_of_source),
            "harm": self._per(self.harm, PER),
        }

    def precisions(self) -> dict[str, float | None]:
        """For each rule the precision of what it applied, None where nothing can be judged."""
        rules: dict[str, Verdicts] = {}
        for reason, verdicts in self.reasons.items():
            if reason.applied:
                rules[reason.rule] = rules.get(reason.rule, Verdicts()) + verdicts
        return {rule: verdicts.precision for rule, verdicts in sorted(rules.items())}

    def _per(self, count: int | None, characters: int = 1) -> float | None:
        return None if count is None else characters * count / max(1, self.characters)


def _sum(one: Any, other: Any) -> Any:
    """Both together; what is absent adds nothing."""
    if one is None or other is None:
        return other if one is None else one
    if isinstance(one, dict):
        return one | {key: one.get(key, Verdicts()) + value for key, value in other.items()}
    return one + other


def measure(
    output: Reading,
    truth: Reading,
    source: str | None = None,
    entries: Sequence[Entry] | None = None,
) -> Figures:
    """Hold an output against the truth. `source`: the text before, with `\\n` at its line ends.

    `entries`: of the ledger; they need the source. Raises LedgerError where they do not fit it.
    """
    given, wanted = output.paragraphs, truth.paragraphs
    alignment = align(given, wanted)
    lost, made = balance(given, wanted)
    more: dict[str, Any] = {}
    if output.tells_articles and truth.tells_articles:
        heads: Headlines = score_attachment(output, truth, alignment)
        more |= {"attached": heads.attached, "exact": heads.exact, "moved": heads.moved}
    if source is not None:
        lines = [line for line in source.split("\n") if line.strip()]
        before = align(lines, wanted)
        more["breaks"] = score_breaks(given, wanted, lines)
        more["lost_of_source"], more["made_of_source"] = balance(given, lines)
        more["errors_of_source"] = errors(before)
        more["harm"] = harm(before, alignment, (lines, given, wanted))
    if source is not None and entries is not None:
        more["unaccounted"] = sum(balance(given, [replay(source, list(entries))]))
        more["reasons"] = judge(source, entries, truth)
    return Figures(
        paragraphs=score_paragraphs(given, wanted),
        strict=Score.of(given, wanted),
        order=score_order(alignment),
        characters=sum(map(len, alignment.truth)),
        lost=lost,
        made=made,
        errors=errors(alignment),
        **more,
    )
