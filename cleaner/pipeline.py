"""The run: a source goes through the stages in order, and every fix into the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import compress
from typing import TYPE_CHECKING

from cleaner.config import ConfigError, Settings, enabled, nearest
from cleaner.document import Article, Document, Source
from cleaner.fixes import (
    OverlapError,
    Proposal,
    Rule,
    Safety,
    Stage,
    merge,
    replace,
    without_conflicts,
)
from cleaner.ledger import Decisions, Ledger, Recorded
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
    """Clean `source`. Pure: the same arguments give the same result.

    The stages run again over what they made until nothing changes, so that cleaning the result
    changes nothing: on a page that reads well the second pass is the last.
    """
    settings = settings or Settings()
    lexicon = lexicon or Lexicon.default()
    ledger = Ledger(source, settings)
    document = Document(source.text)
    for _ in range(PASSES):
        before = document.text
        document = _pass(document, ledger, lexicon, decisions or Decisions())
        if document.text == before:
            break
        document = Document(document.text)
    return Result(document, ledger)


def _pass(document: Document, ledger: Ledger, lexicon: Lexicon, decisions: Decisions) -> Document:
    """One run through the stages. What is left open is recorded only if nothing is applied."""
    settings = ledger.settings
    first = len(ledger.steps)
    for stage, rules in plan(settings):
        proposals = [p for p in stage.propose(document, rules, lexicon, settings) if len(p)]
        if proposals:
            document = _apply(document, proposals, ledger, decisions)
    steps = ledger.steps[first:]
    if any(recorded.applied for recorded in steps):
        ledger.steps[first:] = [
            Recorded(each.step, each.applied, []) for each in steps if each.applied
        ]
    return document


def checked(settings: Settings, place: str) -> Settings:
    """The settings, if all they name are stages or rules.

    Raises ConfigError that names `place` and the nearest known name.
    """
    known = {stage.name for stage in STAGES} | set(RULES)
    for name in (*settings.only, *settings.skip, *settings.safe):
        if name not in known:
            raise ConfigError(f"{place}: no rule or stage {name!r}{nearest(name, known)}")
    return settings


@lru_cache(64)
def plan(settings: Settings) -> list[tuple[Stage, list[Rule]]]:
    """The stages that take part, each with its rules that do."""
    names = enabled(settings, RULES)
    parts = [(stage, [rule for rule in stage.rules if rule.name in names]) for stage in STAGES]
    return [(stage, rules) for stage, rules in parts if rules]


def _apply(
    document: Document, proposals: list[Proposal], ledger: Ledger, decisions: Decisions
) -> Document:
    """The document after those proposals that are safe or accepted; all go into the ledger."""
    applied, left = split(document.text, proposals, ledger, decisions)
    try:
        step = merge(document.text, applied)
    except OverlapError:
        applied, dropped = without_conflicts(document.text, applied)
        left += dropped
        step = merge(document.text, applied)
    ledger.steps.append(Recorded(step, applied, left))
    return replace(document, step) if applied else document


def split(
    text: str, proposals: list[Proposal], ledger: Ledger, decisions: Decisions
) -> tuple[list[Proposal], list[Proposal]]:
    """The proposals to apply, and those to record only."""
    trusted = ledger.settings.safe
    if not decisions:
        safe = [
            p.effective_safety is Safety.SAFE
            or (p.effective_safety is Safety.SUGGESTED and p.rule.name in trusted)
            for p in proposals
        ]
        return list(compress(proposals, safe)), [
            p for p, is_safe in zip(proposals, safe, strict=True) if not is_safe
        ]
    decisions = Decisions(decisions.accepted | {*trusted}, decisions.rejected)
    applied, left = [], []
    for proposal, fixes in zip(
        proposals, ledger.named(len(ledger.steps), text, proposals), strict=True
    ):
        wanted = [decisions.applies(fix, names) for fix, names in fixes]
        applied.append(proposal.keep(wanted))
        left.append(proposal.keep([not want for want in wanted]))
    return [p for p in applied if len(p)], [p for p in left if len(p)]


PASSES = 8  # no text at hand needed more than four
