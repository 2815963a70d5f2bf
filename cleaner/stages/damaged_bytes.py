"""Bytes that do not fit the encoding, kept as lone surrogates: shown, or replaced when asked for.

This goes before the stages, whatever rules are chosen, and only in a run that keeps such bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from cleaner.config import Settings
from cleaner.files.coding import KEPT
from cleaner.knowledge.lexicon import Lexicon
from cleaner.ledger.fixes import Edit, Proposal, Stage
from cleaner.ledger.rules import Rule, Safety
from cleaner.protected.spans import Span
from cleaner.stages.glyphs.damaged import SHOWN, private_use
from cleaner.text.document import Document

REPLACEMENT = "\ufffd"
BEFORE, AFTER = 1, 3  # characters beside such bytes that stay, so that they read the same again


def propose(
    document: Document, rules: Sequence[Rule], lexicon: Lexicon, settings: Settings
) -> Iterable[Proposal]:
    """A note for each run of damaged bytes, or U+FFFD in its place."""
    replaced = settings.errors == "replace"
    fixes = []
    for found in KEPT.finditer(document.text):
        shown = " ".join(f"0x{ord(each) - 0xDC00:02x}" for each in found[0][:SHOWN])
        after = REPLACEMENT if replaced else found[0]
        fixes.append(
            ((Edit(*found.span(), after),), f"Bytes that do not fit the encoding: {shown}")
        )
    if fixes:
        safety = Safety.SAFE if replaced else Safety.NOTE
        yield Proposal.of(fixes, private_use, safety=safety)


# Such bytes are no characters of private use: these are not its signs.
STAGE = Stage("glyphs", (replace(private_use, at=None),), propose)


def zones(document: Document) -> list[Span]:
    """Damaged bytes and what stands beside them: nothing else changes there."""
    return [
        Span(max(0, found.start() - BEFORE), found.end() + AFTER, "bytes")
        for found in KEPT.finditer(document.text)
    ]
