"""Builds `traditional.npz`: how often words were counted in each of their Traditional forms.

    python -m dictionaries.build.traditional PHRASE.OCC DICT.TXT

PHRASE.OCC is `phrase.occ` of McBopomofo 73d0379e (MIT): Traditional phrases and their counts. Each
goes in under what OpenCC 1.4 makes of it in Simplified, for each of its characters that has several
counterparts (`stages.script.wordwise.several`, and those that OpenCC changes in words alone); and
the pairs of characters within it, without counts. DICT.TXT is `jieba/dict.txt` of jieba 0.42.1
(MIT): of its words that OpenCC writes with another form than the character has by itself, the
pairs go in, too. The words of `written.txt` beside this script go in as if they had been counted
`WRITTEN` times.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from cleaner.knowledge.lexicon import LONGEST, folder
from cleaner.knowledge.scripts import VARIANTS, converted
from cleaner.knowledge.tables import LEVELS, STEP, Table
from cleaner.knowledge.traditional import FILE, MOST_FORMS, PART, keys, packed
from cleaner.stages.script.wordwise import several

HAN = re.compile("[\u4e00-\u9fff]{1,8}")
WRITTEN = 60  # counts of a word of `written.txt`; set by hand
LEFT_OUT = frozenset("台")  # written one way only there

_GROUPS = {form: group[1:] for group in VARIANTS.values() for form in group}
Key = tuple[str, int, str]  # a word, a place in it, the form there


def counted(path: Path, besides: frozenset[str]) -> dict[Key, int]:
    """The counts of words, and, with `PART` added to the place, of pairs within them."""
    flags, alone = several(("s2tw",))
    rows = (line.split() for line in path.read_text("utf-8").splitlines())
    known = {row[0]: int(row[1]) for row in rows if len(row) == 2 and HAN.fullmatch(row[0])}
    known |= {word: max(known.get(word, 0), WRITTEN) for word in written()}
    texts = converted("\n".join(known), ("t2tw",)).split("\n")
    plain = converted("\n".join(known), ("hk2t", "tw2s")).split("\n")
    found: Counter[Key] = Counter()
    for text, word, count in zip(texts, plain, known.values(), strict=True):
        for at, one in enumerate(word if max(word) <= "\uffff" else ""):
            if not (flags[ord(one)] or one in besides) or one in LEFT_OUT:
                continue
            form, usual = text[at], chr(alone[ord(one)])
            form = usual if _GROUPS.get(form) == _GROUPS.get(usual, ()) else form
            if len(word) <= LONGEST:
                found[word, at, form] += count
            found.update(dict.fromkeys(pairs(word, at, form), 1))
    return found


def written() -> list[str]:
    """Words that were counted nowhere."""
    lines = Path(__file__).with_name("written.txt").read_text("utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def pairs(word: str, at: int, form: str) -> Iterator[Key]:
    """The keys of the pairs of characters in a word that have the one at a place."""
    if at:
        yield word[at - 1 : at + 1], 1 + PART, form
    if at + 1 < len(word):
        yield word[at : at + 2], PART, form


def phrased(path: Path) -> Iterator[Key]:
    """The pairs of words that OpenCC writes with another form than that of the character alone."""
    alone = several(("s2tw",))[1]
    words = [line.split(" ")[0] for line in path.read_text("utf-8").splitlines()]
    words = [word for word in words if HAN.fullmatch(word) and len(word) <= LONGEST]
    made = converted("\n".join(words), ("s2tw",)).split("\n")
    for word, text in zip(words, made, strict=True):
        for at, (one, form) in enumerate(zip(word, text, strict=True)):
            if form <= "\uffff" and form != chr(alone[ord(one)]):
                yield from pairs(word, at, form)


def made_of(rows: list[tuple[Key, int]]) -> Table:
    """The table of keys and their counts."""
    levels = np.array([round(STEP * np.log10(count + 1)) for _, count in rows])
    words = np.zeros((len(rows), LONGEST), np.uint64)
    for row, ((word, _, _), _) in enumerate(rows):
        words[row, LONGEST - len(word) :] = [ord(one) for one in word]
    forms = np.array([ord(form) for (_, _, form), _ in rows], np.uint64)
    places = np.array([at for (_, at, _), _ in rows])
    chosen = [(at, places == at) for at in np.unique(places).tolist()]
    return Table.of(
        np.concatenate([keys(packed(words[here]), at, forms[here]) for at, here in chosen]),
        np.concatenate([levels[here] for _, here in chosen]).clip(0, LEVELS - 1).astype(np.uint8),
    )


def main() -> None:
    """Write the table beside this script."""
    in_words = frozenset(phrased(Path(sys.argv[2])))
    besides = frozenset(word[at % PART] for word, at, _ in in_words)
    found = counted(Path(sys.argv[1]), besides)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for (word, at, form), count in found.items():
        forms[word[at % PART]][form] += count
    chosen = {
        plain: [form for form, _ in each.most_common(MOST_FORMS)] for plain, each in forms.items()
    }
    chosen = {plain: each for plain, each in chosen.items() if len(each) > 1}
    for key in sorted(in_words):
        if key[2] in chosen.get(key[0][key[1] % PART], ()):
            found[key] = max(1, found[key])
    rows = [each for each in found.items() if each[0][0][each[0][1] % PART] in chosen]
    table = made_of(rows)
    total = sum(count for (_, at, _), count in found.items() if at < PART)
    columns = [
        [ord(form) for form in each] + [0] * (MOST_FORMS - len(each)) for each in chosen.values()
    ]
    np.savez(
        folder() / FILE,
        cells=table.cells,
        reach=table.reach,
        total=float(total),
        plain=np.array([ord(plain) for plain in chosen], np.uint16),
        forms=columns,
    )
    print(len(rows), "keys,", len(chosen), "characters,", total, "counted")


if __name__ == "__main__":
    main()
