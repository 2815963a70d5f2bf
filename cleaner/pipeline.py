"""The run: a source goes through the stages in order, and every fix into the ledger."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from cleaner.config import Settings, enabled
from cleaner.document import Article, Document, Source
from cleaner.fixes import Conflict, Proposal, Rule, Safety, Stage, merge, replace, without_conflicts
from cleaner.ledger import Decisions, Ledger, Recorded, identify
from cleaner.lexicon import Lexicon
from cleaner.stages import RULES, STAGES

if TYPE_CHECKING:
    from cleaner.stages.articles import Reading


@dataclass
class Result:
    """What a run gives back: the clean document, and the ledger of how it came about."""

    document: Document
    ledger: Ledger

    @property
    def text(self) -> str:
        """The clean text, with the line ends of the source."""
        return self.ledger.source.restore(self.document.text)

    @cached_property
    def reading(self) -> Reading:
        """The articles of the clean text, and what stands outside them."""
        from cleaner.stages.articles import read

        return read(self.document)

    @property
    def articles(self) -> list[Article]:
        return self.reading.articles

    @property
    def furniture(self) -> list[str]:
        """Page numbers, mastheads, staff lines, index teasers: what belongs to no article."""
        return self.reading.furniture


def run(
    source: Source,
    settings: Settings | None = None,
    lexicon: Lexicon | None = None,
    decisions: Decisions | None = None,
) -> Result:
    """Clean `source`. Pure: the same arguments give the same result."""
    settings = settings or Settings()
    lexicon = lexicon or Lexicon.default()
    document = Document(source.text)
    ledger = Ledger(source, settings)
    seen: Counter[str] = Counter()
    for stage, rules in plan(settings):
        proposals = [p for p in stage.propose(document, rules, lexicon, settings) if len(p)]
        if proposals:
            document = _apply(document, proposals, ledger, decisions, seen)
    return Result(document, ledger)


@lru_cache(64)
def plan(settings: Settings) -> list[tuple[Stage, list[Rule]]]:
    """The stages that take part, each with its rules that do."""
    names = enabled(settings, RULES)
    parts = [(stage, [rule for rule in stage.rules if rule.name in names]) for stage in STAGES]
    return [(stage, rules) for stage, rules in parts if rules]


def _apply(
    document: Document,
    proposals: list[Proposal],
    ledger: Ledger,
    decisions: Decisions | None,
    seen: Counter[str],
) -> Document:
    """The document after those proposals that are safe or accepted; all go into the ledger."""
    applied, left = split(document.text, proposals, decisions, seen)
    try:
        step = merge(document.text, applied)
    except Conflict:
        applied, dropped = without_conflicts(document.text, applied)
        left += dropped
        step = merge(document.text, applied)
    ledger.steps.append(Recorded(step, applied, left))
    return replace(document, step) if applied else document


def split(
    text: str, proposals: list[Proposal], decisions: Decisions | None, seen: Counter[str]
) -> tuple[list[Proposal], list[Proposal]]:
    """The proposals to apply, and those to record only."""
    if not decisions:
        return (
            [p for p in proposals if p.effective_safety is Safety.SAFE],
            [p for p in proposals if p.effective_safety is not Safety.SAFE],
        )
    applied, left = [], []
    for proposal in proposals:
        wanted = [
            decisions.applies(fix, identify(fix, text, seen)) for fix in proposal.listed()
        ]
        applied.append(proposal.keep(wanted))
        left.append(proposal.keep([not want for want in wanted]))
    return [p for p in applied if len(p)], [p for p in left if len(p)]
