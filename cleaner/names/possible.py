"""Whether a place may be in a name that nothing beside it tells: scored against words.

A name is scored by how often its characters stand in names, what a repair makes of it by how likely
the text is then cut into words. No list of names is asked: the names of most people are in none.
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cleaner.knowledge.cutting import WIDTH, cuts
from cleaner.knowledge.language import Model
from cleaner.names.frequencies import frequencies
from cleaner.names.people import PARTICLES
from cleaner.text.characters import Flags, Ints

# log10 of how often a word of running text is the name of a person, of one from abroad, of a place;
# of how often a character is read for a certain other one; and how much likelier words must be than
# another name, where the repair makes one. Set by hand, on names put into sentences (seven in ten of
# HanLP's lists) and on the tuning lines of FASPell: a fifth of what was right there is suggested now,
# and of the names that were changed two in three stay.
PERSON, ABROAD, PLACE = -2.0, -3.0, -3.0
MISREAD, MISREAD_OFTEN, BOTH = -5.5, -4.0, -3.0
LONGEST_PERSON, LONGEST_ABROAD, LONGEST_PLACE = 3, 6, 4
OF_PLACES = frozenset(
    "道村乡鄉镇鎮县縣市区區州省街路巷山河江湖海岛島寨屯庄莊坝壩沟溝堡坊桥橋港湾灣岭嶺坡"
)
A_CHARACTER = -2.7  # log10 of how likely one is in the name of a place: as one of five hundred
ABROAD_CHARACTERS = frozenset(
    "斯尔特德布莱克里拉马卡巴伊维罗尼亚普金西阿达夫基格兰林洛丁多加诺菲弗利娜瓦贝托迪戈恩汉雷沙登顿蒂比萨塔费纳奥威丹佩科波"
    "杜默姆赫凯乔哈斐图福思爾萊羅馬維亞達蘭諾貝頓費納奧喬圖"
)
AN_ABROAD = -1.9  # log10 of how likely one of these is in a name: as one of eighty


def may_be_named(
    codes: NDArray[np.uint32], place: int, right: str, model: Model, misread: float = MISREAD
) -> bool:
    """Whether the character at `place` is likelier in a name than misread for `right`.

    `codes`: the code points of the text; `place` in code points, 0-based. `misread`: log10 of how
    often a character is read for a certain other one.
    """
    first, last = max(0, place - WIDTH), place + WIDTH + 1
    window, here = codes[first:last].copy(), place - first
    named, _ = _best(window, here, model)
    window[here] = ord(right)
    named_too, worded = _best(window, here, model)
    return named > worded + misread or named_too > worded + BOTH


def may_be_surnames(codes: NDArray[np.uint32], places: Ints, model: Model) -> Flags:
    """At which places a character is likelier the surname of a person than part of words."""
    found = cuts(codes, places, model)
    flags = np.zeros(len(places), np.bool_)
    for row, place in enumerate(places.tolist()):
        name = "".join(map(chr, codes[place : place + LONGEST_PERSON].tolist()))
        named = [
            found.with_word(row, place, place + size, _as_person(name[:size]))
            for size in range(2, len(name) + 1)
        ]
        flags[row] = max(named, default=-math.inf) > float(found.best[row])
    return flags


def likeliest(codes: NDArray[np.uint32], place: int, model: Model) -> float:
    """log10 of how likely the text around a place is, cut into words and names the best way."""
    first, last = max(0, place - WIDTH), place + WIDTH + 1
    return max(_best(codes[first:last], place - first, model))


def _best(window: NDArray[np.uint32], here: int, model: Model) -> tuple[float, float]:
    """log10 of how likely the text is where `here` is in a name, and where it is in a word."""
    cut, text = cuts(window, np.array([here]), model), "".join(map(chr, window.tolist()))
    named = max(
        cut.with_word(0, start, end, log)
        for start in range(max(0, here - LONGEST_ABROAD + 1), here + 1)
        for end in range(here + 1, min(len(text), start + LONGEST_ABROAD) + 1)
        for log in (_likely(text[start:end]),)
    )
    return named, float(cut.best[0])


@cache
def _likely(name: str) -> float:
    """log10 of how likely a word of a text is this name, -inf for what is no name at all."""
    return max(_as_person(name), _as_place(name), _from_abroad(name))


def _as_person(name: str) -> float:
    surnames, given = frequencies()
    if (
        not 2 <= len(name) <= LONGEST_PERSON
        or name[0] not in surnames.counts
        or PARTICLES & {*name[1:]}
    ):
        return -math.inf
    return (
        PERSON
        + math.log10(surnames.of(name[0]))
        + sum(math.log10(given.of(one)) for one in name[1:])
    )


def _as_place(name: str) -> float:
    if not 3 <= len(name) <= LONGEST_PLACE or name[-1] not in OF_PLACES or PARTICLES & {*name}:
        return -math.inf
    return PLACE + A_CHARACTER * (len(name) - 1) - math.log10(len(OF_PLACES))


def _from_abroad(name: str) -> float:
    if len(name) < 3 or not ABROAD_CHARACTERS.issuperset(name):
        return -math.inf
    return ABROAD + AN_ABROAD * len(name)
