"""Characters with several counterparts: what their words choose, and what else they may become."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cleaner.knowledge import traditional
from cleaner.knowledge.scripts import TO_SIMPLIFIED, converted
from cleaner.ledger.fixes import Proposal
from cleaner.ledger.rules import Rule, rule
from cleaner.stages.script import weighing
from cleaner.stages.script.converting import LABELS
from cleaner.stages.script.target import CHOOSING, FROM_SIMPLIFIED, target_of
from cleaner.stages.script.wordwise import Choice
from cleaner.text.characters import HAN
from cleaner.text.document import Document

if TYPE_CHECKING:
    from cleaner.config import Settings
    from cleaner.knowledge.lexicon import Lexicon

# Of 826 choices that the words leave open in the tuning half of `bench.script`, 81 in 100 are what the
# translators wrote; of the 2,562 others 99.
OPEN = 0.81


@rule(CHOOSING, confidence=0.99)
def counterpart(
    document: Document, self: Rule, lexicon: Lexicon, settings: Settings
) -> Iterable[Proposal]:
    """A character with several counterparts becomes that of its word.

    ## Why
    Runs only with `--script s`, `t`, `tw` or `hk`. OpenCC takes the longest phrase from left to right,
    also across the border of two words: 被发|明. Here the text around is cut the likeliest way with each
    of the counterparts, by how often words were counted in Taiwan with it (自製, 發布). If one is clearly
    likelier than OpenCC's, it is taken; if not, OpenCC's stays. 里, 干 and 托 stay between characters of
    foreign names. On the way to Simplified 著 stays in words that are likelier with it (土著), and
    between the end of a name and 有 or 《.

    Each is a fix of its own, and its reason names what it may be else. Where the words are hardly less
    likely with that, the fix has a confidence of .81; `cleaner review --sort confidence` asks about
    those first. Where a fix is rejected, the other comes: OpenCC's, or the next likely one. `cleaner
    review` offers all of them by number.

    ## Examples
    Repairs: 小偷被发觉，他介绍了如何防范 → 小偷被發覺，他介紹了如何防範
    Repairs: 头发的发展 → 頭髮的發展
    Leaves: 頭髮的發展

    ## Known failures
    - A character that is a word by itself is OpenCC's default.
    - 多 often stands before 着.
    - 所著 was hardly ever counted.

    ## Since
    0.1.0
    """
    if not document.has(HAN):
        return
    found = target_of(document, lexicon, settings)
    choices = found.choices
    if not choices:
        return
    asked = f"{LABELS[found.script]} asked for"
    for doubtful, confidence in ((False, self.confidence), (True, OPEN)):
        places = [place for place, choice in choices.items() if choice.open is doubtful]
        forms = [choices[place].form for place in places]
        whys = [_reason(asked, choices[place]) for place in places]
        ends = [place + 1 for place in places]
        yield Proposal(self, places, ends, forms, whys, confidence=confidence)


def _reason(asked: str, choice: Choice) -> str:
    """What was asked for, the word that decided, and what else it may be."""
    word, other = choice.word, choice.other
    reason = f"{asked}, by the word {word} (or: {other})"
    if choice.by_words:
        reason = f"{asked}, by the word {word} (OpenCC: {other})"
    return reason


def counterparts(character: str, script: str) -> list[str]:
    """What a character may become in a script, what is written most often first."""
    chain = FROM_SIMPLIFIED[script]
    if script == "s":
        return [converted(character, TO_SIMPLIFIED), character]
    forms = weighing.forms_for(chain, traditional.shipped())[min(ord(character), LAST)]
    return [chr(form) for form in dict.fromkeys(forms.tolist()) if form]


LAST = 0xFFFF  # the last code point that has counterparts in the counts
