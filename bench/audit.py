"""Checks of a run that trust no count of its own: nothing lost, nothing made, undo, no new spaces."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from cleaner.ledger.entries import Entry
from cleaner.ledger.undoing import replay, undo
from cleaner.measure import plain
from cleaner.pipeline import Result

CHINESE = "\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uffee“”‘’—…·"
SPACED = re.compile(f"(?<=[{CHINESE}])[ \u00a0\u2002-\u200a\u3000]+(?=[{CHINESE}])")
BESIDE = 6  # characters on each side that name a place


@dataclass(frozen=True)
class Balance:
    """Characters of a run that its ledger does not account for.

    `lost`, `made`: source characters that are neither in the output nor in an edit, and output
    characters that are in neither. `strayed`: characters that no edit touches, but that do not
    stand in the output in the order of the source. `misplaced`: edits whose text before is not what
    the source has at their place. `retraced`: replaying the ledger gives the output, undoing it the
    source.
    """

    lost: int
    made: int
    strayed: int
    misplaced: int
    retraced: bool

    @property
    def total(self) -> int:
        """Everything that is wrong; 0 when the ledger accounts for each character."""
        return self.lost + self.made + self.strayed + self.misplaced + (not self.retraced)


def balance(result: Result) -> Balance:
    """Hold the source of a run against its output and its ledger."""
    source, output = result.ledger.source.text, result.document.text
    applied = [entry for entry in result.ledger.entries if entry.applied]
    expected = Counter(source)
    for entry in applied:
        expected.update(entry.after)
    removed = Counter("".join(entry.before for entry in applied))
    given = Counter(output)
    return Balance(
        lost=(expected - removed - given).total(),
        made=(given + removed - expected).total(),
        strayed=_strayed(source, output, applied),
        misplaced=sum(
            source[entry.start : entry.end] != entry.before for entry in applied if entry.step == 0
        ),
        retraced=replay(source, applied) == output and undo(output, applied) == source,
    )


def _strayed(source: str, output: str, applied: list[Entry]) -> int:
    """How many characters outside all edits are not found in the output, looking forward only."""
    covered = bytearray(len(source))
    for entry in applied:
        covered[entry.start : entry.end] = b"\1" * (entry.end - entry.start)
    place = missing = 0
    for character, taken in zip(source, covered, strict=True):
        if not taken:
            found = output.find(character, place)
            missing += found < 0
            place = found + 1 if found >= 0 else place
    return missing


def changed_characters(result: Result) -> Counter[str]:
    """What the applied edits change other than blanks and order: `before→after`, counted."""
    changes = (
        f"{entry.before.strip()}→{entry.after.strip()}"
        for entry in result.ledger.entries
        if entry.applied and entry.to is None and entry.before.strip() != entry.after.strip()
    )
    return Counter(changes)


def new_spaces(source: str, output: str) -> int:
    """Places in the output with a space between Chinese characters that the source does not have.

    A place is known by the characters beside it on its line, as far as both lines go: the source's
    may be shorter, because a column cut it.
    """
    known = _spaced(source)
    count = 0
    for before, after in _spaced(output):
        old = next(
            (
                place
                for place in known
                if (place[0].endswith(before) or before.endswith(place[0]))
                and (place[1].startswith(after) or after.startswith(place[1]))
            ),
            None,
        )
        if old:
            known.remove(old)
        count += old is None
    return count


def _spaced(text: str) -> list[tuple[str, str]]:
    """What stands before and after each space between Chinese characters, within its line."""
    return [
        (
            plain(text[text.rfind("\n", 0, found.start()) + 1 : found.start()])[-BESIDE:],
            plain(text[found.end() :].partition("\n")[0])[:BESIDE],
        )
        for found in SPACED.finditer(text)
    ]


def undone(path: Path) -> bool:
    """Whether the files that `clean -o --ledger` writes for `path` give its bytes back."""
    from cleaner.cli.inputs import Input, Options
    from cleaner.cli.undo import restore
    from cleaner.cli.work import Task, clean_one
    from cleaner.files.drafts import Draft
    from cleaner.files.paths import write_all
    from cleaner.ledger.entries import read

    with TemporaryDirectory() as folder:
        text, ledger = Path(folder, "out.txt"), Path(folder, "out.jsonl")
        task = Task(Input(str(path), path.parent), text, ledger)
        cleaned = clean_one(task, Options(isolated=True), "text", None)
        assert cleaned.ledger is not None
        write_all([(text, cleaned.text), (ledger, cleaned.ledger)])
        draft = Draft(text)
        with ledger.open(encoding="utf-8") as lines:
            restore(str(text), ledger, *read(lines, str(ledger)), draft)
        return b"".join(draft.blocks()) == path.read_bytes()
