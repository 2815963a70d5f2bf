"""The forms in which `check` reports its findings, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from cleaner.report.exchange import rdjson, sarif
from cleaner.report.findings import Finding, as_json, as_json_lines, concise, full, github

FORMATS: dict[str, Callable[[Iterable[Finding]], Iterator[str]]] = {
    "full": full,
    "concise": concise,
    "json": as_json,
    "jsonl": as_json_lines,
    "github": github,
    "sarif": sarif,
    "rdjson": rdjson,
}
