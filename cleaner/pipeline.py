"""The run: each section of a source goes through the stages in order, every fix into the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import compress
from typing import TYPE_CHECKING

from cleaner.config import ConfigError, Settings, enabled, nearest
from cleaner.knowledge.lexicon import Lexicon
from cleaner.ledger.fixes import (
    OverlapError,
    Proposal,
    Rule,
    Safety,
    Stage,
    merge,
    replace,
    without_conflicts,
)
from cleaner.ledger.ledger import Decisions, Ledger, Record, Recorded
from cleaner.protected.notations.guard import Guard
from cleaner.protected.notations.recognise import recognised
from cleaner.protected.spans import spare
from cleaner.stages import RULES, STAGES
from cleaner.text.document import Article, Document, Source
from cleaner.text.sections import sections

if TYPE_CHECKING:
    from cleaner.stages.articles import Reading


@dataclass
class Result:
    """What a run gives back: the ledger, and in its records the clean text."""

    ledger: Ledger

    @cached_property
    def document(self) -> Document:
        """The clean text, with `\\n` at its line ends."""
        documents = [record.document for record in self.ledger.records]
        if len(documents) == 1:
            return documents[0]
        return Document("".join(document.text for document in documents))

    @property
    def text(self) -> str:
        """The clean text, with the line ends of the source."""
        return self.ledger.source.restore(self.document.text)

    @cached_property
    def readings(self) -> list[Reading]:
        """The articles of each section, and what stands outside them."""
        return [reading(record) for record in self.ledger.records]

    @property
    def articles(self) -> list[Article]:
        return [article for each in self.readings for article in each.articles]

    @property
    def furniture(self) -> list[str]:
        """Page numbers, mastheads, staff lines, index teasers: what belongs to no article."""
        return [line for each in self.readings for line in each.furniture]


def reading(record: Record) -> Reading:
    """The articles of a section, and what stands outside them."""
    from cleaner.stages.articles import read

    return read(record.document)


def run(
    source: Source,
    settings: Settings | None = None,
    lexicon: Lexicon | None = None,
    decisions: Decisions | None = None,
) -> Result:
    """Clean `source`. Pure: the same arguments give the same result."""
    settings = settings or Settings()
    records = list(stream(source, settings, lexicon, decisions))
    return Result(Ledger(source, settings, records))


def stream(
    source: Source,
    settings: Settings | None = None,
    lexicon: Lexicon | None = None,
    decisions: Decisions | None = None,
) -> Iterator[Record]:
    """Clean `source` section by section; what is done with one is not kept for the next."""
    work = Work(settings or Settings(), lexicon or Lexicon.default(), decisions or Decisions())
    start = made = 0
    for section in sections(source.pieces()):
        record = Record(
            section, source.newline, start, made, Document(section.text, last=section.last)
        )
        work.clean(record, source.name)
        yield record
        start += len(source.restore(section.text))
        made += len(record.document.text)


@dataclass(frozen=True)
class Work:
    """What is to be done, the same for every section."""

    settings: Settings
    lexicon: Lexicon
    decisions: Decisions

    def clean(self, record: Record, name: str = "") -> None:
        """Clean a section of the source `name`, and keep in the record what was done.

        The stages run again over what they made until nothing changes, so that cleaning the result
        changes nothing: on a page that reads well the second pass is the last.
        """
        guard = self._guard(record.document, name)
        record.apart = guard.sizes
        for number in range(PASSES):
            before = record.document
            if number and guard:
                guard = self._guard(before, name)
            self._pass(record, guard)
            if record.document.text == before.text:
                break
            record.document = Document(record.document.text, last=before.last)

    def _guard(self, document: Document, name: str) -> Guard:
        """What of a document is no prose, unless all is to be taken for prose."""
        return Guard(() if self.settings.prose == "any" else tuple(recognised(document, name)))

    def _pass(self, record: Record, guard: Guard) -> None:
        """One run through the stages.

        What is left open is recorded of the stages that ask once in the first run, of the others in
        the last one, where nothing is applied: until then they will ask again.
        """
        first = len(record.steps)
        asking: list[Stage] = []
        for stage, rules in plan(self.settings):
            document = record.document
            seen = guard.view(document) if stage.sets_lines else document
            asked = stage.propose(seen, rules, self.lexicon, self.settings)
            proposals = guard.spare(stage, (proposal for proposal in asked if len(proposal)))
            if stage.spares and proposals:
                proposals = spare(document, proposals, self.lexicon)
            if proposals:
                self._apply(record, proposals)
                guard = guard.after(record.steps[-1].step)
                asking.append(stage)
        steps = record.steps[first:]
        last = not any(recorded.applied for recorded in steps)
        counts = {True: not first, False: last}  # by whether a stage asks once
        kept = [
            Recorded(each.step, each.applied, each.open if counts[stage.asks_once] else [])
            for stage, each in zip(asking, steps, strict=True)
        ]
        record.steps[first:] = [each for each in kept if each.applied or each.open]

    def _apply(self, record: Record, proposals: list[Proposal]) -> None:
        """Apply those proposals that are safe or accepted; all go into the record."""
        document = record.document
        applied, left = self._split(record, proposals)
        try:
            step = merge(document.text, applied)
        except OverlapError:
            applied, dropped = without_conflicts(document.text, applied)
            left += dropped
            step = merge(document.text, applied)
        record.steps.append(Recorded(step, applied, left))
        if applied:
            record.document = replace(document, step)

    def _split(
        self, record: Record, proposals: list[Proposal]
    ) -> tuple[list[Proposal], list[Proposal]]:
        """The proposals to apply, and those to record only."""
        trusted = self.settings.trusted
        if not self.decisions:
            safe = [
                p.effective_safety is Safety.SAFE
                or (p.effective_safety is Safety.SUGGESTED and p.rule.name in trusted)
                for p in proposals
            ]
            return list(compress(proposals, safe)), [
                p for p, is_safe in zip(proposals, safe, strict=True) if not is_safe
            ]
        decisions = Decisions(self.decisions.accepted | {*trusted}, self.decisions.rejected)
        applied, left = [], []
        named = record.named(len(record.steps), record.document.text, proposals)
        for proposal, fixes in zip(proposals, named, strict=True):
            wanted = [decisions.applies(fix, names) for fix, names in fixes]
            applied.append(proposal.keep(wanted))
            left.append(proposal.keep([not want for want in wanted]))
        return [p for p in applied if len(p)], [p for p in left if len(p)]


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


PASSES = 8  # no text at hand needed more than four
