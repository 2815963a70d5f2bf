"""Signs: what the candidates of a rule look like, and which signs a text has.

A rule says where its candidates are (`@rule(…, at=…)`): at characters of some kinds, or where two
or three of some kinds stand side by side. A text is looked through once for the signs of all rules
(`Scanner`): each character becomes one of some hundred groups that no sign tells apart, and a table
knows which signs each two of them make. A rule without a sign in a text has nothing to do there.

`Signs` are kept with all others from the moment they are made, so that one look finds all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from cleaner.text.characters import Bytes, Flags, Ints, class_table
from cleaner.text.document import Document

# A class (`cleaner.text.characters`); any of some characters; code points that a table tells.
Kind: TypeAlias = int | str | Callable[[], Ints]
Kinds: TypeAlias = tuple[Kind, ...]
# Up to three characters that stand side by side, each of any of its kinds. Before and after the
# text stands a line end.
Sign: TypeAlias = tuple[Kinds, ...]
Masks: TypeAlias = NDArray[np.uint64]


def one(*kinds: Kind) -> Sign:
    """A character of any of the kinds."""
    return (kinds,)


def beside(*kinds: Kind | Kinds) -> Sign:
    """Characters side by side, two or three, each of one kind or of any of some."""
    return tuple(each if isinstance(each, tuple) else (each,) for each in kinds)


def twice(characters: str) -> tuple[Sign, ...]:
    """Any of the characters, the same once more behind it."""
    return tuple(beside(each, each) for each in characters)


class Signs:
    """What a rule looks for, or whoever asks: signs, any of which may stand in a text."""

    def __init__(self, *signs: Sign) -> None:
        if signs not in _ASKED:
            _ASKED.append(signs)
        self.bit = 1 << _ASKED.index(signs)

    def stand_in(self, document: Document) -> bool:
        """Whether any of them stands in the document."""
        return bool(found(document) & self.bit)


def found(document: Document) -> int:
    """The bits of all `Signs` that stand in a document."""
    asked = len(_ASKED)
    known: tuple[int, int] | None = document.analyses.get("signs")
    if known is None or known[0] != asked:
        known = document.analyses["signs"] = asked, _scanner(asked).found(document)
    return known[1]


_ASKED: list[tuple[Sign, ...]] = []  # of all `Signs` that were made


@cache
def _scanner(asked: int) -> Scanner:
    """Looks for the first so many that were made."""
    return Scanner(_ASKED[:asked])


class Scanner:
    """Finds which of some things to ask for have a sign in a text, in one look."""

    def __init__(self, asked: Sequence[Sequence[Sign]]) -> None:
        """`asked`: of each thing its signs."""
        self._asked = asked
        # Bits of the masks: one a thing for its signs of one or two characters, two for each longer
        # sign, whose first two characters and last two must both be there.
        self._longer = [
            (number, sign) for number, signs in enumerate(asked) for sign in signs if len(sign) > 2
        ]
        self._parts = [
            (number, len(asked) + 2 * place) for place, (number, _) in enumerate(self._longer)
        ]
        self._bits = len(asked) + 2 * len(self._longer)

    def found(self, document: Document) -> int:
        """The things with a sign in the document, as bits: 1 << n for the one at place n."""
        table, groups = self._groups
        codes = document.codes
        here = np.empty(len(codes) + 2, np.uint16)
        here[0] = here[-1] = table[ord("\n")]
        here[1:-1] = table.take(codes)
        pairs = here[:-1] * np.uint16(len(groups))
        pairs += here[1:]
        telling, masks = self._masks
        places = telling.take(pairs).nonzero()[0]
        if not len(places):
            return 0
        told = masks.take(pairs.take(places), 0)
        seen = 0
        for number, word in enumerate(np.bitwise_or.reduce(told, 0).tolist()):
            seen |= word << WORD * number
        found = seen & ((1 << len(self._asked)) - 1)
        for number, first in self._parts:
            if seen >> first & 3 == 3 and not found >> number & 1:
                found |= _meet(places, told, first) << number
        return found

    @cached_property
    def _groups(self) -> tuple[Bytes, list[tuple[int, int]]]:
        """The group of each code point; of each group its class and its named kinds, as bits."""
        found = class_table().copy()
        table = found.astype(np.uint16)
        named = np.zeros(len(table), np.bool_)
        groups = [(kind, 0) for kind in range(int(found.max()) + 1)]
        present = np.ones(len(groups), np.bool_)  # a class is a group, whether all of it has names
        for number, kind in enumerate(self._named):
            points = _points(kind)
            named[points] = True
            of_points = table[points]
            renumbered = np.zeros(len(groups), np.uint16)
            for group in np.bincount(of_points).nonzero()[0].tolist():
                renumbered[group] = len(groups)
                groups.append((groups[group][0], groups[group][1] | 1 << number))
            table[points] = renumbered[of_points]
        present = np.append(present, np.zeros(len(groups) - len(present), np.bool_))
        places = named.nonzero()[0]
        of_places = table[places]
        present[of_places] = True
        there = present.nonzero()[0]
        if len(there) > MOST:
            raise ValueError(f"signs tell {len(there)} groups apart, more than {MOST}")
        final = np.zeros(len(groups), np.uint8)
        final[there] = np.arange(len(there))
        found[places] = final.take(of_places)  # the number of a class stays
        return found, [groups[group] for group in there.tolist()]

    @cached_property
    def _named(self) -> list[Kind]:
        """The kinds that are no class, each once."""
        kinds = (kind for signs in self._asked for sign in signs for part in sign for kind in part)
        return list(dict.fromkeys(kind for kind in kinds if not isinstance(kind, int)))

    @cached_property
    def _masks(self) -> tuple[Flags, Masks]:
        """For each two groups, the first times their number and the second, the bits they set.

        Before them, whether they set any: most pairs of a text do not.
        """
        size = len(self._groups[1])
        tables = [np.zeros((size, size), np.uint64) for _ in range(-(-self._bits // WORD))]
        for number, signs in enumerate(self._asked):
            for sign in signs:
                if len(sign) < 3:
                    self._mark(tables, number, sign)
        for (_, first), (_, sign) in zip(self._parts, self._longer, strict=True):
            self._mark(tables, first, sign[:2])
            self._mark(tables, first + 1, sign[1:])
        masks = np.stack([table.reshape(-1) for table in tables], 1)
        telling: Flags = np.bitwise_or.reduce(masks, 1) > 0
        return telling, masks

    def _mark(self, tables: list[Masks], bit: int, sign: Sign) -> None:
        """Set a bit where a sign of one or two characters stands."""
        rows = [self._members(part) for part in sign]
        before, here = rows if len(rows) == 2 else (list(range(len(tables[0]))), rows[0])
        tables[bit // WORD][np.array(before)[:, None], here] |= np.uint64(1 << bit % WORD)

    def _members(self, kinds: Kinds) -> list[int]:
        """The groups of the characters of any of the kinds."""
        return sorted({group for kind in kinds for group in self._groups_of.get(kind, ())})

    @cached_property
    def _groups_of(self) -> dict[Kind, list[int]]:
        """The groups of each class and each named kind."""
        found: dict[Kind, list[int]] = {kind: [] for kind in self._named}
        for group, (kind, told) in enumerate(self._groups[1]):
            found.setdefault(kind, []).append(group)
            while told:
                last = told & -told
                found[self._named[last.bit_length() - 1]].append(group)
                told ^= last
        return found


WORD = 64  # bits of a mask
MOST = 256  # groups: two of them are one number of sixteen bits


def _points(kind: Kind) -> Ints:
    """The code points of a kind that is no class."""
    if isinstance(kind, str):
        return np.array([*map(ord, kind)], np.int64)
    return np.zeros(0, np.int64) if isinstance(kind, int) else kind()


def _meet(places: Ints, told: Masks, bit: int) -> bool:
    """Whether a pair with that bit stands before a pair with the next one, one character on."""
    first, second = (
        places[(told[:, each // WORD] & np.uint64(1 << each % WORD)) > 0] for each in (bit, bit + 1)
    )
    return not {*(first + 1).tolist()}.isdisjoint(second.tolist())
