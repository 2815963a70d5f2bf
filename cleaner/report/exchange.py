"""Findings in the forms that other programs exchange."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from cleaner.ledger.entries import dump
from cleaner.report.findings import Finding, Replacement
from cleaner.report.places import Span

LEVELS = {"safe": "warning", "suggested": "note", "note": "none"}
SEVERITIES = {"safe": "WARNING", "suggested": "INFO", "note": "INFO"}
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(found: Iterable[Finding]) -> Iterator[str]:
    """SARIF 2.1.0, with fixes. Columns count code points, as the run says of itself."""
    from cleaner import __version__
    from cleaner.stages import OF_THE_RUN, RULES

    results = [_result(each) for each in found]
    names = sorted({result["ruleId"] for result in results})
    rules = {**RULES, **OF_THE_RUN}
    driver = {
        "name": "cleaner",
        "version": __version__,
        "rules": [
            {"id": name, "shortDescription": {"text": rules[name].summary}} for name in names
        ],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    yield dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


def _result(finding: Finding) -> dict[str, Any]:
    artifact = {"uri": quote(finding.file, errors="surrogateescape")}
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": LEVELS[finding.safety],
        "message": {"text": finding.message},
        "locations": [
            {"physicalLocation": {"artifactLocation": artifact, "region": _region(finding.span)}}
        ],
        "partialFingerprints": {"fix/v1": finding.id},
        "properties": {"confidence": finding.confidence, "series": finding.series},
    }
    places = finding.edits[0].places
    if places:
        result["properties"]["places"] = places
    if finding.replacements:
        changes = [_deleted_and_inserted(each) for each in finding.replacements]
        result["fixes"] = [
            {
                "description": {"text": finding.message},
                "artifactChanges": [{"artifactLocation": artifact, "replacements": changes}],
            }
        ]
    return result


def _deleted_and_inserted(replacement: Replacement) -> dict[str, Any]:
    return {
        "deletedRegion": _region(replacement.span),
        "insertedContent": {"text": replacement.text},
    }


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def rdjson(found: Iterable[Finding]) -> Iterator[str]:
    """The diagnostics of reviewdog. Columns count bytes of UTF-8.

    A suggestion of it is one replacement: a fix of several has none.
    """
    opening = '{"source": {"name": "cleaner"}, "diagnostics": [\n'
    for each in found:
        yield opening + dump(_diagnostic(each))
        opening = ",\n"
    yield "\n]}\n" if opening == ",\n" else opening.rstrip() + "]}\n"


def _diagnostic(finding: Finding) -> dict[str, Any]:
    diagnostic: dict[str, Any] = {
        "message": finding.message,
        "location": {"path": finding.file, "range": _range(finding.span)},
        "severity": SEVERITIES[finding.safety],
        "code": {"value": finding.rule},
    }
    if len(finding.replacements) == 1:
        span, text = finding.replacements[0]
        diagnostic["suggestions"] = [{"range": _range(span), "text": text}]
    return diagnostic


def _range(span: Span) -> dict[str, dict[str, int]]:
    return {
        "start": {"line": span.line, "column": span.byte},
        "end": {"line": span.end_line, "column": span.end_byte},
    }
