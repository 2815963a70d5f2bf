"""What was decided on words, for other files: learned pairs, dictionaries, words to keep."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cleaner.ledger.entries import dump
from cleaner.review.decisions import Book, Decision, Verdict

ARROW = "→"


def pairs(book: Book) -> Iterator[str]:
    """Accepted replacements as JSON Lines: rule, before, after."""
    for rule, before, after in _changes(book, Verdict.ACCEPT):
        yield dump({"rule": rule, "before": before, "after": after}) + "\n"


def dictionary(book: Book) -> Iterator[str]:
    """Accepted words as a dictionary: the name, and what it is written like as a variant."""
    variants: dict[str, dict[str, None]] = {}
    for _, before, after in _changes(book, Verdict.ACCEPT):
        if _is_word(before) and _is_word(after):
            variants.setdefault(after, {})[before] = None
    yield "name\tvariants\n"
    for name in sorted(variants):
        yield f"{name}\t{'|'.join(variants[name])}\n"


def keep(book: Book) -> Iterator[str]:
    """Words whose replacement was rejected, as a dictionary of names to leave alone."""
    yield "name\n"
    words = {before for _, before, _ in _changes(book, Verdict.REJECT) if _is_word(before)}
    yield from (f"{word}\n" for word in sorted(words))


def _changes(book: Book, verdict: Verdict) -> Iterator[tuple[str, str, str]]:
    """Rule, before and after of each decided replacement of more than blanks, none twice.

    What a reviewer has written counts as accepted.
    """
    seen: dict[tuple[str, str, str], None] = {}
    for decision in book.decisions.values():
        if decision.verdict is verdict:
            for before, after in _of_series(decision):
                seen[decision.rule, before, after] = None
    if verdict is Verdict.ACCEPT:
        for decision in book.replaced():
            if (decision.before + decision.after).strip():
                seen[decision.rule, decision.before, decision.after] = None
    yield from sorted(seen)


def _of_series(decision: Decision) -> Iterator[tuple[str, str]]:
    """What the fixes of a series put in the place of what."""
    if decision.series in ("", decision.rule):
        return
    changes = decision.series.removeprefix(decision.rule + " ")
    several = changes.count(ARROW) > 1
    for change in changes.split(" ") if several else [changes]:
        before, arrow, after = change.partition(ARROW)
        if arrow and before != after:
            yield before, after


def _is_word(text: str) -> bool:
    return len(text) > 1 and text.isalnum() and not text.isdigit()


EXPORTS: dict[str, Callable[[Book], Iterator[str]]] = {
    "pairs": pairs,
    "dictionary": dictionary,
    "keep": keep,
}
