"""Decisions found again in a source that has changed since.

The id of a fix is made of what it changes and of eight characters on each side. When text beside it
is put in, taken out or corrected, the id is another. The fix is then looked for among those of the
same series that nobody has decided on, by what is left of its surroundings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate, starmap
from operator import eq, ne
from typing import TYPE_CHECKING

from cleaner.pipeline import run
from cleaner.review.decisions import PLACINGS, Book, Decision, Verdict
from cleaner.review.model import Fix, fixes
from cleaner.review.own import as_decision
from cleaner.review.placing import fits
from cleaner.text.sections import solid

if TYPE_CHECKING:
    from cleaner.config import Settings
    from cleaner.knowledge.lexicon import Lexicon
    from cleaner.text.document import Source

ENOUGH = 8  # characters beside a fix, on both sides together, that are as they were; set by hand
CLEAR = 2  # characters more beside it than with any other fix; set by hand
BOTH = 3  # characters on each side of a join, which is of two lines; set by hand


def refit(book: Book, found: Iterable[Fix], file: str) -> dict[str, Fix]:
    """For decisions on single fixes of `file` whose id is no more: the fix each is now about."""
    found = list(found)
    ids = {fix.id for fix in found}
    free: dict[tuple[str, str], dict[str, Fix]] = defaultdict(dict)
    for fix in found:
        if fix.id not in book.decisions:
            free[fix.series, _squeezed(fix.changes[0].before)][fix.id] = fix
    pairs = []
    for old in book.decisions.values():
        if old.file == file and old.id not in ids:
            now = _nearest(old, free[old.series, _squeezed(old.before)].values())
            if now:
                pairs.append((old.id, now))
    chosen = [fix.id for _, fix in pairs]
    return {name: fix for name, fix in pairs if chosen.count(fix.id) == 1}


def lost(book: Book, found: Iterable[Fix], file: str, text: str) -> list[Decision]:
    """The decisions on single fixes of `file` that fit nothing in it any more.

    What was accepted and stands in the text by now is no loss.
    """
    ids = {fix.id for fix in found}
    squeezed = _squeezed(text)
    return [
        each
        for each in book.decisions.values()
        if each.id and each.file == file and each.id not in ids
        if not (fits(each, text) if each.verdict in PLACINGS else _done(each, squeezed))
    ]


def fitted(
    source: Source, settings: Settings, lexicon: Lexicon, book: Book, file: str
) -> tuple[Book, list[Fix], list[Decision]]:
    """The decisions as they fit `source`, which goes by the name `file`.

    Also its fixes, and the decisions on single ones that fit none. A decision found again can bring
    up fixes that others are about, so it is asked again until no more are found.
    """
    book = Book(dict(book.decisions), dict(book.conflicts))
    while True:
        ledger = run(source, settings, lexicon, book.proposing()).ledger
        found = fixes(ledger, file, settings.trusted)
        moved = refit(book, found, file)
        if not moved:
            return book, found, lost(book, found, file, source.text)
        for name, now in moved.items():
            old = book.put(name, None)
            book.put(now.id, old and again(old, now, source.original))


def again(old: Decision, now: Fix, text: str) -> Decision:
    """What was decided before, of the fix that it is about now, in `text` as it came."""
    if old.verdict is Verdict.REPLACE:
        decision = as_decision(now, text, old.after)
    else:
        decision = now.decided(old.verdict)
    return replace(decision, comment=old.comment, reviewer=old.reviewer)


def _done(decision: Decision, text: str) -> bool:
    """Whether what is wanted stands in the text, or can still be put in."""
    if decision.verdict is Verdict.REJECT:
        return False
    after = _squeezed(decision.left + decision.after + decision.right)
    before = _squeezed(decision.left + decision.before + decision.right)
    return after in text or (decision.verdict is Verdict.REPLACE and before in text)


def _nearest(old: Decision, fixes: Iterable[Fix]) -> Fix | None:
    """The fix whose surroundings are clearly the most like those of the decision."""
    ranked = sorted(((_shared(old, fix), fix.id, fix) for fix in fixes), reverse=True)[:2]
    if not ranked or ranked[0][0] < ENOUGH:
        return None
    clear = len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= CLEAR
    return ranked[0][2] if clear else None


def _shared(old: Decision, fix: Fix) -> int:
    """How many characters beside the two are the same, counted from the fix outwards."""
    sides = (
        (old.left[::-1], fix.near[0][::-1], fix.left[::-1]),
        (old.right, fix.near[1], fix.right),
    )
    shared = [_same(was, now) for was, now, _ in sides]
    join = not (old.before + old.after).strip()
    if join and not (min(shared) >= BOTH and all(starmap(_same_line, sides))):
        return 0
    return sum(shared)


def _same_line(was: str, now: str, text: str) -> bool:
    """Whether a join is of the line it was of: `was` beside it once, `now` at the start of `text`.

    Another line may follow now. In the line itself no more than one character may be another, and
    not the last that is known: lines that begin alike go on like that.
    """
    if all(map(eq, was, now)):
        return True
    ends = accumulate(len(solid(line, 0, 1)) for line in text.splitlines())
    return _same(was, now) in ends or (sum(map(ne, was, now)) == 1 and was[-1] == now[-1])


def _same(one: str, other: str) -> int:
    from rapidfuzz.distance import Prefix

    return Prefix.similarity(one, other)


def _squeezed(text: str) -> str:
    return "".join(text.split())
