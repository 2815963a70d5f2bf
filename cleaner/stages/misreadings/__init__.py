"""Characters that were misread: by what is likely, and by what they look like.

Here stands the order of the rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.config import ConfigError, Settings
from cleaner.knowledge.lexicon import Lexicon
from cleaner.ledger.fixes import Proposal, Stage
from cleaner.ledger.rules import Rule
from cleaner.stages.misreadings import rules as of_misreading
from cleaner.text.characters import HAN
from cleaner.text.document import Document

RULES = (
    of_misreading.mark,
    of_misreading.character,
    of_misreading.split,
    of_misreading.doubled,
)


def propose(
    document: Document, rules: Sequence[Rule], lexicon: Lexicon, settings: Settings
) -> Iterator[Proposal]:
    """Every rule looks at the document, if it has Chinese.

    Raises ConfigError for a model or pairs that cannot be read.
    """
    if document.has(HAN):
        from cleaner.knowledge.language import ModelError
        from cleaner.misreading.candidates import PairsError

        try:
            for each in rules:
                yield from each.function(document, each, lexicon, settings)
        except (ModelError, PairsError) as error:
            raise ConfigError(str(error)) from None


STAGE = Stage("misreadings", RULES, propose, spares=True)
