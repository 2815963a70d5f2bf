"""Counterparts of a character weighed: by how often the words around were counted with each.

OpenCC takes the longest phrase that it knows, from left to right, also across the border of two words:
被發|明. Here the text around a place is cut into words the likeliest way for each counterpart, and
the likeliest counterpart is taken if it is clearly likelier than OpenCC's.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from cleaner.knowledge.cutting import WIDTH, Cuts, cuts
from cleaner.knowledge.language import NO_WORD, Model
from cleaner.knowledge.lexicon import LONGEST
from cleaner.knowledge.scripts import converted
from cleaner.knowledge.tables import Codes, Logs
from cleaner.knowledge.traditional import MOST_FORMS, PLANE, Traditional, packed
from cleaner.names.possible import may_be_surnames
from cleaner.stages.script.wordwise import NUMERALS, Chain, Choice, asked, phrases, several
from cleaner.text.characters import HAN, Flags, Ints, among
from cleaner.text.document import Document

FORMS_OF: dict[Chain, Chain] = {
    ("s2t",): ("tw2t", "hk2t"), ("s2tw",): ("hk2t", "t2tw"), ("s2hk",): ("tw2t", "t2hk"),
}  # fmt: skip
"""By conversion, what makes its characters of those of Taiwan."""

UNSEEN = 5.0  # counts that OpenCC's form of a counted word has besides; set by hand
MARGIN = 0.0  # powers of ten that a counterpart must be likelier than OpenCC's; set by hand
OTHER_WORD = 1.0  # the same, where it is in another word than OpenCC's; set by hand
EVEN = 1.0  # the same, less than which the words leave it open: see `counterparts.OPEN`
PHRASE_MARGIN = 1.5  # the same, where OpenCC's is of a phrase that was never counted; set by hand
PHRASE = -6.0  # log10 of how likely a phrase of OpenCC is that was never counted; set by hand
SOUNDS = (
    "阿埃艾安奥巴贝比宾波伯布达德迪丹蒂杜恩尔法菲费弗福富盖戈格古哈海赫亨胡基吉加贾杰卡凯康科克肯库拉莱兰"
    "劳勒里利莉丽林卢鲁伦罗洛马迈麦曼梅蒙米密莫默穆姆纳娜奈内尼诺努欧帕佩皮普齐奇乔切日萨塞赛桑瑟森莎沙"
    "绍什史斯丝苏索塔泰坦汤特提图托瓦万威韦维温沃乌武西希夏香谢辛休雅亚扬耶叶伊因英尤约泽扎詹兹佐"
)
"""Characters that foreign names are written with by their sound."""

DIGITS, INSIDE = "〇零一二三四五六七八九十百千万", "面头边外"  # 五千里 is not 一里面
FOREIGN = "里干托"  # characters that stay as they are between them

BEFORE_WEEKS = "0123456789〇一二三四五六七八九十百千两几每上下本这那该前后隔整同数半作"
BEFORE_BY_WEEKS = "在按以逐"  # the same, but 在周家 is at the Zhous'
AFTER_WEEKS = "次内"
OF_FAMILIES = "家姓氏某朝代王公室人礼易"
WEEK, WEEKS = ord("周"), ord("週")

NOWHERE = np.float32(3 * NO_WORD)


@dataclass(frozen=True, eq=False)
class Weights:
    """How likely the text around places is with each counterpart: a row a place, a column a form.

    `starts`, `ends`: of the word that this is likeliest with.
    """

    logs: NDArray[np.float32]
    starts: Ints
    ends: Ints


@cache
def forms_for(chain: Chain, known: Traditional) -> NDArray[np.uint16]:
    """The counterparts of each code point as a conversion writes them."""
    forms = known.forms.copy()
    rows, columns = forms.nonzero()
    text = "\n".join(map(chr, forms[rows, columns].tolist()))
    forms[rows, columns] = [ord(one) for one in converted(text, FORMS_OF[chain]).split("\n")]
    return forms


def decide(
    document: Document,
    wanted: NDArray[np.uint32],
    where: Flags,
    chain: Chain,
    model: Model,
    known: Traditional,
) -> dict[int, Choice]:
    """What is chosen where a character has several counterparts; `wanted` has OpenCC's."""
    asked_for = _Asked(document, wanted, chain, model, known)
    places, own = asked_for.disputed(where)
    if not len(places):
        return {}
    found = cuts(document.codes, places, model)
    weights = asked_for.weights(found, own)
    rows = np.arange(len(places))
    best = np.argmax(weights.logs, axis=1)
    gain = weights.logs[rows, best] - weights.logs[rows, own]
    made = asked_for.made[document.codes[places]]
    gain[made[rows, best] == made[rows, own]] = 0
    same = weights.starts[rows, best] == weights.starts[rows, own]
    same &= weights.ends[rows, best] == weights.ends[rows, own]
    better = gain > np.where(same, MARGIN, OTHER_WORD)
    for row in np.flatnonzero(better).tolist():
        better[row] = not asked_for.holds(found, row, float(weights.logs[row, best[row]]))
    chosen = np.where(better, best, own)
    others = np.where(better, own, _next(weights.logs, made, own))
    lead = weights.logs[rows, chosen] - weights.logs[rows, others]
    starts, ends = weights.starts[rows, chosen], weights.ends[rows, chosen]
    unknown = ends == 0  # a form that no word was counted with
    starts, ends = np.where(unknown, found.starts, starts), np.where(unknown, found.ends, ends)
    return {
        place: Choice(chr(form), document.text[start:end], chr(other), by_words, even)
        for place, form, start, end, other, by_words, even in zip(
            places.tolist(), made[rows, chosen].tolist(), starts.tolist(), ends.tolist(),
            made[rows, others].tolist(), better.tolist(), (lead < EVEN).tolist(), strict=True,
        )
    }  # fmt: skip


def _next(logs: Logs, made: NDArray[np.uint16], own: Ints) -> Ints:
    """The likeliest counterpart of each row that is written otherwise than its own."""
    rows = np.arange(len(own))
    same = (made == made[rows, own][:, None]) | (made == 0)
    left = np.where(same, np.float32(2 * NOWHERE), logs)
    found: Ints = np.argmax(left, axis=1)
    return found


class _Asked:
    """A text that is weighed: OpenCC's characters for it, and what is known of words."""

    def __init__(
        self,
        document: Document,
        wanted: NDArray[np.uint32],
        chain: Chain,
        model: Model,
        known: Traditional,
    ) -> None:
        self.document, self.wanted, self.chain = document, wanted, chain
        self.model, self.known = model, known
        self.low = np.minimum(document.codes, PLANE - 1)
        self.made = forms_for(chain, known)
        self.alone = several(chain)[1]

    def disputed(self, where: Flags) -> tuple[Ints, Ints]:
        """Places that OpenCC decided by a phrase, or beside which another counterpart was counted.

        With them which of the counterparts is OpenCC's.
        """
        low, known = self.low, self.known
        places = (where & (self.document.classes == HAN) & (self.made[low, 1] > 0)).nonzero()[0]
        same = self.made[low[places]] == self.wanted[places, None]
        places, own = places[same.any(axis=1)], np.argmax(same[same.any(axis=1)], axis=1)
        edged = np.pad(low, 1).astype(np.uint64)
        here = edged[places + 1]
        pairs = (
            (packed(np.stack([edged[places], here], 1)), 1),
            (packed(np.stack([here, edged[places + 2]], 1)), 0),
        )
        forms = known.forms[low[places]].astype(np.uint64)
        doubt = self.wanted[places] != self.alone[low[places]]
        doubt |= self._stays(places) | self._weeks[places]
        for column in range(MOST_FORMS):
            for pair, at in pairs:
                left = np.flatnonzero(~doubt & (column != own) & (forms[:, column] > 0))
                doubt[left] = known.beside(pair[left], at, forms[left, column])
        return places[doubt], own[doubt]

    def weights(self, found: Cuts, own: Ints) -> Weights:
        """The weights of each counterpart at the places of `found`; `own` is OpenCC's."""
        places, rows = found.places, np.arange(len(found.places))
        staying = self._stays(places)
        window = places[:, None] + np.arange(2 * WIDTH + 1)
        around = np.pad(self.low, WIDTH).astype(np.uint64)[window]
        forms = self.known.forms[self.low[places]].astype(np.uint64)
        logs = np.full((len(places), MOST_FORMS), NOWHERE, np.float32)
        starts, ends = np.zeros((2, *logs.shape), np.int64)
        parts: dict[tuple[int, int], Logs] = {}
        for size in range(1, LONGEST + 1):
            for at in range(size):
                first = WIDTH - at
                counts = _counts(packed(around[:, first : first + size]), at, forms, self.known)
                word = found.words[size, at]
                total = counts.sum(axis=1)
                if size == 1:
                    counts[~self._usual(places, own, staying)] = 0
                else:
                    uncounted = (total == 0) & (word > NO_WORD) & ~staying
                    uncounted &= ~_as_parts(counts, parts, size, at, uncounted, own)
                    self._as_opencc(counts, places, at, size, uncounted)
                    parts[size, at] = counts.copy()
                counts[rows, own] += UNSEEN * (total > 0)
                whole = np.maximum(word, _log(total / self.known.total))
                whole += found.before[first] + found.after[size - 1 - at]
                share = counts / np.maximum(1, counts.sum(axis=1))[:, None]
                each = np.where(counts > 0, whole[:, None] + _log(share), NOWHERE)
                better = each > logs
                logs = np.where(better, each, logs)
                starts[better] = np.broadcast_to((places - at)[:, None], better.shape)[better]
                ends[better] = np.broadcast_to((places - at + size)[:, None], better.shape)[better]
        return Weights(logs, starts, ends)

    def _usual(self, places: Ints, own: Ints, staying: Flags) -> Flags:
        """The forms that a character may have as a word by itself: OpenCC's, and in foreign names."""
        made = self.made[self.low[places]]
        usual: Flags = made == self.alone[self.low[places], None]
        usual[np.arange(len(places)), own] = True
        weeks = self._weeks[places]
        usual[weeks] = (made == WEEKS)[weeks]
        usual[staying] = (made == self.document.codes[places, None])[staying]
        usual[~usual.any(axis=1), :] = True
        return usual

    def _stays(self, places: Ints) -> Flags:
        """Which places are of `FOREIGN` between two of three sounds near, or 里 after a number."""
        text = np.pad(self.low, 2)
        sounds = [among(text[places + 2 + step], SOUNDS) for step in (-2, -1, 1, 2)]
        foreign = (sounds[1] & (sounds[0] | sounds[2])) | (sounds[2] & sounds[3])
        foreign &= among(self.low[places], FOREIGN)
        miles = (self.low[places] == ord("里")) & among(text[places + 1], DIGITS)
        flags: Flags = foreign | (miles & ~among(text[places + 3], INSIDE))
        return flags

    @cached_property
    def _weeks(self) -> Flags:
        """Which characters are 周 that is a week, where it is a word by itself: 6周, 按周, 周次."""
        flags = np.zeros(len(self.low), np.bool_)
        places = (self.low == WEEK).nonzero()[0]
        text = np.pad(self.low, 2)
        before, after = text[places + 1], text[places + 3]
        before = np.where(before == ord(" "), text[places], before)
        counted = among(before, BEFORE_WEEKS) | among(after, AFTER_WEEKS)
        counted |= among(before, BEFORE_BY_WEEKS)
        places = places[counted & ~among(after, OF_FAMILIES)]
        if len(places):
            flags[places] = ~may_be_surnames(self.document.codes, places, self.model)
        return flags

    def _as_opencc(self, counts: Logs, places: Ints, at: int, size: int, uncounted: Flags) -> None:
        """Put 1 where an uncounted word has the form that OpenCC gives it by itself."""
        rows = np.flatnonzero(uncounted)
        text = self.document.text
        words = [text[place - at : place - at + size] for place in places[rows].tolist()]
        made = asked(words, self.chain)
        codes = np.array([ord(made[one][at]) for one in words], np.uint32)
        counts[rows] = self.made[self.low[places[rows]]] == codes[:, None]

    def holds(self, found: Cuts, row: int, log: float) -> bool:
        """Whether a phrase of OpenCC holds against words that are likely by `log`.

        A number does, and what was never counted if it is hardly less likely.
        """
        text, place = self.document.text, int(found.places[row])
        form = int(self.wanted[place])
        if self.alone[self.low[place]] == form:
            return False
        for start, end in phrases(self.document, place, form, self.chain):
            if start and {text[start], text[start - 1]} <= NUMERALS:
                return True
            counted = end - start <= LONGEST and _is_counted(
                text[start:end], place - start, self.known
            )
            if not counted and found.with_word(row, start, end, PHRASE) > log - PHRASE_MARGIN:
                return True
        return False


@lru_cache(1 << 14)
def _is_counted(word: str, at: int, known: Traditional) -> bool:
    """Whether a word was counted with any form at a place."""
    key = packed(np.array([[min(ord(one), PLANE - 1) for one in word]], np.uint64))
    forms = known.forms[ord(word[at])][None].astype(np.uint64)
    return bool(_counts(key, at, forms, known).any())


def _as_parts(
    counts: Logs,
    parts: dict[tuple[int, int], Logs],
    size: int,
    at: int,
    uncounted: Flags,
    own: Ints,
) -> Flags:
    """Put what a part of an uncounted word was counted with; where this was so.

    相冲突 has no count, but 冲突 has. Not where the part was counted with OpenCC's form, too (`own`).
    """
    rows = np.arange(len(own))
    done = np.zeros(len(uncounted), np.bool_)
    for place in (at - 1, at):
        part = parts.get((size - 1, place))
        if part is not None:
            here = uncounted & (part[rows, own] == 0) & (part.sum(axis=1) > counts.sum(axis=1))
            counts[here] = part[here]
            done |= here
    return done


def _counts(words: Codes, at: int, forms: Codes, known: Traditional) -> Logs:
    """How often words were counted with each form: a row a word, a column a form."""
    counts = np.zeros(forms.shape, np.float32)
    rows, columns = forms.nonzero()
    counts[rows, columns] = known.counts(words[rows], at, forms[rows, columns])
    return counts


def _log(shares: NDArray[np.floating]) -> Logs:
    with np.errstate(divide="ignore"):
        logs: Logs = np.maximum(np.log10(shares), NO_WORD).astype(np.float32)
    return logs
