"""Conversion to the script asked for: Simplified, Traditional, that of Taiwan or Hong Kong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from cleaner.knowledge import traditional
from cleaner.knowledge.language import shipped
from cleaner.knowledge.scripts import (
    SIMPLIFIED,
    TO_SIMPLIFIED,
    TRADITIONAL,
    converted,
    kinds,
    spread,
    stretches,
)
from cleaner.ledger.fixes import Proposal
from cleaner.ledger.rules import Rule, rule
from cleaner.stages.script import exceptions, regional, weighing, wordwise
from cleaner.text.characters import HAN, NEWLINE, Flags, Ints, code_points, runs
from cleaner.text.document import Document

if TYPE_CHECKING:
    from cleaner.config import Settings
    from cleaner.knowledge.lexicon import Lexicon
from cleaner.stages.script.strays import flavour, with_neighbours

LABELS = {
    "s": "Simplified",
    "t": "Traditional",
    "tw": "Traditional of Taiwan",
    "hk": "Traditional of Hong Kong",
}
# OpenCC's conversions for lines in Simplified, and for lines in Traditional Chinese.
FROM_SIMPLIFIED: dict[str, tuple[str, ...]] = {
    "s": (),
    "t": ("s2t",),
    "tw": ("s2tw",),
    "hk": ("s2hk",),
}
FROM_TRADITIONAL: dict[str, tuple[str, ...]] = {
    "t": ("tw2t", "hk2t"),
    "tw": ("hk2t", "t2tw"),
    "hk": ("tw2t", "t2hk"),
}
IN_PHRASES = "梁匯吃恒"  # what they change in phrases only
TO_SIMPLIFIED_FROM_TAIWAN = ("hk2t", "tw2s")  # 看著 is 看着, too


@rule("script.convert", confidence=0.99)
def convert(
    document: Document, self: Rule, lexicon: Lexicon, settings: Settings
) -> Iterable[Proposal]:
    """A character becomes that of the script asked for.

    ## Why
    Runs only with `--script s`, `t`, `tw` or `hk`. OpenCC converts by phrases, so that 皇后 and 后面,
    公里 and 里面, 干净, 干部 and 乾坤 come out right. It takes the longest phrase from left to right,
    also across the border of two words: 被发|明. Where a character has several counterparts, the words
    decide: the text around is cut the likeliest way with each of them, by how often words were counted
    in Taiwan with it (自製, 發布). If one is clearly likelier than OpenCC's, it is taken; if not,
    OpenCC's stays. 里, 干 and 托 stay between characters of foreign names. 著 stays in words that are likelier with it (土著), and
    between the end of a name and 有 or 《.

    Each line is converted from the script that it is in, one that does not tell from that of the text:
    in a line that is already in the script asked for, only characters of the other script change,
    and, among the forms of Traditional Chinese, those that Taiwan or Hong Kong writes otherwise. Names
    of the dictionaries stay as they are written there, and so do titles in 《》 with
    `titles = "keep"`. In the names of people that an office, a verb of speech or a byline tells,
    surnames and characters that only names have stay: 于, 余, 范; 昇, 徵; 旂 at the end of any name.
    A surname before a title stays, too: 于教授.

    ## Examples
    Repairs: 皇后在后面看头发 → 皇后在後面看頭髮
    Repairs: 他说公里是里程的单位 → 他說公里是里程的單位
    Repairs: 记者余海生报道，市长范力指出，其余的范围在于发展 → 記者余海生報道，市長范力指出，其餘的範圍在於發展
    Repairs: 小偷被发觉，他介绍了如何防范 → 小偷被發覺，他介紹了如何防範
    Leaves: 臺灣的發展
    Leaves: 皇后

    ## Known failures
    - OpenCC has 座標.
    - OpenCC has 揹着.
    - 台 as a name for Taiwan.
    - A character that is a word by itself is OpenCC's default.
    - 多 often stands before 着.
    - 所著 was hardly ever counted.

    ## Since
    0.1.0
    """
    if not document.has(HAN):
        return
    wanted, changed, simplified, worded = _made(document, lexicon, settings)
    if not changed.any():
        return
    starts, ends = runs(changed)
    text = wanted.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    pairs = zip(starts.tolist(), ends.tolist(), strict=True)
    after = [text[start:end] for start, end in pairs]
    phrased = _by_phrase(document, wanted, changed, simplified, settings.script)
    asked = f"{LABELS[settings.script]} asked for"
    yield Proposal(self, starts, ends, after, _reasons(starts, ends, asked, phrased, worded))


def _made(
    document: Document, lexicon: Lexicon, settings: Settings
) -> tuple[NDArray[np.uint32], Flags, Flags, dict[int, str]]:
    """The code points in the script asked for, which of them change, which lines are Simplified, and
    the words that decided by their places."""
    target, bits = settings.script, kinds(document)
    names = exceptions.names_for(lexicon)
    held = names.flags(document)
    if settings.titles == "keep":
        held |= exceptions.titles(document)
    simplified = _simplified_lines(document, bits, ~held, target)
    wanted, allowed, worded = _wanted(document, bits, simplified, target, lexicon)
    spelt = list(names.converted(document.text, wanted, target))
    if target == "s":
        spelt = [*exceptions.restored(document, wanted), *spelt]  # the user's go before
    for start, end, name in spelt:
        wanted[start:end] = np.array([ord(one) for one in name], np.uint32)
    changed = (wanted != document.codes) & allowed & ~held & (document.classes == HAN)
    changed &= ~exceptions.people(document, lexicon, changed, target)
    changed &= ~regional.flags(document, lexicon, settings)
    return wanted, changed, simplified, worded


def _reasons(
    starts: Ints, ends: Ints, asked: str, phrased: Flags, worded: dict[int, str]
) -> list[str]:
    """Why each run changes: what was `asked`, and what decided among several counterparts."""
    reasons = [asked, f"{asked}, by the phrase"]
    counts = np.append(0, np.cumsum(phrased))
    whys = [reasons[by_phrase] for by_phrase in (counts[ends] > counts[starts]).tolist()]
    for place, word in worded.items():
        run = int(np.searchsorted(ends, place, "right"))
        if run < len(ends) and starts[run] <= place:
            whys[run] = f"{asked}, by the word {word}"
    return whys


def _simplified_lines(
    document: Document, bits: NDArray[np.uint8], free: Flags, target: str
) -> Flags:
    """Of each character, whether its line is in Simplified; a line that does not tell is as the text.

    A text that has nothing that tells is taken for one in the script that is not asked for.
    """
    lines = np.cumsum(document.classes == NEWLINE)
    simplified = np.bincount(lines, (bits == SIMPLIFIED) & free)
    traditional = np.bincount(lines, (bits >= TRADITIONAL) & free)
    own, other = simplified.sum(), traditional.sum()
    whole = own > other or (own == other and not (target == "s" and own == 0))
    chosen = np.where(simplified == traditional, whole, simplified > traditional)
    flags: Flags = chosen[lines].astype(np.bool_)
    return flags


def _wanted(
    document: Document,
    bits: NDArray[np.uint8],
    simplified: Flags,
    target: str,
    lexicon: Lexicon,
) -> tuple[NDArray[np.uint32], Flags, dict[int, str]]:
    """The code points in the script asked for, which of them may be taken, and words that decide."""
    text, codes = document.text, document.codes
    wanted, allowed = codes.copy(), np.zeros(len(codes), np.bool_)
    worded: dict[int, str] = {}
    if not simplified.all():
        worded |= _take(wanted, document, _from_traditional(text, target), ~simplified)
        allowed |= ~simplified
    odd, own = simplified & (bits >= TRADITIONAL), bits == SIMPLIFIED
    chain = TO_SIMPLIFIED
    if target != "s":
        worded |= _take(wanted, document, FROM_SIMPLIFIED[target], simplified)
        allowed |= simplified
        odd, own = ~simplified & (bits == SIMPLIFIED), bits >= TRADITIONAL
        chain = FROM_SIMPLIFIED[target]
    if odd.any():
        made = code_points(converted(text, chain))
        spans = np.column_stack(stretches(document, odd, own))
        reached = spread(len(codes), *with_neighbours(document, spans, made, lexicon))
        wanted[reached] = made[reached]
        allowed |= reached
    return wanted, allowed, worded


def _from_traditional(text: str, target: str) -> tuple[str, ...]:
    """The conversions for Traditional lines; where Taiwan's forms stand without 着, 著 is 着, too."""
    if target != "s":
        return FROM_TRADITIONAL[target]
    taiwan = "着" not in text and flavour(text) == "s2tw"
    return TO_SIMPLIFIED_FROM_TAIWAN if taiwan else TO_SIMPLIFIED


def _take(
    wanted: NDArray[np.uint32], document: Document, chain: tuple[str, ...], where: Flags
) -> dict[int, str]:
    """Put the converted text where it is flagged; the words that decide otherwise than OpenCC."""
    if not where.any() or not chain or not _can_change(document, where, chain):
        return {}
    made = code_points(converted(document.text, chain)).copy()
    decided: dict[int, tuple[str, str]] = {}
    left = where
    if chain in weighing.FORMS_OF:
        known = traditional.shipped()
        decided = weighing.decide(document, made, where, chain, shipped(), known)
        left = where & (known.forms[np.minimum(document.codes, 0xFFFF), 1] == 0)
    decided |= wordwise.decide(document, made, left, chain, shipped())
    if chain == TO_SIMPLIFIED_FROM_TAIWAN:
        decided |= wordwise.written(document, made, where, shipped())
    worded = {place: f"{word} (OpenCC: {chr(made[place])})" for place, (_, word) in decided.items()}
    for place, (form, _) in decided.items():
        made[place] = ord(form)
    wanted[where] = made[where]
    return worded


def _can_change(document: Document, where: Flags, chain: tuple[str, ...]) -> bool:
    """Whether a conversion between forms of Traditional may change a flagged character."""
    if chain not in FROM_TRADITIONAL.values():
        return True
    low = np.minimum(document.codes, wordwise.PLANE - 1)
    changed = wordwise.several(chain)[1] != np.arange(wordwise.PLANE)
    changed[[ord(one) for one in IN_PHRASES]] = True
    return bool((changed[low] & where).any())


def _by_phrase(
    document: Document,
    wanted: NDArray[np.uint32],
    changed: Flags,
    simplified: Flags,
    target: str,
) -> Flags:
    """Which changed characters would have become something else by themselves."""
    found = np.zeros(len(wanted), np.bool_)
    ways = FROM_SIMPLIFIED[target], _from_traditional(document.text, target)
    for lines, chain in zip((simplified, ~simplified), ways, strict=True):
        places = (changed & lines).nonzero()[0]
        if not len(places) or not chain:
            continue
        points, index = np.unique(document.codes[places], return_inverse=True)
        alone = converted("\n".join(map(chr, points.tolist())), chain).split("\n")
        default = np.array([ord(one) for one in alone], np.uint32)[index]
        found[places] = default != wanted[places]
    return found
