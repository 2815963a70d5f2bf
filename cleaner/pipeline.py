"""The run: each section of a source goes through the stages in order, every fix into the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from itertools import compress

import numpy as np

from cleaner.config import ConfigError, Settings, enabled, nearest
from cleaner.knowledge.lexicon import Lexicon
from cleaner.ledger.decisions import Decisions
from cleaner.ledger.fixes import Proposal, Stage, To
from cleaner.ledger.ledger import Ledger
from cleaner.ledger.merging import OverlapError, merge, replace, without_conflicts
from cleaner.ledger.records import Record, Recorded
from cleaner.ledger.rules import Rule, Safety
from cleaner.protected.notations.guard import Guard
from cleaner.protected.notations.recognise import recognised
from cleaner.protected.spans import spans, touched
from cleaner.stages import RULES, STAGES
from cleaner.stages.articles import Reading, read
from cleaner.text.characters import Flags, Ints
from cleaner.text.document import Article, Document, Source
from cleaner.text.sections import sections


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
        changes nothing: on a page that reads well the second pass is the last. What is no prose is
        looked for again only where some was found.
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
            seen = guard.view(record.document) if stage.sets_lines else record.document
            asked = stage.propose(seen, rules, self.lexicon, self.settings)
            proposals = guarded(guard, stage, asked)
            if stage.spares and proposals:
                proposals = spare(record.document, proposals, self.lexicon)
            if proposals:
                self._apply(record, proposals)
                guard = guard.after(record.steps[-1].step.forward)
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


def spare(document: Document, proposals: list[Proposal], lexicon: Lexicon) -> list[Proposal]:
    """The proposals without the fixes that touch a protected span.

    Kinds of spans that a rule names in `within` do not count.
    """
    kept = [_spared(document, proposal, lexicon) for proposal in proposals]
    return [proposal for proposal in kept if len(proposal)]


def _spared(document: Document, proposal: Proposal, lexicon: Lexicon) -> Proposal:
    found = [span for span in spans(document, lexicon) if span.kind not in proposal.rule.within]
    return _clear(proposal, partial(touched, found)) if found else proposal


def guarded(guard: Guard, stage: Stage, proposals: Iterable[Proposal]) -> list[Proposal]:
    """The proposals of a stage, empty ones left out, without the fixes that would change what is
    no prose.
    """
    kept = [proposal for proposal in proposals if len(proposal)]
    if guard:
        kept = [
            _clear(each, partial(guard.reached, each.rule.name, stage.sets_lines)) for each in kept
        ]
    return [proposal for proposal in kept if len(proposal)]


def _clear(proposal: Proposal, reached: Callable[[Ints, Ints], Flags]) -> Proposal:
    """A proposal without the fixes an edit of which is `reached`, a move also where it arrives."""
    starts, ends, after = proposal.columns()
    reaches = reached(np.array(starts, np.int64), np.array(ends, np.int64))
    if proposal.moves:
        goals = [goal.position if isinstance(goal, To) else 0 for goal in after]
        arrivals = np.array(goals, np.int64)
        reaches = reaches | reached(arrivals, arrivals)
    if not reaches.any():
        return proposal
    edits = range(len(starts)) if proposal.fixes is None else proposal.fixes
    bad = {number for number, is_bad in zip(edits, reaches.tolist(), strict=True) if is_bad}
    return proposal.keep([number not in bad for number in dict.fromkeys(edits)])


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


PASSES = 8  # over a section, at most; no text at hand needed more than four
