"""Simplified and Traditional: conversion, regional words, quotes, strays of the other script, variants of a character.

Here stands the order of the rules; what they leave alone is in `exceptions`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cleaner.config import Settings
from cleaner.knowledge.lexicon import Lexicon
from cleaner.ledger.fixes import Proposal, Stage
from cleaner.ledger.rules import Rule
from cleaner.stages.script import converting, counterparts, quotes, regional, strays, variants
from cleaner.text.document import Document

RULES = (
    regional.words,
    counterparts.counterpart,
    converting.convert,
    quotes.quotes,
    strays.mixed,
    variants.variant,
)


def propose(
    document: Document, rules: Sequence[Rule], lexicon: Lexicon, settings: Settings
) -> Iterable[Proposal]:
    """Every rule looks at the document by itself, and may ask for names and settings."""
    for each in rules:
        yield from each.function(document, each, lexicon, settings)


STAGE = Stage("script", RULES, propose, spares=True, falls_back=True)
