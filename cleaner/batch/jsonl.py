"""JSON Lines: one record a line, of which only the text changes; every other byte stays."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from cleaner.batch.outcomes import LONGEST, Failed, Outcome, Stats
from cleaner.batch.processes import ENDED, Halved, cut, spread_over
from cleaner.batch.records import MisplacedError, name_of, path_of, text_at
from cleaner.files.whole import from_json
from cleaner.ledger.entries import dump
from cleaner.text.regex import regex

if TYPE_CHECKING:
    from cleaner.batch.cleaner import Cleaner

BATCH = 1 << 20  # bytes of lines that are worked on at a time; set by hand
_DECODER = json.JSONDecoder()
_BLANK = regex(r"[ \t\n\r]*")
_SPACED = regex(r'\s*\{\s*"(?:[^"\\]|\\.)*"\s*:\s')  # a blank after the first colon


class Line(NamedTuple):
    """A line of a file. `number`: from 1. `fault`: why it is no record; nothing is done with it.

    `goes_on`: with the line before it, which was too long to be held.
    """

    number: int
    data: bytes
    fault: str = ""
    goes_on: bool = False


class Written(NamedTuple):
    """What becomes of a line. `outcome`: None where it is blank, or goes on."""

    number: int
    data: bytes
    outcome: Outcome | None
    name: str = ""


@dataclass
class Batch:
    """Lines that were worked on. `read`: their bytes as they came."""

    data: bytes
    stats: Stats
    failed: list[Failed]
    read: int
    last: int  # number of a line


@dataclass(frozen=True)
class Job:
    """What is done with each line."""

    cleaner: Cleaner
    text_key: str
    ledger_key: str | None = None

    def lines(self, lines: list[Line]) -> list[Written]:
        """What becomes of lines."""
        return [self.line(line) for line in lines]

    def line(self, line: Line) -> Written:
        """What becomes of a line: the same bytes but for the text, and a ledger if asked for."""
        if line.goes_on or (not line.fault and not line.data.strip()):
            return Written(line.number, line.data, None)
        if line.fault:
            return Written(line.number, line.data, Outcome(None, line.fault))
        name = ""
        try:
            text = line.data.decode("utf-8")
            mark = "\ufeff" if text[0] == "\ufeff" else ""
            record = from_json(text.removeprefix(mark))
            name = name_of(record)
            path = path_of(record, self.text_key)
            if self.ledger_key is not None and self.ledger_key in record:
                raise MisplacedError(f"has a key {self.ledger_key!r}, where its edits should go")
        except MisplacedError as error:
            return Written(line.number, line.data, Outcome(None, str(error)), name)
        except UnicodeDecodeError as error:
            reason = f"not UTF-8 at byte {error.start} of the line"
            return Written(line.number, line.data, Outcome(None, reason))
        except ValueError as error:
            return Written(line.number, line.data, Outcome(None, f"not JSON ({error})"))
        value = text_at(record, path)
        outcome = self.cleaner.outcome(value, self.ledger_key is not None)
        if outcome.failure or (not outcome.changed and self.ledger_key is None):
            return Written(line.number, line.data, _without_text(outcome), name)
        made = text.removeprefix(mark)
        if self.ledger_key is not None:
            made = with_member(made, self.ledger_key, outcome.ledger)
        if outcome.changed:
            made = with_value(made, path, outcome.text)
        return Written(line.number, (mark + made).encode(), _without_text(outcome), name)


def _without_text(outcome: Outcome) -> Outcome:
    """What of it is still asked for; processes send no more than that."""
    return outcome._replace(text=None, ledger=None)


def lines_of(file: BinaryIO, number: int = 0) -> Iterator[Line]:
    """The lines of a file, after as many as `number`; no more of one is held than may be."""
    while data := file.readline(LONGEST + 1):
        number += 1
        if len(data) <= LONGEST:
            yield Line(number, data)
            continue
        yield Line(number, data, f"longer than {LONGEST:,} bytes")
        while not data.endswith(b"\n") and (data := file.readline(LONGEST)):
            yield Line(number, data, goes_on=True)


def batches(lines: Iterable[Line], job: Job, jobs: int = 1) -> Iterator[Batch]:
    """What becomes of the lines, in their order, whatever the number of processes."""
    parts = cut(lines, BATCH, lambda line: len(line.data))
    sizes: list[int] = []

    def measured() -> Iterator[list[Line]]:
        for part in parts:
            sizes.append(sum(len(line.data) for line in part))
            yield part

    for done in spread_over(measured(), job.lines, Halved(job.lines, _ended), jobs):
        stats = Stats()
        failed = []
        for each in done:
            if each.outcome is not None:
                stats.add(each.outcome)
                if each.outcome.failure:
                    failed.append(Failed(each.number, each.outcome.failure, each.name))
        data = b"".join(each.data for each in done)
        yield Batch(data, stats, failed, sizes.pop(0), done[-1].number)


def _ended(line: Line) -> Written:
    return Written(line.number, line.data, Outcome(None, ENDED))


def with_value(text: str, path: tuple[str, ...], value: str) -> str:
    """JSON with another text at a place in it, every other character as it was."""
    start, end = 0, len(text)
    for key in path:
        start, end = _member(text, start, key)
    escapes = text[start:end].isascii() and "\\u" in text[start:end]
    written = json.dumps(value) if escapes else dump(value)
    return text[:start] + written + text[end:]


def with_member(text: str, key: str, value: Any) -> str:
    """The JSON of an object with one member more, its last one."""
    colon, comma = (": ", ", ") if _SPACED.match(text) else (":", ",")
    end = text.rindex("}")
    stripped = text[:end].rstrip(" \t\n\r")
    return f"{stripped}{comma}{dump(key)}{colon}{dump(value)}{text[len(stripped) :]}"


def _member(text: str, place: int, name: str) -> tuple[int, int]:
    """Where the value of a member of the object at `place` stands: of the last one so named."""
    place = _solid(text, place) + 1
    found = (place, place)
    while text[place := _solid(text, place)] != "}":
        if text[place] == ",":
            place = _solid(text, place + 1)
        key, place = _DECODER.raw_decode(text, place)
        start = _solid(text, _solid(text, place) + 1)
        _, place = _DECODER.raw_decode(text, start)
        if key == name:
            found = (start, place)
    return found


def _solid(text: str, place: int) -> int:
    """Where the next character stands that is no blank."""
    match = _BLANK.match(text, place)
    assert match
    return match.end()
