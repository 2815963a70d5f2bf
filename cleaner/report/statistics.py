"""How many findings there are of each rule or series, and what became what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from cleaner.ledger.entries import dump
from cleaner.messages.language import said
from cleaner.report.findings import Finding
from cleaner.report.look import visible
from cleaner.report.pieces import Kind, Piece

BY: dict[str, Callable[[Finding], str]] = {
    "rule": lambda finding: finding.rule,
    "series": lambda finding: finding.series,
}


def counted(found: Iterable[Finding], by: str, form: str) -> Iterator[str]:
    """Each rule or series with the number of its findings, the most frequent first.

    `form`: as objects for json and jsonl, else as a line for people.
    """
    counts = Counter((BY[by](each), each.safety) for each in found)
    falling = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if form not in ("json", "jsonl"):
        for (name, safety), number in falling:
            yield f"{number:6}  {visible(name)} [{said(safety)}]\n"
        return
    rows = [
        dump({by: name, "safety": safety, "count": number}) for (name, safety), number in falling
    ]
    yield "".join(f"{row}\n" for row in rows) if form == "jsonl" else f"[{', '.join(rows)}]\n"


def became(pieces: Iterable[Piece]) -> Counter[tuple[str, str]]:
    """What became what: for each change its old and its new text. What moves is left out."""
    counts: Counter[tuple[str, str]] = Counter()
    for changed, group in groupby(pieces, lambda piece: piece.kind in (Kind.GONE, Kind.NEW)):
        if changed:
            run = list(group)
            counts[_text(run, Kind.GONE), _text(run, Kind.NEW)] += 1
    return counts


def _text(run: list[Piece], kind: Kind) -> str:
    return "".join(piece.text for piece in run if piece.kind is kind)


def ranked(counts: Counter[tuple[str, str]]) -> Iterator[str]:
    """A line for each change, the most frequent first."""
    for (old, new), number in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"{number:6}  {_named(old)} → {_named(new)}\n"


def _named(text: str) -> str:
    return visible(text).replace(" ", "␣") or said("nothing")
