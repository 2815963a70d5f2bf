"""One input cleaned into drafts: the work of `clean`, in whichever process."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cleaner import pipeline
from cleaner.cli.deciding import decided
from cleaner.cli.inputs import Input, Options
from cleaner.config import Settings
from cleaner.files.drafts import Draft
from cleaner.files.paths import encoded
from cleaner.ledger.decisions import Decisions
from cleaner.ledger.ledger import Numbering, head, in_utf_8
from cleaner.ledger.records import Counts, Record, total, undecided
from cleaner.output import FORMS
from cleaner.text.document import Source


@dataclass(frozen=True)
class Task:
    """An input, and where its text and its ledger go: standard output, nowhere if None."""

    item: Input
    target: Path | None
    ledger: Path | None


WHOLE = 0.9  # of the characters of a text, those that make it no prose as a whole


@dataclass
class Cleaned:
    """What is to be written for one input, and what the summary says of it."""

    name: str
    encoding: str
    text: Draft
    ledger: Draft | None
    changed: bool = False
    counts: Counts = field(default=Counts(0, 0))
    complaints: tuple[str, ...] = ()  # of decisions that do not fit
    characters: int = 0
    apart: dict[str, int] = field(default_factory=dict)  # characters of each notation
    left_out: bool = False  # no prose, and only prose is asked for

    @property
    def kind(self) -> str:
        """What the text is as a whole, if it is no prose; else nothing."""
        if sum(self.apart.values()) < WHOLE * self.characters or not self.apart:
            return ""
        return max(self.apart, key=lambda kind: self.apart[kind])

    def discard(self) -> None:
        """Keep nothing of what has not been written."""
        self.text.discard()
        if self.ledger:
            self.ledger.discard()


def clean_one(task: Task, options: Options, to: str, encoding: str | None) -> Cleaned:
    """Clean one input and put it into drafts. Raises an error of `inputs.EXPECTED`.

    `encoding`: of text; None for the encoding and the byte-order mark of the source.
    """
    prepared = decided(task.item, options)
    source, settings = prepared.source, prepared.settings
    drafts = Draft(task.target), Draft(task.ledger) if task.ledger else None
    cleaned = Cleaned(source.name, source.encoding, *drafts)
    cleaned.complaints = prepared.complaints
    stream = pipeline.stream(source, settings, prepared.lexicon, prepared.decisions)
    records = _counted(stream, cleaned, prepared.decisions)
    if cleaned.ledger:
        records = _kept(records, source, settings, cleaned.ledger)
    how = (encoding or "utf-8", b"")
    if to == "text" and encoding is None:
        how = (source.encoding, source.byte_order_mark)
    try:
        for data in encoded(FORMS[to](source, records), *how, source.name):
            cleaned.text.write(data)
        cleaned.text.close()
        cleaned.left_out = settings.prose == "only" and bool(cleaned.kind)
    except BaseException:
        cleaned.discard()
        raise
    return cleaned


def _counted(
    records: Iterable[Record], cleaned: Cleaned, decisions: Decisions | None
) -> Iterator[Record]:
    """The records, and their fixes counted as they pass."""
    for record in records:
        cleaned.changed |= record.changed
        cleaned.characters += len(record.section.text.strip())
        for kind, size in record.apart.items():
            cleaned.apart[kind] = cleaned.apart.get(kind, 0) + size
        counts = undecided(record, decisions) if decisions else record.count()
        cleaned.counts = total((cleaned.counts, counts))
        yield record


def _kept(
    records: Iterable[Record], source: Source, settings: Settings, draft: Draft
) -> Iterator[Record]:
    """The records, and their entries written as they pass.

    The first line is written anew in the end, when the digest of the result is known.
    """
    digest = hashlib.sha256()
    numbering = Numbering()
    draft.write(_line(head(source, settings, digest.hexdigest())))
    for record in records:
        digest.update(in_utf_8(record.document.text))
        draft.write(b"".join(_line(entry.as_line()) for entry in numbering.entries(record)))
        yield record
    draft.begin_with(_line(head(source, settings, digest.hexdigest())))


def _line(text: str) -> bytes:
    return text.encode() + b"\n"
