"""Quotation marks follow a text into the other script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from cleaner.knowledge.scripts import SIMPLIFIED, TRADITIONAL, kinds
from cleaner.ledger.fixes import Proposal
from cleaner.ledger.rules import Rule, rule
from cleaner.text.characters import HAN
from cleaner.text.document import Document
from cleaner.text.regex import regex

if TYPE_CHECKING:
    from cleaner.config import Settings
    from cleaner.knowledge.lexicon import Lexicon

CURLY, CORNER = "“”‘’", "「」『』"  # of each the outer pair, then the inner one
_HAN_IN_LINE = regex("[\u3400-\u9fff]")
_LETTER = regex("[0-9A-Za-z\u00c0-\u024f]")


@rule("script.quotes", confidence=0.97)
def quotes(
    document: Document, self: Rule, lexicon: Lexicon, settings: Settings
) -> Iterable[Proposal]:
    """Quotation marks become those of the script asked for.

    ## Why
    Runs only with `--script s`, `t`, `tw` or `hk`, and not with `--quotes keep`. Where a text becomes
    Traditional, “ ” become 「 」 and ‘ ’ become 『 』, and the other way where it becomes Simplified. A
    pair within another is the inner pair of the new marks, whichever stood outside before: 『「」』
    becomes “‘’”. A text that is already in the script asked for keeps the quotes that it has, and so
    does one whose configuration says so with `convention.quotes`. A mark of ‘ ’ without its other half
    is taken for an apostrophe, and lines without Chinese characters stay as they are.

    ## Examples
    Repairs: 他说：“你好，‘世界’。” → 他說：「你好，『世界』。」
    Leaves: 他說：「你好。」

    ## Known failures
    - Measures in feet and inches.

    ## Since
    0.1.0
    """
    to_curly = settings.script == "s"
    kept = dict(settings.convention).get("quotes")
    if kept == ("corner" if to_curly else "curly") or not _comes_from_the_other(document, to_curly):
        return
    old, new = (CORNER, CURLY) if to_curly else (CURLY, CORNER)
    if not any(mark in document.text for mark in old):
        return
    edits = list(_turned(document.text, old, new))
    why = f"quotes of {'Simplified' if to_curly else 'Traditional'} text"
    places = [place for place, _ in edits]
    yield Proposal(
        self,
        places,
        [place + 1 for place in places],
        [mark for _, mark in edits],
        [why] * len(edits),
    )


def _comes_from_the_other(document: Document, to_simplified: bool) -> bool:
    """Whether a text is in the script that is not asked for."""
    if not document.has(HAN):
        return False
    bits = kinds(document)
    simplified, traditional = int((bits == SIMPLIFIED).sum()), int((bits >= TRADITIONAL).sum())
    return traditional > simplified if to_simplified else simplified > traditional


def _turned(text: str, old: str, new: str) -> Iterator[tuple[int, str]]:
    """The places of quotation marks, in their order, and what each becomes."""
    start = 0
    for line in text.splitlines(keepends=True):
        if _HAN_IN_LINE.search(line):
            yield from ((start + place, mark) for place, mark in _in_line(line, old, new))
        start += len(line)


def _in_line(line: str, old: str, new: str) -> list[tuple[int, str]]:
    """The same within a line."""
    pairs, alone = _pairs(line, old)
    found = []
    for begin, end in pairs:
        outside = sum(first < begin and end < last for first, last in pairs)
        inside = any(begin < first and last < end for first, last in pairs)
        inner = outside % 2 if outside or inside else int(line[begin] == old[2])
        found += [(begin, new[2 * inner]), (end, new[2 * inner + 1])]
    found += [(place, new[old.index(line[place])]) for place in alone]
    return sorted(found)


def _pairs(line: str, old: str) -> tuple[list[tuple[int, int]], list[int]]:
    """The marks that belong together, and those alone that are no apostrophes."""
    waiting: list[int] = []
    pairs, alone = [], []
    for place, mark in enumerate(line):
        if mark not in old or (mark == "’" and _is_apostrophe(line, place)):
            continue
        kind = old.index(mark)
        if kind % 2 == 0:
            waiting.append(place)
        elif waiting and line[waiting[-1]] == old[kind - 1]:
            pairs.append((waiting.pop(), place))
        else:
            alone.append(place)
    return pairs, [place for place in (*alone, *waiting) if line[place] not in "‘’"]


def _is_apostrophe(line: str, place: int) -> bool:
    """Whether ’ stands between two letters."""
    before, after = line[place - 1 : place], line[place + 1 : place + 2]
    return bool(_LETTER.match(before) and _LETTER.match(after))
