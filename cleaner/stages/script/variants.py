"""Other forms of a character than the one that a text uses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from cleaner.knowledge.scripts import (
    SIMPLIFIED,
    TRADITIONAL,
    VARIANT,
    VARIANTS,
    kinds,
    not_simplified,
    script_of,
)
from cleaner.ledger.fixes import Edit, Proposal
from cleaner.ledger.rules import Rule, Safety, rule
from cleaner.text.document import Document
from cleaner.text.signs import one

if TYPE_CHECKING:
    from cleaner.config import Settings
    from cleaner.knowledge.lexicon import Lexicon
from cleaner.stages.script.strays import strays_of, tells, unprotected

MOST = 3  # times as often as another form the leading form of a variant stands; set by hand
FEWEST = 3  # times that it must stand in the text; set by hand
WORDWISE = frozenset("臺台")  # 台 is also a word of its own: unified in the same word only


@rule("script.variant", at=(one(not_simplified),), safety=Safety.SUGGESTED, confidence=0.95)
def variant(
    document: Document, self: Rule, lexicon: Lexicon, settings: Settings
) -> Iterable[Proposal]:
    """Another form of a character may become the form that the text uses.

    ## Why
    戶 戸 户, 說 説, 爲 為, 綫 線, 裏 裡, 臺 台, 麽 麼 and their like. In a text that is clearly Simplified
    it becomes the Simplified form: at once where it stands beside a character that exists in
    Simplified only and makes a word with it (农戶), else as a suggestion. In a text that is clearly
    Traditional the form that stands three times, and three times as often as the others, is
    suggested for them; 台 and 臺 only in the same words. Titles, quotations, names and organisations
    are left alone as in `script.mixed`.

    ## Examples
    Repairs: 會議認為，應當發展經濟，為國家，為學術，實現現代化，這個問題關係長遠，爲農業開拓機會。 → 會議認為，應當發展經濟，為國家，為學術，實現現代化，這個問題關係長遠，為農業開拓機會。
    Leaves: 這裏的風俗為他處所無
    Leaves: 神戸の街

    ## Known failures
    - 着 and 著 are not taken for variants: 著 is a word of its own.
    - 台 where the same word does not stand with 臺.

    ## Since
    0.1.0
    """
    script = script_of(document)
    if script == SIMPLIFIED:
        yield from _simplified_forms(document, self, lexicon)
    elif script == TRADITIONAL:
        yield from _leading_forms(document, self, lexicon)


_PLAIN = {form: plain for plain, forms in VARIANTS.items() for form in forms if form != plain}


def _simplified_forms(document: Document, self: Rule, lexicon: Lexicon) -> Iterable[Proposal]:
    """In Simplified text: the strays that are nothing but variants."""
    text, bits = document.text, kinds(document)
    for start, end in strays_of(document, SIMPLIFIED, lexicon):
        for place in range(start, end) if not tells(document, (start, end)) else ():
            if bits[place] == VARIANT:
                why = f"{text[place]} in a text that is Simplified"
                fix = ((Edit(place, place + 1, _PLAIN[text[place]]),), why)
                sure = _in_word(document, place, lexicon)
                yield Proposal.of([fix], self, safety=Safety.SAFE if sure else None)


def _in_word(document: Document, place: int, lexicon: Lexicon) -> bool:
    """Whether the Simplified form makes a word with a neighbour that is Simplified only."""
    text, bits = document.text, kinds(document)
    plain = _PLAIN[text[place]]
    words = []
    if place and bits[place - 1] == SIMPLIFIED:
        words.append(text[place - 1] + plain)
    if place + 1 < len(text) and bits[place + 1] == SIMPLIFIED:
        words.append(plain + text[place + 1])
    return lexicon.has_any(words)


def _leading_forms(document: Document, self: Rule, lexicon: Lexicon) -> Iterable[Proposal]:
    """In Traditional text: each group of variants towards the form that leads."""
    text, bits = document.text, kinds(document)
    found: dict[int, tuple[Edit, str]] = {}
    for forms in VARIANTS.values():
        counts = Counter({form: text.count(form) for form in forms})
        (lead, most), *others = counts.most_common()
        rest = sum(count for _, count in others)
        if not rest or most < max(FEWEST, MOST * rest):
            continue
        for place in (each.start() for each in re.finditer("|".join(dict(others)), text)):
            if WORDWISE.isdisjoint(forms) or _same_word(text, place, lead):
                why = f"{lead} stands {most} times, {text[place]} {counts[text[place]]}"
                found[place] = Edit(place, place + 1, lead), why
    spans = [(place, place + 1) for place in sorted(found)]
    strays = {place for span in strays_of(document, TRADITIONAL, lexicon) for place in range(*span)}
    free = unprotected(document, spans, bits == SIMPLIFIED, bits == TRADITIONAL, lexicon)
    chosen = [found[start] for start, _ in free if start not in strays]
    yield Proposal.of([((edit,), why) for edit, why in chosen], self)


def _same_word(text: str, place: int, lead: str) -> bool:
    """Whether the text has the word around `place` with the leading form, too."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return (before + lead in text and _is_han(before)) or (lead + after in text and _is_han(after))


def _is_han(one: str) -> bool:
    return "\u3400" <= one <= "\u9fff"
