"""Characters with several counterparts, decided by the words that are really there.

OpenCC takes the longest phrase that it knows, from left to right, also across the border of two words:
被發|明. Where it does, the word decides; its form is OpenCC's, too, asked of the word alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.knowledge.cutting import WIDTH, Cuts, cuts
from cleaner.knowledge.language import NO_WORD, Model
from cleaner.knowledge.scripts import converted
from cleaner.text.characters import HAN, Flags, Ints
from cleaner.text.document import Document

LONGEST_PHRASE = 5  # characters of a phrase that is looked for around a place; set by hand
# Log10 of how likely a phrase of OpenCC is at least, beside a word of one character and a longer
# one; set by hand.
PHRASE, BESIDE_WORD = -6.0, -7.0
MARGIN = 1.5  # powers of ten that words must be likelier than a phrase; set by hand
MOST_KEPT = 200_000  # answers of OpenCC kept for a chain
NUMERALS = frozenset("〇零一二三四五六七八九十百千万萬亿億兆两兩几幾数數多余餘半")
PLANE = 1 << 16
BMP_HAN = range(0x3400, 0xA000)

Chain = tuple[str, ...]


class Choice(NamedTuple):
    """What is chosen for a character with several counterparts.

    `form`: what comes; `word`: what it is a part of there; `other`: what comes where `form` is
    rejected. `by_words`: whether OpenCC has the other. `open`: whether the words are as likely with
    the other, so that they leave it open.
    """

    form: str
    word: str
    other: str
    by_words: bool = True
    open: bool = False


_answers: dict[Chain, dict[str, str]] = {}


def asked(strings: Iterable[str], chain: Chain) -> dict[str, str]:
    """What a chain of conversions makes of strings without line ends, each by itself."""
    known = _answers.setdefault(chain, {})
    if len(known) > MOST_KEPT:
        known.clear()
    wanted = list(dict.fromkeys(strings))
    new = [one for one in wanted if one not in known]
    if new:
        known.update(zip(new, converted("\n".join(new), chain).split("\n"), strict=True))
    return {one: known[one] for one in wanted}


@cache
def several(chain: Chain) -> tuple[Flags, NDArray[np.uint32]]:
    """Which characters have several counterparts, and what each becomes by itself.

    By what OpenCC makes of all others on the way back; in conversions to Simplified, `DOUBTFUL`.
    """
    characters = "".join(map(chr, BMP_HAN))
    alone = np.arange(PLANE, dtype=np.uint32)
    made = converted("\n".join(characters), chain).split("\n")
    alone[BMP_HAN.start : BMP_HAN.stop] = [ord(one) for one in made]
    flags = np.zeros(PLANE, np.bool_)
    if chain[-1].endswith("s"):
        flags[[ord(one) for one in DOUBTFUL]] = True
        return flags, alone
    back = converted("\n".join(characters), ("t2s",)).split("\n")
    forms: dict[str, int] = {}
    for one, plain in zip(characters, back, strict=True):
        forms[plain] = forms.get(plain, 0) + (one != plain)
    both = [plain for plain, others in forms.items() if others > (not _in_big5(plain))]
    flags[[ord(plain) for plain in both if ord(plain) < PLANE]] = True
    return flags, alone


def _in_big5(character: str) -> bool:
    try:
        return bool(character.encode("big5"))
    except UnicodeEncodeError:
        return False


DOUBTFUL = "乾著瞭徵藉覆沈坏昇祕鉅"


def decide(
    document: Document, wanted: NDArray[np.uint32], where: Flags, chain: Chain, model: Model
) -> dict[int, Choice]:
    """Where the words want another character than `wanted`, OpenCC's."""
    text, codes = document.text, document.codes
    places = _suspicious(document, wanted, where, chain)
    if not len(places):
        return {}
    found = cuts(codes, places, model)
    spans = list(zip(places.tolist(), found.starts.tolist(), found.ends.tolist(), strict=True))
    made = asked((text[start:end] for _, start, end in spans), chain)
    _, alone = several(chain)
    taken = {}
    for row, (place, start, end) in enumerate(spans):
        form = made[text[start:end]][place - start]
        if ord(form) == wanted[place]:
            continue
        by_phrase = wanted[place] != alone[codes[place]]
        if not by_phrase or _is_cut(document, found, row, int(wanted[place]), chain, model):
            taken[place] = Choice(form, text[start:end], chr(wanted[place]))
    return taken


def _is_cut(
    document: Document, found: Cuts, row: int, form: int, chain: Chain, model: Model
) -> bool:
    """Whether every phrase that gives the character stands against the words by more than `MARGIN`."""
    text = document.text
    near = phrases(document, int(found.places[row]), form, chain)
    if any(
        end == found.ends[row] and start and {text[start], text[start - 1]} <= NUMERALS
        for start, end in near
    ):
        return False  # a number is no word that could be cut: 五|千里
    least = PHRASE if found.ends[row] - found.starts[row] == 1 else BESIDE_WORD
    ways = [
        found.with_word(row, start, end, max(model.word_log(text[start:end]), least))
        for start, end in near
    ]
    return bool(ways) and max(ways) < found.best[row] - MARGIN


def _suspicious(document: Document, wanted: NDArray[np.uint32], where: Flags, chain: Chain) -> Ints:
    """Places that OpenCC decided by a phrase, or would have decided so if it had seen a pair alone."""
    text, codes = document.text, document.codes
    flags, alone = several(chain)
    low = np.minimum(codes, PLANE - 1)
    han = where & (document.classes == HAN) & (codes < PLANE)
    phrased = han & (wanted != alone[low])
    plain = (han & ~phrased & flags[low]).nonzero()[0].tolist()
    solid = np.append(document.classes == HAN, False)
    pairs = [
        (place, text[first : first + 2], place - first)
        for place in plain
        for first in (place - 1, place)
        if first >= 0 and solid[first] and solid[first + 1]
    ]
    made = asked((pair for _, pair, _ in pairs), chain)
    broken = {place for place, pair, at in pairs if ord(made[pair][at]) != wanted[place]}
    return np.union1d(phrased.nonzero()[0], np.array(sorted(broken), np.int64))


def phrases(document: Document, place: int, form: int, chain: Chain) -> list[tuple[int, int]]:
    """The shortest stretches of Han around a place that OpenCC gives the character for."""
    text = document.text
    found: list[tuple[int, int]] = []
    for size in range(2, LONGEST_PHRASE + 1):
        first = range(max(0, place - size + 1), min(place, len(text) - size) + 1)
        spans = [
            (start, start + size)
            for start in first
            if document.is_all(HAN, start, start + size)
            and not any(start <= one and other <= start + size for one, other in found)
        ]
        made = asked((text[start:end] for start, end in spans), chain)
        found += [
            (start, end)
            for start, end in spans
            if ord(made[text[start:end]][place - start]) == form
        ]
    return found


def written(
    document: Document, wanted: NDArray[np.uint32], where: Flags, model: Model
) -> dict[int, Choice]:
    """Where 著 that a conversion made 着 means to write.

    As part of a word that is likelier with 著, as 土著; before a title in 《》 and before 有, after a
    character that has never been counted before 着: the end of a name. Not where 有 is of a word, as 有关.
    """
    text = document.text
    places = (where & (document.codes == ord("著")) & (wanted == ord("着"))).nonzero()[0]
    if not len(places):
        return {}
    forms = np.pad(model.forms_of(wanted), 1)
    left, right = forms[places], forms[places + 2]
    doing, writing = (np.full(len(places), model.forms[ord(one)], np.uint64) for one in "着著")
    likely = [
        np.maximum(
            model.words_of(np.stack([left, own], 1)), model.words_of(np.stack([own, right], 1))
        )
        for own in (doing, writing)
    ]
    after = np.pad(model.forms_of(wanted), 2)[places + 4]
    names = (left > 0) & (model.pair_counts(left, doing) == 0)
    names &= model.words_of(np.stack([right, after], 1)) <= NO_WORD  # 有关, 有名
    names &= [text[place + 1 : place + 2] in ("《", "有") for place in places.tolist()]
    words = likely[1] > np.maximum(likely[0], RARE)
    chosen = places[(words & _fits(wanted, places, model)) | names]
    return {
        place: Choice("著", text[max(0, place - 1) : place + 2].strip(), "着")
        for place in chosen.tolist()
    }


RARE = -7.2  # log10 of how likely a word is that was hardly ever counted; set by hand


def _fits(wanted: NDArray[np.uint32], places: Ints, model: Model) -> Flags:
    """Where the text is cut into likelier words with 著 than with 着: not 做着|作家."""
    rows = np.pad(model.forms_of(wanted), WIDTH)[places[:, None] + np.arange(2 * WIDTH + 1)]
    left, right = rows[:, :WIDTH], rows[:, WIDTH + 1 :]
    cut = model.cut(left, right)
    doing, writing = (
        model.around(left, np.full(len(places), model.forms[ord(one)], np.uint64), right, cut)[0]
        for one in "着著"
    )
    flags: Flags = writing > doing
    return flags
