"""Stretches of a text that a repair of marks, spaces or script must not enter.

What is found, with its kind: addresses, numbers with marks, times, code, Latin sentences, names of
the user's dictionaries … The pipeline drops what the stages that spare them (`Stage.spares`) would
change inside.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from cleaner.ledger.fixes import Proposal
from cleaner.protected.hulls import hulls, untouched
from cleaner.protected.kinds import KINDS, LATIN, Span
from cleaner.protected.latin import latin
from cleaner.protected.names import names
from cleaner.protected.program import program
from cleaner.protected.tokens import references, tokens
from cleaner.text.characters import Flags
from cleaner.text.document import Document

if TYPE_CHECKING:
    from cleaner.knowledge.lexicon import Lexicon

__all__ = ["KINDS", "Span", "mask", "spans", "spare"]


def spans(document: Document, lexicon: Lexicon | None = None) -> list[Span]:
    """The protected spans of a document, sorted; a Latin sentence may hold others.

    `lexicon`: whose names are protected, too.
    """
    found: list[Span] | None = document.analyses.get("protected")
    if found is None:
        finders = (program, tokens, references, latin)
        found = _outermost(span for find in finders for span in find(document))
        document.analyses["protected"] = found
    if lexicon is None or not lexicon.names:
        return found
    known: tuple[Lexicon, list[Span]] | None = document.analyses.get("protected names")
    if known is None or known[0] is not lexicon:
        known = lexicon, _outermost([*found, *names(document, lexicon)])
        document.analyses["protected names"] = known
    return known[1]


def _outermost(found: Iterable[Span]) -> list[Span]:
    """The spans sorted, without those that lie inside others; a Latin sentence may hold some."""
    kept, reach = [], -1
    for span in sorted(found, key=lambda span: (span.start, -span.end, span.kind == LATIN)):
        if span.end > reach:
            kept.append(span)
            if span.kind != LATIN:
                reach = span.end
    return kept


def mask(document: Document, lexicon: Lexicon | None = None) -> Flags:
    """Which characters (one flag a code point) lie in a protected span."""
    flags = np.zeros(len(document.text), np.bool_)
    for start, end, _ in spans(document, lexicon):
        flags[start:end] = True
    return flags


def spare(document: Document, proposals: list[Proposal], lexicon: Lexicon) -> list[Proposal]:
    """The proposals without the fixes that touch a protected span.

    An edit beside a span does not touch it. Kinds that a rule names in `within` do not count.
    """
    kept = [_spared(document, proposal, lexicon) for proposal in proposals]
    return [proposal for proposal in kept if len(proposal)]


def _spared(document: Document, proposal: Proposal, lexicon: Lexicon) -> Proposal:
    found = [span for span in spans(document, lexicon) if span.kind not in proposal.rule.within]
    return untouched(proposal, *hulls(span[:2] for span in found)) if found else proposal
