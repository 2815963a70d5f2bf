"""Words that Taiwan and the mainland have different ones for: 軟體, 软件."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from cleaner.config import Settings, enabled
from cleaner.knowledge.scripts import SIMPLIFIED, TRADITIONAL, converted, kinds, worded
from cleaner.ledger.fixes import Proposal
from cleaner.ledger.rules import Rule, rule
from cleaner.stages.script import exceptions
from cleaner.text.characters import HAN, Flags
from cleaner.text.document import Document

if TYPE_CHECKING:
    from cleaner.knowledge.lexicon import Lexicon

CHAINS = {"tw": ("s2tw", "s2twp"), "s": ("tw2s", "tw2sp")}
"""By the script asked for: OpenCC's conversion without regional words, and with them."""

PLACES = {"tw": "Taiwan", "s": "the mainland"}
Edited = tuple[int, int, str]  # start and end of what is replaced, and by what


@rule("script.words", confidence=0.9)
def words(
    document: Document, self: Rule, lexicon: Lexicon, settings: Settings
) -> Iterable[Proposal]:
    """Words become those that are used where the script asked for is.

    ## Why
    Runs only with `--words local` and `--script tw` or `s`. OpenCC's tables of regional words decide
    (`s2twp`, `tw2sp`): 软件 becomes 軟體, 信息 becomes 資訊, and the other way. Only lines in the other
    script are looked at: a text that is already in the one asked for has the words that it wants.
    Names of the dictionaries stay, and titles in 《》 with `titles = "keep"`.

    ## Examples
    Repairs: 这个软件通过网络发送信息 → 這個軟體通過網路傳送資訊
    Leaves: 這個軟件

    ## Known failures
    - A word of two meanings becomes the commoner one.

    ## Since
    0.1.0
    """
    edits = edits_of(document, lexicon, settings)
    starts, ends, after = ([*column] for column in zip(*edits, strict=True)) if edits else ([],) * 3
    whys = [f"a word of {PLACES[settings.script]}"] * len(edits)
    yield Proposal(self, starts, ends, after, whys)


def flags(document: Document, lexicon: Lexicon, settings: Settings) -> Flags:
    """Which characters stand in words that are replaced."""
    found = np.zeros(len(document.text), np.bool_)
    if words.name in enabled(settings, [words.name]):
        for start, end, _ in edits_of(document, lexicon, settings):
            found[start:end] = True
    return found


def edits_of(document: Document, lexicon: Lexicon, settings: Settings) -> list[Edited]:
    """What is replaced in a document; looked for once."""
    found: list[Edited] | None = document.analyses.get("script.words")
    if found is None:
        found = list(_edits(document, lexicon, settings))
        document.analyses["script.words"] = found
    return found


def _edits(document: Document, lexicon: Lexicon, settings: Settings) -> Iterator[Edited]:
    bits = kinds(document)
    own, other = (SIMPLIFIED, TRADITIONAL) if settings.script == "tw" else (TRADITIONAL, SIMPLIFIED)
    if not document.has(HAN) or not (bits == own).any():
        return
    held = exceptions.names_for(lexicon).flags(document)
    if settings.titles == "keep":
        held |= exceptions.titles(document)
    start = 0
    for line in document.text.splitlines(keepends=True):
        here = slice(start, start + len(line))
        if np.count_nonzero(bits[here] == own) > np.count_nonzero(bits[here] == other):
            for first, last, after in _replaced(line, *CHAINS[settings.script]):
                if not held[start + first : start + last].any():
                    yield start + first, start + last, after
        start += len(line)


def _replaced(line: str, plain: str, local: str) -> Iterator[Edited]:
    """The words of a line that a conversion with regional words has others for."""
    made, wanted = converted(line, (plain,)), worded(line, local)
    if made == wanted:
        return
    from cleaner.text.sharing import differences  # late: few texts ask for it

    found: list[tuple[int, int, int, int]] = []
    for start, end, first, last in differences(made, wanted):
        if found and (found[-1][1], found[-1][3]) == (start, first):
            start, _, first, _ = found.pop()
        found.append((start, end, first, last))
    for start, end, first, last in found:
        yield _widened(made, start, end, wanted[first:last])


def _widened(made: str, start: int, end: int, after: str) -> Edited:
    """An edit that replaces something, whatever was put in."""
    if start < end:
        return start, end, after
    return (start - 1, end, made[start - 1] + after) if start else (0, 1, after + made[0])
