"""How many findings there are of each rule or series, and what became what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from cleaner.ledger import dump
from cleaner.report.findings import Finding
from cleaner.report.look import visible

BY: dict[str, Callable[[Finding], str]] = {
    "rule": lambda finding: finding.rule,
    "series": lambda finding: finding.series,
}


def counted(found: Iterable[Finding], by: str, form: str) -> Iterator[str]:
    """Each rule or series with the number of its findings, the most frequent first.

    `form`: as objects for json and jsonl, else as a line for people.
    """
    counts = Counter((BY[by](each), each.safety) for each in found)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if form not in ("json", "jsonl"):
        for (name, safety), number in ranked:
            yield f"{number:6}  {visible(name)} [{safety}]\n"
        return
    rows = [
        dump({by: name, "safety": safety, "count": number}) for (name, safety), number in ranked
    ]
    yield "".join(f"{row}\n" for row in rows) if form == "jsonl" else f"[{', '.join(rows)}]\n"
