"""Subtitles and lyrics: lines with the time at which they are shown, and what is spoken then."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from cleaner.protected.notations.notation import LYRICS, SUBTITLES, Notation, Safe
from cleaner.protected.notations.rows import Rows
from cleaner.text.characters import among
from cleaner.text.regex import regex

_CUE = regex(r"(?:\d+:)?\d{1,2}:\d\d[,.]\d{1,3}\s*-->\s*(?:\d+:)?\d{1,2}:\d\d[,.]\d{1,3}.*")
_EVENT = regex(r"(?:Dialogue|Comment): ?(?:Marked=)?\d+,\d+:\d\d:\d\d\.\d\d?,\d+:\d\d:\d\d\.\d\d?,")
_SCRIPT = regex(
    r"\[(?:Script Info|V4\+? Styles|Events|Fonts|Graphics|Aegisub .*)\]"
    r"|(?:Style|Format|Dialogue|Comment): ?.*,.*|[!;].*"
    r"|(?:ScriptType|PlayRes[XY]|Title|WrapStyle|Timer|Collisions|ScaledBorderAndShadow"
    r"|YCbCr Matrix|Original Script|Synch Point|Last Style Storage|Video .*|Audio .*): ?.*"
)
_TIMED = regex(r"(?:\[\d{1,3}:\d\d(?:[.:]\d{1,3})?\])+")
_TAGGED = regex(
    r"\[(?:ti|ar|al|by|offset|re|ve|length|au|la|id|hash|sign|qq|total|tool):[^\]\n]*\]"
)
_FRAMES = regex(r"\{\d+\}\{\d+\}")
_TARGET = regex(r"\.\w{2,4}#\S*$|^[{\[]")  # a part of a picture, data
FULL = "，。！？；"
EVENT_FIELDS = 9  # commas before the text of an event


def subtitles(rows: Rows) -> Iterator[Notation]:
    """SRT, WebVTT, ASS and MicroDVD: the spoken lines are fields of text."""
    if "-->" in rows.text:
        yield from _cues(rows)
    if "Dialogue:" in rows.text or "[Script Info]" in rows.text:
        yield from _events(rows)
    if "}{" in rows.text:
        yield from _each(rows, "{", _FRAMES, SUBTITLES, "numbers of frames in braces")


def _shown(
    rows: Rows, first: int, last: int, kind: str, why: str, fields: Sequence[tuple[int, int]]
) -> Notation:
    """A stretch with its fields, whose marks are repaired where there are any of full width.

    Subtitles are often set with half-width marks alone, and nobody wants others there.
    """
    start, end = rows.span(first, last)
    if not among(rows.document.codes[start:end], FULL).any():
        return Notation(start, end, kind, why)
    return Notation(start, end, kind, why, Safe.FIELDS, tuple(fields))


def _cues(rows: Rows) -> Iterator[Notation]:
    """From the first cue, with the number or head before it, to the last line that is spoken."""
    cues = [row for row, line in enumerate(rows.lines) if _CUE.fullmatch(line)]
    if not cues:
        return
    first = cues[0]
    headed = rows.lines[0].lstrip("\ufeff").startswith("WEBVTT")
    while first and (not rows.blank[first - 1] or headed):
        first -= 1
    last = cues[-1]
    while last + 1 < len(rows) and not rows.blank[last + 1]:
        last += 1
    known = set(cues)
    spoken = np.zeros(len(rows), np.bool_)
    for cue in cues:
        row = cue + 1
        while row < len(rows) and not rows.blank[row] and row not in known:
            spoken[row] = not _TARGET.search(rows.lines[row])
            row += 1
    fields = [(int(rows.first[row]), int(rows.last[row])) for row in spoken.nonzero()[0].tolist()]
    why = f"{len(cues)} lines of two times with --> between them"
    yield _shown(rows, first, last, SUBTITLES, why, fields)
    rows.take(first, last)


def _events(rows: Rows) -> Iterator[Notation]:
    """The lines of a script of Advanced SubStation Alpha."""
    flags = rows.free.copy()
    fields: dict[int, tuple[int, int]] = {}
    for row in flags.nonzero()[0].tolist():
        line = rows.lines[row]
        flags[row] = bool(_EVENT.match(line) or _SCRIPT.fullmatch(line))
        shown = line.startswith("Dialogue") and _EVENT.match(line)
        if shown and line.count(",") >= EVENT_FIELDS:
            head = len(line) - len(line.split(",", EVENT_FIELDS)[-1])
            fields[row] = int(rows.first[row]) + head, int(rows.last[row])
    for first, last in rows.runs(flags, across_blanks=True):
        spoken = tuple(fields[row] for row in range(first, last + 1) if row in fields)
        if spoken or rows.lines[first] == "[Script Info]":
            why = f"{len(spoken)} events of ten fields"
            yield _shown(rows, first, last, SUBTITLES, why, spoken)
            rows.take(first, last)


def lyrics(rows: Rows) -> Iterator[Notation]:
    """LRC: a time in brackets before each line that is sung."""
    if "[" in rows.text and ":" in rows.text:
        yield from _each(rows, "[", _TIMED, LYRICS, "a time in brackets before each line")


def _each(
    rows: Rows, head: str, pattern: re.Pattern[str], kind: str, why: str
) -> Iterator[Notation]:
    """Lines that a pattern opens, two at least; what stands behind it is text."""
    flags = rows.among(rows.heads, head) & rows.free
    fields: dict[int, tuple[int, int]] = {}
    for row in flags.nonzero()[0].tolist():
        line = rows.lines[row]
        found = pattern.match(line)
        if found:
            fields[row] = int(rows.first[row]) + found.end(), int(rows.last[row])
        flags[row] = bool(found) or (kind == LYRICS and bool(_TAGGED.fullmatch(line)))
    for first, last in rows.runs(flags, across_blanks=True):
        sung = tuple(fields[row] for row in range(first, last + 1) if row in fields)
        if len(sung) >= 2 or (sung and last > first):
            yield _shown(rows, first, last, kind, why, sung)
            rows.take(first, last)
