"""One input cleaned into drafts: the work of `clean`, in whichever process."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from cleaner import pipeline
from cleaner.cli.deciding import decided
from cleaner.cli.inputs import Input, Options
from cleaner.config import Settings
from cleaner.files.coding import InputError, decoded, encoded
from cleaner.files.drafts import Draft
from cleaner.files.encodings import written_as
from cleaner.ledger.decisions import Decisions
from cleaner.ledger.ledger import Numbering, head, in_utf_8
from cleaner.ledger.records import Counts, Record, total, undecided
from cleaner.output import FORMS
from cleaner.output.same import WORDS, Asked
from cleaner.text.document import Source


@dataclass(frozen=True)
class Task:
    """An input, and where its text and its ledger go: standard output, nowhere if None.

    `in_place`: the text goes where it came from.
    """

    item: Input
    target: Path | None
    ledger: Path | None
    in_place: bool = False

    @property
    def name(self) -> str:
        """What to call it in a message."""
        return self.item.name


SAME = "same"
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
    replaces: str = ""  # the digest of the source whose place it takes
    characters: int = 0
    apart: dict[str, int] = field(default_factory=dict)  # characters of each notation
    left_out: bool = False  # no prose, and only prose is asked for
    # Other files, by their names, each with the digest of what it was.
    beside: list[tuple[str, Draft, str]] = field(default_factory=list)
    told: list[tuple[str, Draft]] = field(default_factory=list)  # those that tell of these

    @property
    def kind(self) -> str:
        """What the text is as a whole, if it is no prose; else nothing."""
        if sum(self.apart.values()) < WHOLE * self.characters or not self.apart:
            return ""
        return max(self.apart, key=lambda kind: self.apart[kind])

    def _others(self) -> Iterator[Draft]:
        """The drafts of files beside the text."""
        yield from (draft for _, draft, _ in self.beside)
        yield from (draft for _, draft in self.told)

    def discard(self) -> None:
        """Keep nothing of what has not been written."""
        for draft in (self.text, self.ledger, *self._others()):
            if draft:
                draft.discard()


class Stored(NamedTuple):
    """How a text is written."""

    encoding: str = "utf-8"
    mark: bytes = b""

    def described(self) -> dict[str, str]:
        """For the head of a ledger."""
        return {"encoding": self.encoding, "byte_order_mark": self.mark.hex()}


def clean_one(
    task: Task,
    options: Options,
    to: str,
    encoding: str | None,
    shown: bool = False,
    asked: Asked = WORDS,
) -> Cleaned:
    """Clean one input and put it into drafts. Raises an error of `inputs.EXPECTED`.

    `encoding`: of the output; None for UTF-8, and for text that of the source, but where it is only
    `shown` on a terminal. `asked`: of files in their own form.
    """
    prepared = decided(task.item, options)
    source, settings = prepared.source, prepared.settings
    same_form = to == SAME and source.located is not None
    to = "text" if to == SAME else to
    if task.in_place and source.format and not same_form:
        raise InputError(f"{task.name}: --in-place writes text, and this is {source.format}")
    drafts = Draft(task.target), Draft(task.ledger) if task.ledger else None
    cleaned = Cleaned(source.name, source.encoding, *drafts)
    cleaned.complaints = prepared.complaints
    same = Stored(source.encoding, source.byte_order_mark)
    how = same if to == "text" and not shown else Stored()
    if encoding is not None:
        how = Stored(*written_as(encoding))
        cleaned.changed = how != same
    if task.in_place:
        cleaned.replaces = source.sha256
    stream = pipeline.stream(source, settings, prepared.lexicon, prepared.decisions)
    records = _counted(stream, cleaned, prepared.decisions)
    if cleaned.ledger:
        stored = how.described() if encoding is not None and how != same else None
        records = _kept(records, source, settings, cleaned.ledger, stored)
    keeps = source.keeps and (how == same or shown)
    pieces = FORMS[to](source, records)
    try:
        if same_form:
            _put_back(cleaned, task, source, records, asked)
        elif keeps and to == "text" and not shown:
            _write_kept(cleaned.text, pieces, how, source.name)
        else:
            for data in encoded(pieces, *how, source.name, keeps):
                cleaned.text.write(data)
            cleaned.text.close()
        cleaned.left_out = settings.prose == "only" and bool(cleaned.kind)
    except BaseException:
        cleaned.discard()
        raise
    return cleaned


def _put_back(
    cleaned: Cleaned, task: Task, source: Source, records: Iterable[Record], asked: Asked
) -> None:
    """Write the source again with what became of its words."""
    from cleaner.cli.back import put_back, with_files

    back = put_back(cleaned.text, source, records, task.item.folder, task.target, asked)
    cleaned.beside, cleaned.changed, cleaned.told = back.beside, back.changed, back.told
    if cleaned.ledger:
        cleaned.ledger = with_files(cleaned.ledger, back.files, task.ledger)


def _write_kept(draft: Draft, pieces: Iterable[str], how: Stored, name: str) -> None:
    """Write a text with damaged bytes, and see that it reads the same again.

    Raises InputError where it does not: bytes may mean something else beside other ones.
    """
    digest = hashlib.sha256()

    def passed() -> Iterator[str]:
        for piece in pieces:
            digest.update(in_utf_8(piece))
            yield piece

    for data in encoded(passed(), *how, name, True):
        draft.write(data)
    draft.close()
    again = hashlib.sha256()
    for piece in decoded(draft.opened, len(how.mark), how.encoding, True):
        again.update(in_utf_8(piece))
    if again.digest() != digest.digest():
        raise InputError(f"{name}: the damaged bytes would not read the same; try --errors replace")


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
    records: Iterable[Record],
    source: Source,
    settings: Settings,
    draft: Draft,
    stored: dict[str, str] | None,
) -> Iterator[Record]:
    """The records, and their entries written as they pass. `stored`: see `ledger.head`.

    The first line is written anew in the end, when the digest of the result is known.
    """
    digest = hashlib.sha256()
    numbering = Numbering()
    draft.write(_line(head(source, settings, digest.hexdigest(), stored)))
    for record in records:
        digest.update(in_utf_8(record.document.text))
        draft.write(b"".join(_line(entry.as_line()) for entry in numbering.entries(record)))
        yield record
    draft.begin_with(_line(head(source, settings, digest.hexdigest(), stored)))


def _line(text: str) -> bytes:
    return text.encode() + b"\n"
