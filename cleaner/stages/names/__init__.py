"""Names as the dictionaries have them. Here stands the order of the rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cleaner.config import Settings
from cleaner.knowledge.lexicon import Lexicon
from cleaner.ledger.fixes import Proposal, Stage
from cleaner.ledger.rules import Rule
from cleaner.stages.names import listed, near_names, near_places
from cleaner.text.document import Document

RULES = (listed.variant, near_names.near, near_places.place, listed.spread)


def propose(
    document: Document, rules: Sequence[Rule], lexicon: Lexicon, settings: Settings
) -> Iterable[Proposal]:
    """Every rule looks at the document with the names of the dictionaries."""
    for each in rules:
        yield from each.function(document, each, lexicon)


STAGE = Stage("names", RULES, propose, spares=True)
