"""Names that a dictionary lists: variants of them, and names set with blanks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cleaner.knowledge.lexicon import LONGEST, Lexicon
from cleaner.ledger.fixes import Edit, Proposal
from cleaner.ledger.rules import Rule, rule
from cleaner.names.finder import form_set, standing, variants
from cleaner.page.context import line_around
from cleaner.protected.kinds import NAME
from cleaner.text.document import Document
from cleaner.text.regex import regex

TWO = 2
_SPREAD = regex("[\u3400-\u9fff](?:[ \u3000][\u3400-\u9fff]){2,}")
_BLANK = regex("[ \u3000]")


@rule("names.variant", within=(NAME,))
def variant(document: Document, self: Rule, lexicon: Lexicon) -> Iterable[Proposal]:
    """A listed variant becomes the dictionary's name.

    ## Why
    Only where the variant stands for itself: not inside a longer name, in a word of the language
    that reaches over its border, or in an address or code.

    ## Examples
    Repairs: 记者叶帮说报道 → 记者叶帮锐报道
    Leaves: 记者叶帮锐报道
    Leaves: 见https://example.com/叶帮说

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    known = variants(lexicon)
    if not known:
        return
    found = [
        ((Edit(start, end, known[form]),), f"{form} is listed as a variant of {known[form]}")
        for start, end, form in _standing(document, lexicon)
        if form in known and not _in_word(document.text, start, end, lexicon)
    ]
    if found:
        yield Proposal.of(found, self)


@rule("names.spread")
def spread(document: Document, self: Rule, lexicon: Lexicon) -> Iterable[Proposal]:
    """A name of the dictionary set with blanks between its characters loses them.

    ## Why
    Names of three characters and more, with a blank between all of them. Names of two are set wide
    in bylines to be as long as others, and a line that holds nothing else may be set so on purpose.

    ## Examples
    Repairs: 昨天朱 重 烈来了。 → 昨天朱重烈来了。
    Leaves: 朱 重 烈
    Leaves: 记者 王　健

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if not lexicon.names:
        return
    known, found = form_set(lexicon), []
    for run in _set_wide(document):
        name = _BLANK.sub("", run[0])
        if name in known and not _alone(document.text, *run.span()):
            places = range(run.start() + 1, run.end(), TWO)
            blanks = [Edit(place, place + 1, "") for place in places]
            found.append((tuple(blanks), f"{name} is in the dictionary"))
    if found:
        yield Proposal.of(found, self)


def _set_wide(document: Document) -> Iterator[re.Match[str]]:
    """The runs of characters with a blank between all of them."""
    codes, end = document.codes, 0
    blank = (codes == ord(" ")) | (codes == ord("\u3000"))
    for at in (blank[:-TWO] & blank[TWO:]).nonzero()[0].tolist():
        run = _SPREAD.match(document.text, at - 1) if at > end else None
        if run:
            end = run.end()
            yield run


def _alone(text: str, start: int, end: int) -> bool:
    """Whether a stretch is all of its line."""
    first, last = line_around(text, start)
    return not (text[first:start] + text[end:last]).strip()


def _standing(document: Document, lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    """The names in a text, none that overlaps one that begins before it or is longer."""
    taken = 0
    found = standing(document, lexicon)
    for number, (start, end, form) in enumerate(found):
        if start < taken:
            continue
        following = (each for each in found[number + 1 :] if each[0] < end)
        if not any(after - first > end - start for first, after, _ in following):
            taken = end
            yield start, end, form


def _in_word(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a name is only a part of a word here.

    Letters that go on at its border tell; so does a word of the language that has the whole name
    inside, and for a name of two characters one that only reaches over its border.
    """
    if _goes_on(text[start - 1 : start] + text[start]) or _goes_on(text[end - 1 : end + 1]):
        return True
    whole = end - start > TWO
    return lexicon.has_any(
        text[first:last]
        for first in range(max(0, start - LONGEST + 1), end)
        for last in range(first + TWO, min(len(text), first + LONGEST) + 1)
        if (first <= start and end <= last if whole else first < end and start < last)
        and (first < start or end < last)
    )


def _goes_on(neighbours: str) -> bool:
    """Whether two neighbours are letters of a script that parts words by spaces."""
    return len(neighbours) > 1 and all(one.isalnum() and one < "\u2e80" for one in neighbours)
