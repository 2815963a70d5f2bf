"""The run: each section of a source goes through the stages in order, every fix into the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from itertools import compress
from typing import Any

from cleaner.config import ConfigError, Settings, make, nearest
from cleaner.knowledge.lexicon import Lexicon
from cleaner.ledger.decisions import Decisions
from cleaner.ledger.fixes import Proposal, Stage
from cleaner.ledger.ledger import Ledger
from cleaner.ledger.merging import OverlapError, merge, replace, without_conflicts
from cleaner.ledger.records import Record, Recorded
from cleaner.ledger.rules import Rule, Safety
from cleaner.protected.notations.guard import Guard
from cleaner.protected.notations.recognise import recognised
from cleaner.protected.spans import spans, touched
from cleaner.stages import RULES, STAGES, damaged_bytes, misreadings
from cleaner.stages.articles import Reading, read
from cleaner.stages.first_by_hand import left_alone, put_first
from cleaner.stages.planning import Part, parts
from cleaner.stages.unsettled import difference, unsettled
from cleaner.text import signs
from cleaner.text.document import Article, Document, Source
from cleaner.text.sections import sections


@dataclass(repr=False)
class Result:
    """What a run gives back: the ledger, and in its records the clean text."""

    ledger: Ledger

    def __repr__(self) -> str:
        return f"Result({len(self.document.text)} characters, {self.ledger!r})"

    def __getstate__(self) -> dict[str, Ledger]:
        return {"ledger": self.ledger}

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
        """The stories of the page, in the order of the text."""
        return [article for each in self.readings for article in each.articles]

    @property
    def furniture(self) -> list[str]:
        """Page numbers, mastheads, staff lines, index teasers: what belongs to no article."""
        return [line for each in self.readings for line in each.furniture]


def reading(record: Record) -> Reading:
    """The articles of a section, and what stands outside them."""
    return read(record.document, [(kind, record.now(each)) for kind, each in record.marks])


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
    work = Work(
        settings or Settings(), lexicon or Lexicon.default(), decisions or UNDECIDED, source.title
    )
    start = made = place = 0
    for section in sections(source.pieces()):
        end = place + len(section.text)
        sure = (
            source.located.confidences(place, end) if source.located and work.asks_engine else None
        )
        document = Document(
            section.text, last=section.last, sure=sure,
            wraps=source.wraps_in(place, end), sizes=source.sizes_in(place, end),
            firsts=source.firsts_in(place, end),
        )  # fmt: skip
        record = Record(section, source.newline, start, made, document, located=source.located)
        work.clean(record)
        yield record
        if not section.last:
            record.document.forget()
        start += len(source.restore(section.text))
        place += len(section.text)
        made += len(record.document.text)


UNDECIDED = Decisions()
GUARD = "notations"  # its name in the analyses of a document


@dataclass(frozen=True)
class Work:
    """What is to be done, the same for every section."""

    settings: Settings
    lexicon: Lexicon
    decisions: Decisions
    name: str = ""  # of the source

    @cached_property
    def parts(self) -> list[Part]:
        """The stages that take part."""
        return parts(self.settings)

    @property
    def asks_engine(self) -> bool:
        """Whether it is asked how sure an OCR engine was."""
        return any(stage is misreadings.STAGE for stage, *_ in self.parts)

    def clean(self, record: Record) -> None:
        """Clean a section, and keep in the record what was done.

        The stages run again over what they made until nothing changes, so that cleaning the result
        changes nothing: on a page that reads well the second pass is the last. Where they come back
        to a text they had before, or to no end, steps are taken back.
        """
        if self.decisions:
            put_first(record, self.decisions)
        record.notations = lambda text: self._recognised(Document(text)).sizes
        # The text of each pass, and the steps before it.
        found = {record.document.text: record.by_hand}
        for _ in range(PASSES):
            if not self._pass(record):
                return
            text = record.document.text
            record.document.forget()
            before = record.document
            record.document = Document(
                text, last=before.last, sure=before.sure, sizes=before.sizes, firsts=before.firsts
            )
            if text in found:
                self._go_round(record, found, text)
                return
            found[text] = len(record.steps)
        self._take_back(record, found, next(iter(found)), text)

    def _guard(self, document: Document) -> Guard:
        """What of a document is no prose, unless all is to be taken for prose."""
        guard: Guard | None = document.analyses.get(GUARD)
        if guard is None:
            guard = document.analyses[GUARD] = self._recognised(document)
        return guard

    def _recognised(self, document: Document) -> Guard:
        any_text = self.settings.prose == "any"
        return Guard(() if any_text else tuple(recognised(document, self.name)))

    def _go_round(self, record: Record, found: dict[str, int], text: str) -> None:
        """Settle on one of the texts that the passes make of each other, whichever was the first.

        Where it is one alone its repairs cancel out, and nothing has happened.
        """
        texts = [*found]
        ring = texts[texts.index(text) :]
        chosen = min(ring)
        after = ring[(ring.index(chosen) + 1) % len(ring)]
        self._take_back(record, found, chosen, after)

    def _take_back(self, record: Record, found: dict[str, int], text: str, other: str) -> None:
        """Go back to `text`, noting where the passes make `other` of it, if that is another.

        The stages are asked once more for what they suggest, and nothing is applied.
        """
        size = found[text]
        rules = [p.rule.name for step in record.steps[size:] for p in step.applied]
        record.document = Document(text, last=record.document.last)
        del record.steps[size:]
        asked = [(stage, self._split(record, each)[1]) for stage, each in self._asked(record)]
        steps = [
            Recorded(merge(text, ()), [], left)
            for stage, left in asked
            if left and not (size > record.by_hand and stage.asks_once)
        ]
        if other != text:
            note = unsettled.function(unsettled, text, *difference(text, other), rules)
            steps.append(Recorded(merge(text, ()), [], [note]))
        record.steps += steps

    def _asked(self, record: Record) -> Iterator[tuple[Stage, list[Proposal]]]:
        """What each stage that has anything to propose does, of the document as it then is."""
        for stage, rules, bits in self.parts:
            if bits and not bits & signs.found(record.document):
                continue
            try:
                proposals = self._proposals(record.document, stage, rules)
                proposals = left_alone(record, proposals) if proposals else []
            except Exception as error:
                error.add_note(f"the stage {stage.name}")
                raise
            if proposals:
                yield stage, proposals

    def _proposals(self, document: Document, stage: Stage, rules: Sequence[Rule]) -> list[Proposal]:
        """What a stage proposes, without what reaches into no prose, spans or damaged bytes."""
        rules = stage.asked(document, rules)
        if not rules:
            return []
        seen = self._guard(document).view(document) if stage.sets_lines else document
        asked = stage.propose(seen, rules, self.lexicon, self.settings)
        proposals = [proposal for proposal in asked if len(proposal)]
        if not proposals:
            return []
        proposals = guarded(self._guard(document), stage, proposals)
        if stage.spares and proposals:
            proposals = spare(document, proposals, self.lexicon)
        if self.settings.errors != "strict" and stage is not damaged_bytes.STAGE:
            found = damaged_bytes.zones(document)
            if found:
                proposals = [each.without(partial(touched, found)) for each in proposals]
                proposals = [each for each in proposals if len(each)]
        return proposals

    def _pass(self, record: Record) -> bool:
        """One run through the stages; whether anything was applied.

        What is left open is recorded of the stages that ask once in the first run, of the others in
        the last one, where nothing is applied: until then they will ask again.
        """
        first = len(record.steps)
        asking: list[Stage] = []
        for stage, proposals in self._asked(record):
            self._apply(record, stage, proposals)
            asking.append(stage)
        steps = record.steps[first:]
        last = not any(recorded.applied for recorded in steps)
        counts = {True: first == record.by_hand, False: last}  # by whether a stage asks once
        kept = [
            Recorded(each.step, each.applied, each.open if counts[stage.asks_once] else [])
            for stage, each in zip(asking, steps, strict=True)
        ]
        record.steps[first:] = [each for each in kept if each.applied or each.open]
        return not last

    def _apply(self, record: Record, stage: Stage, proposals: list[Proposal]) -> None:
        """Apply those proposals that are safe or accepted; all go into the record."""
        document = record.document
        applied, left = self._split(record, proposals)
        if stage.falls_back:
            applied, dropped = without_conflicts(document.text, applied)
            left += dropped
        try:
            step = merge(document.text, applied)
        except OverlapError:
            applied, dropped = without_conflicts(document.text, applied)
            left += dropped
            step = merge(document.text, applied)
        record.steps.append(Recorded(step, applied, left))
        if applied:
            guard = self._guard(document)
            if not record.changed:
                record.apart = guard.sizes
            guard = guard.after(step.forward)
            record.document = replace(document, step)
            record.document.analyses[GUARD] = guard
            document.forget()

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
    return proposal.without(partial(touched, found)) if found else proposal


def guarded(guard: Guard, stage: Stage, proposals: Iterable[Proposal]) -> list[Proposal]:
    """The proposals of a stage without the fixes that would change no prose."""
    if not guard:
        return list(proposals)
    kept = [
        each.without(partial(guard.reached, each.rule.name, stage.sets_lines)) for each in proposals
    ]
    return [proposal for proposal in kept if len(proposal)]


def checked(settings: Settings, place: str) -> Settings:
    """The settings, if all they name are stages or rules.

    Raises ConfigError that names `place` and the nearest known name.
    """
    known = {stage.name for stage in STAGES} | set(RULES)
    for name in (*settings.only, *settings.skip, *settings.safe):
        if name not in known:
            raise ConfigError(f"{place}: no rule or stage {name!r}{nearest(name, known)}")
    return settings


def chosen(values: Mapping[str, Any]) -> Settings:
    """The settings of keywords, checked, once as long as they are the same. Raises ConfigError."""
    try:
        return _chosen(**values)
    except TypeError:  # of values that cannot be kept
        return checked(make(values, "settings"), "settings")


@lru_cache(64, typed=True)
def _chosen(**values: Any) -> Settings:
    return checked(make(values, "settings"), "settings")


PASSES = 8  # over a section, at most, and a record has room for its steps; none at hand needed five
