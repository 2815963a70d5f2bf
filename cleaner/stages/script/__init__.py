"""Simplified and Traditional: conversion, strays of the other script, and variants of a character."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from cleaner.knowledge.scripts import (
    SIMPLIFIED,
    TO_SIMPLIFIED,
    TRADITIONAL,
    VARIANT,
    VARIANTS,
    converted,
    kinds,
    runs,
    script_of,
    spread,
    stretches,
)
from cleaner.ledger.fixes import Edit, Proposal, Rule, Safety, Stage, rule
from cleaner.stages.script import exceptions
from cleaner.text.characters import HAN, NEWLINE, Flags, Ints, code_points
from cleaner.text.document import Document

if TYPE_CHECKING:
    from cleaner.config import Settings
    from cleaner.knowledge.lexicon import Lexicon

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
TO_SIMPLIFIED_FROM_TAIWAN = ("hk2t", "tw2s")  # 看著 is 看着, too
LAST_OF_PLANE = 0xFFFF
MOST = 3  # times as often as another form the leading form of a variant stands
FEWEST = 3  # times that it must stand
WORDWISE = frozenset("臺台")  # 台 is also a word of its own: unified in the same word only


@rule("script.convert", confidence=0.99)
def convert(
    document: Document, self: Rule, lexicon: Lexicon, settings: Settings
) -> Iterable[Proposal]:
    """A character becomes that of the script asked for.

    ## Why
    Runs only with `--script s`, `t`, `tw` or `hk`. OpenCC converts by phrases, so that 皇后 and 后面,
    公里 and 里面, 干净, 干部 and 乾坤 come out right. Each line is converted from the script that it
    is in: in a line that is already in the script asked for, only characters of the other script
    change, and, among the forms of Traditional Chinese, those that Taiwan or Hong Kong writes
    otherwise. Names of the dictionaries stay as they are written there, and so do titles in 《》 with
    `titles = "keep"`. In the names of people that an office, a verb of speech or a byline tells,
    surnames and characters that only names have stay: 于, 余, 范; 昇.

    ## Examples
    Repairs: 皇后在后面看头发 → 皇后在後面看頭髮
    Repairs: 他说公里是里程的单位 → 他說公里是里程的單位
    Repairs: 记者余海生报道，市长范力指出，其余的范围在于发展 → 記者余海生報道，市長范力指出，其餘的範圍在於發展
    Leaves: 臺灣的發展
    Leaves: 皇后

    ## Known failures
    - OpenCC has 座標.
    - OpenCC has 揹着.
    - 台 as a name for Taiwan.

    ## Since
    0.1.0
    """
    target = settings.script
    codes, bits = document.codes, kinds(document)
    if not document.has(HAN):
        return
    names = exceptions.names_for(lexicon)
    held = names.flags(document)
    if settings.titles == "keep":
        held |= exceptions.titles(document)
    simplified = _simplified_lines(document, bits, ~held)
    wanted, allowed = _wanted(document, bits, simplified, target, lexicon)
    spelt = list(names.converted(document.text, wanted, target))
    if target == "s":
        spelt = [*exceptions.restored(document, wanted), *spelt]  # the user's go before
    for start, end, name in spelt:
        wanted[start:end] = np.array([ord(one) for one in name], np.uint32)
    changed = (wanted != codes) & allowed & ~held & (document.classes == HAN)
    changed &= ~exceptions.people(document, lexicon, changed, target)
    if not changed.any():
        return
    starts, ends = runs(changed)
    text = wanted.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    pairs = list(zip(starts.tolist(), ends.tolist(), strict=True))
    after = [text[start:end] for start, end in pairs]
    phrased = _by_phrase(document, wanted, changed, simplified, target)
    whys = [
        f"{LABELS[target]} asked for" + (", by the phrase" if phrased[start:end].any() else "")
        for start, end in pairs
    ]
    yield Proposal(self, starts, ends, after, whys)


def _simplified_lines(document: Document, bits: NDArray[np.uint8], free: Flags) -> Flags:
    """Of each character, whether its line is in Simplified; a line that does not tell is as the text.

    A text that does not tell is taken for Simplified.
    """
    lines = np.cumsum(document.classes == NEWLINE)
    simplified = np.bincount(lines, (bits == SIMPLIFIED) & free)
    traditional = np.bincount(lines, (bits >= TRADITIONAL) & free)
    whole = simplified.sum() >= traditional.sum()
    chosen = np.where(simplified == traditional, whole, simplified > traditional)
    flags: Flags = chosen[lines].astype(np.bool_)
    return flags


def _wanted(
    document: Document,
    bits: NDArray[np.uint8],
    simplified: Flags,
    target: str,
    lexicon: Lexicon,
) -> tuple[NDArray[np.uint32], Flags]:
    """The code points in the script asked for, and which of them may be taken."""
    text, codes = document.text, document.codes
    wanted, allowed = codes.copy(), np.zeros(len(codes), np.bool_)
    if not simplified.all():
        _take(wanted, text, _from_traditional(text, target), ~simplified)
        allowed |= ~simplified
    odd, own = simplified & (bits >= TRADITIONAL), bits == SIMPLIFIED
    chain = TO_SIMPLIFIED
    if target != "s":
        _take(wanted, text, FROM_SIMPLIFIED[target], simplified)
        allowed |= simplified
        odd, own = ~simplified & (bits == SIMPLIFIED), bits >= TRADITIONAL
        chain = FROM_SIMPLIFIED[target]
    if odd.any():
        made = code_points(converted(text, chain))
        spans = np.column_stack(stretches(document, odd, own))
        reached = spread(len(codes), *_with_neighbours(document, spans, made, lexicon))
        wanted[reached] = made[reached]
        allowed |= reached
    return wanted, allowed


def _from_traditional(text: str, target: str) -> tuple[str, ...]:
    """The conversions for Traditional lines; where Taiwan's forms stand without 着, 著 is 着, too."""
    if target != "s":
        return FROM_TRADITIONAL[target]
    taiwan = "着" not in text and _flavour(text) == "s2tw"
    return TO_SIMPLIFIED_FROM_TAIWAN if taiwan else TO_SIMPLIFIED


def _take(wanted: NDArray[np.uint32], text: str, chain: tuple[str, ...], where: Flags) -> None:
    """Put the converted text where it is flagged."""
    if where.any():
        wanted[where] = code_points(converted(text, chain))[where]


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


@rule("script.mixed", safety=Safety.SUGGESTED, confidence=0.95)
def mixed(
    document: Document, self: Rule, lexicon: Lexicon, settings: Settings
) -> Iterable[Proposal]:
    """Characters of the other script in a text that is clearly in one may be converted to it.

    ## Why
    A text is clearly in one script when it has twenty characters that exist in this script only,
    and they are 95 in 100 of all that tells; what stands together of the other script counts once,
    and is one suggestion. Lines wholly in the other script, titles in 《》, quotations in the other script, names of the dictionaries,
    organisations of Hong Kong, Macao and Taiwan, Japanese lines, glosses as in 发（發）, and lines
    about characters are left alone. `--script` converts all of it.

    ## Examples
    Repairs: 会议强调，各级党组织要认真学习贯彻，义乌市委书记指出，要发展经济，扩大开放，为企业减轻负担，这是對的。 → 会议强调，各级党组织要认真学习贯彻，义乌市委书记指出，要发展经济，扩大开放，为企业减轻负担，这是对的。
    Leaves: 会议强调，各级党组织要认真学习贯彻，义乌市委书记指出，要发展经济，扩大开放，为企业减轻负担，他读《國史大綱》。

    ## Known failures
    - Shown as a suggestion, and at times meant: names without a dictionary.
    - 后 is in both scripts, so it does not tell.
    - Taken for a quotation.

    ## Since
    0.1.0
    """
    script = script_of(document)
    label = "Simplified" if script == SIMPLIFIED else "Traditional"
    spans = [span for span in _strays(document, script, lexicon) if _tells(document, span)]
    if not spans:
        return
    chain = TO_SIMPLIFIED if script == SIMPLIFIED else (_flavour(document.text),)
    made = converted(document.text, chain)
    starts, ends = _with_neighbours(document, np.array(spans), code_points(made), lexicon)
    places = list(zip(starts.tolist(), ends.tolist(), strict=True))
    after = [made[start:end] for start, end in places]
    whys = [f"{document.text[start:end]} in a text that is {label}" for start, end in places]
    yield Proposal(self, starts, ends, after, whys).keep(
        [document.text[slice(*span)] != made[slice(*span)] for span in places]
    )


def _tells(document: Document, span: tuple[int, int]) -> bool:
    """Whether a stretch has more in it than forms of `VARIANTS`."""
    return bool((kinds(document)[slice(*span)] % VARIANT).any())


def _with_neighbours(
    document: Document, spans: Ints, made: NDArray[np.uint32], lexicon: Lexicon
) -> tuple[Ints, Ints]:
    """Starts and ends of stretches, each with a neighbour that changes and makes a word with it.

    乾 is in both scripts, but in 乾淨 it belongs to the stretch. `made`: the converted code points.
    """
    starts, ends = spans.T
    last = len(made) - 1
    before, after = np.maximum(starts - 1, 0), np.minimum(ends, last)
    changed = (made != document.codes) & (document.classes == HAN) & (made <= LAST_OF_PLANE)
    led = (starts > 0) & changed[before] & _words(made[before], made[starts], lexicon)
    led &= ~np.isin(before, ends - 1)
    followed = (ends <= last) & changed[after] & _words(made[ends - 1], made[after], lexicon)
    followed &= ~np.isin(after, starts) & ~np.isin(after, before[led])
    return starts - led, ends + followed


def _words(first: NDArray[np.uint32], second: NDArray[np.uint32], lexicon: Lexicon) -> Flags:
    """Whether two characters make a word, pair by pair."""
    one, two = first.astype(np.uint64), second.astype(np.uint64)
    return lexicon.contains(one << np.uint64(48) | two << np.uint64(32))


def _strays(document: Document, script: int, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Stretches of the other script in a text that is in `script`, without what is left alone."""
    found: list[tuple[int, int]] | None = document.analyses.get("script.strays")
    if found is None:
        found = _looked_for(document, script, lexicon) if script else []
        document.analyses["script.strays"] = found
    return found


def _looked_for(document: Document, script: int, lexicon: Lexicon) -> list[tuple[int, int]]:
    bits = kinds(document)
    odd, own = bits == SIMPLIFIED, bits == TRADITIONAL
    if script == SIMPLIFIED:
        odd, own = bits >= TRADITIONAL, odd
    if not odd.any():
        return []
    starts, ends = stretches(document, odd, own)
    return _free(document, zip(starts.tolist(), ends.tolist(), strict=True), odd, own, lexicon)


def _free(
    document: Document, spans: Iterable[tuple[int, int]], odd: Flags, own: Flags, lexicon: Lexicon
) -> list[tuple[int, int]]:
    """Those of the spans, which are in order, that nothing withholds."""
    names = exceptions.names_for(lexicon).flags(document)
    lines = exceptions.Lines(document.text, odd, own)
    return [
        (start, end)
        for start, end in spans
        if not names[start:end].any() and not lines.left_alone(start, end)
    ]


def _flavour(text: str) -> str:
    """The conversion from Simplified into the Traditional forms that a text uses."""
    if text.count("説") > text.count("說"):
        return "s2hk"
    return "s2tw" if text.count("為") + text.count("裡") >= text.count("爲") else "s2t"


@rule("script.variant", safety=Safety.SUGGESTED, confidence=0.95)
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
    for start, end in _strays(document, SIMPLIFIED, lexicon):
        for place in range(start, end) if not _tells(document, (start, end)) else ():
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
    strays = {place for span in _strays(document, TRADITIONAL, lexicon) for place in range(*span)}
    free = _free(document, spans, bits == SIMPLIFIED, bits == TRADITIONAL, lexicon)
    chosen = [found[start] for start, _ in free if start not in strays]
    yield Proposal.of([((edit,), why) for edit, why in chosen], self)


def _same_word(text: str, place: int, lead: str) -> bool:
    """Whether the text has the word around `place` with the leading form, too."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return (before + lead in text and _is_han(before)) or (lead + after in text and _is_han(after))


def _is_han(one: str) -> bool:
    return "\u3400" <= one <= "\u9fff"


def propose(
    document: Document, rules: Sequence[Rule], lexicon: Lexicon, settings: Settings
) -> Iterable[Proposal]:
    """Every rule looks at the document by itself, and may ask for names and settings."""
    for each in rules:
        yield from each.function(document, each, lexicon, settings)


STAGE = Stage("script", (convert, mixed, variant), propose, spares=True)
