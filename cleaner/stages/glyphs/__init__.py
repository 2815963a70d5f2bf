"""Characters that are not text, or not as text has them: invisible, misread, of another form.

Here stands the order of the rules; each file has those about one kind of character.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from cleaner.config import Settings
from cleaner.knowledge.lexicon import Lexicon
from cleaner.ledger.fixes import Proposal, Stage
from cleaner.ledger.rules import Rule
from cleaner.page.columns.judging import printed
from cleaner.protected.program import in_backticks
from cleaner.protected.spans import touched
from cleaner.stages.glyphs import (
    bullets,
    damaged,
    doubled,
    parted,
    radicals,
    spread,
    stamps,
    twice,
    unseen,
    width_forms,
    windows_marks,
)
from cleaner.text.document import Document

RULES = (
    damaged.mojibake,
    damaged.mojibake_doubtful,
    damaged.entity,
    windows_marks.windows_mark,
    unseen.invisible,
    unseen.line_end,
    unseen.space_variant,
    radicals.radical,
    width_forms.compatibility,
    width_forms.full_width,
    width_forms.half_width_kana,
    width_forms.vertical,
    width_forms.ligature,
    parted.parted,
    parted.parted_words,
    doubled.doubled,
    twice.doubled_word,
    twice.doubled_line,
    spread.spread_line,
    bullets.byline_bullet,
    stamps.stamp,
    damaged.private_use,
    damaged.tofu,
)
ASKING = (  # for words
    damaged.mojibake,
    damaged.mojibake_doubtful,
    parted.parted,
    parted.parted_words,
    doubled.doubled,
    spread.spread_line,
)
CLOSING = (parted.parted, parted.parted_words)  # blanks within lines


def propose(
    document: Document, rules: Sequence[Rule], lexicon: Lexicon, settings: Settings
) -> Iterable[Proposal]:
    """Every rule looks at the document by itself; some ask for words, too.

    In rows that hold columns the blanks tell where these stand: they go when the columns are in order.
    Code between backticks stays as it is typed.
    """
    code = in_backticks(document)
    for each in rules:
        found = each.function(document, each, *((lexicon,) if each in ASKING else ()))
        if code:
            found = [proposal.without(partial(touched, code)) for proposal in found]
        if each in CLOSING:
            found = [proposal for proposal in found if len(proposal)]
            if found and printed(document, lexicon).taken:
                continue
        yield from found


STAGE = Stage("glyphs", RULES, propose)
