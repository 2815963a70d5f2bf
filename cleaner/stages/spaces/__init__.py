"""Spaces that do not belong: between Han, beside marks, in runs, at line ends, inside numbers.

Here stands the order of the rules; each file has those about one place of a space.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cleaner.config import Settings
from cleaner.knowledge.lexicon import Lexicon
from cleaner.ledger.fixes import Proposal, Stage
from cleaner.ledger.rules import Rule
from cleaner.stages.spaces import beside_marks, contacts, former, letterspacing, wide
from cleaner.stages.spaces.blanks import Ground
from cleaner.text.document import Document

RULES = (
    former.former_line_end,
    contacts.digits,
    contacts.latin,
    contacts.han,
    beside_marks.mark,
    wide.wide,
    wide.run,
    letterspacing.line_end,
    letterspacing.number,
    letterspacing.spread,
)


def propose(
    document: Document, rules: Sequence[Rule], lexicon: Lexicon, settings: Settings
) -> Iterable[Proposal]:
    """Every rule looks at the document by itself, on the ground of its convention and of words."""
    ground = Ground(settings.convention, lexicon)
    for each in rules:
        yield from each.function(document, each, ground)


STAGE = Stage("spaces", RULES, propose, spares=True)
