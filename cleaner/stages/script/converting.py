"""Conversion to the script asked for: Simplified, Traditional, that of Taiwan or Hong Kong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from cleaner.knowledge.scripts import converted
from cleaner.ledger.fixes import Proposal
from cleaner.ledger.rules import Rule, rule
from cleaner.stages.script import regional
from cleaner.stages.script.target import target_of, ways
from cleaner.stages.script.wordwise import BMP_HAN, Chain, several
from cleaner.text.characters import HAN, Flags, Ints, decoded
from cleaner.text.document import Document

if TYPE_CHECKING:
    from cleaner.config import Settings
    from cleaner.knowledge.lexicon import Lexicon

FIRST_HAN, LAST_HAN = BMP_HAN.start, BMP_HAN.stop - 1
LABELS = {
    "s": "Simplified",
    "t": "Traditional",
    "tw": "Traditional of Taiwan",
    "hk": "Traditional of Hong Kong",
}


@rule("script.convert", confidence=0.99)
def convert(
    document: Document, self: Rule, lexicon: Lexicon, settings: Settings
) -> Iterable[Proposal]:
    """A character becomes that of the script asked for.

    ## Why
    Runs only with `--script s`, `t`, `tw` or `hk`. OpenCC converts by phrases, so that 皇后 and 后面,
    公里 and 里面 come out right. What a character with several counterparts becomes is decided by
    `script.counterpart`; here it becomes what comes where that is rejected or skipped.

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
    Leaves: 臺灣的發展
    Leaves: 皇后

    ## Known failures
    - OpenCC has 座標.
    - OpenCC has 揹着.
    - 台 as a name for Taiwan.

    ## Since
    0.1.0
    """
    if not document.has(HAN):
        return
    found = target_of(document, lexicon, settings)
    if not found.changed.any():
        return
    wanted, changed = found.wanted.copy(), found.changed.copy()
    places = [*found.choices]
    wanted[places] = [ord(choice.other) for choice in found.choices.values()]
    changed[places] = wanted[places] != document.codes[places]
    borders = np.zeros(len(wanted) + 1, np.bool_)
    borders[places] = borders[[place + 1 for place in places]] = True
    for start, end in regional.spans(document, lexicon, settings):
        borders[[start, end]] = True
    starts, ends = _runs(changed, borders)
    text = decoded(wanted)
    after = [*map(text.__getitem__, map(slice, starts.tolist(), ends.tolist()))]
    phrased = _by_phrase(document, wanted, changed, found.simplified, found.script)
    yield Proposal(self, starts, ends, after, _reasons(starts, ends, phrased, found.script))


def _reasons(starts: Ints, ends: Ints, phrased: Flags, script: str) -> list[str]:
    """Why each run changes: what was asked for, or a phrase."""
    asked = f"{LABELS[script]} asked for"
    reasons = [asked, f"{asked}, by the phrase"]
    counts = np.append(0, np.cumsum(phrased))
    return [*map(reasons.__getitem__, (counts[ends] > counts[starts]).tolist())]


def _runs(flags: Flags, borders: Flags) -> tuple[Ints, Ints]:
    """Starts and ends of the runs of flags, none of them across a border."""
    edged = np.pad(flags, 1)
    begins = edged[1:-1] & (~edged[:-2] | borders[:-1])
    stops = edged[1:-1] & (~edged[2:] | borders[1:])
    return begins.nonzero()[0], stops.nonzero()[0] + 1


def _by_phrase(
    document: Document,
    wanted: NDArray[np.uint32],
    changed: Flags,
    simplified: Flags,
    target: str,
) -> Flags:
    """Which changed characters would have become something else by themselves."""
    found = np.zeros(len(wanted), np.bool_)
    chains = ways(document.text, target)
    for lines, chain in zip((simplified, ~simplified), chains, strict=True):
        places = (changed & lines).nonzero()[0]
        if not len(places) or not chain:
            continue
        found[places] = _alone(document.codes[places], chain) != wanted[places]
    return found


def _alone(codes: NDArray[np.uint32], chain: Chain) -> NDArray[np.uint32]:
    """What each of some characters becomes by itself."""
    made = several(chain)[1].take(codes, mode="clip")
    rare = ((codes < FIRST_HAN) | (codes > LAST_HAN)).nonzero()[0]
    made[rare] = [ord(converted(chr(code), chain)) for code in codes[rare].tolist()]
    return made
