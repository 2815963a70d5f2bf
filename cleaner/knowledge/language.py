"""Evidence of the language: how often words and runs of two and three characters occur.

A model is one array of 32-bit numbers, mapped into memory: a head, the form of each character
that is counted (Traditional ones as their Simplified counterparts), how often each occurs, and
three hash tables. All questions are asked for whole arrays at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.knowledge.lexicon import LONGEST, folder
from cleaner.knowledge.tables import STEP, Codes, Logs, Table
from cleaner.text.characters import Flags, Ints, code_points

FORMAT = 0x6D6E6701  # the first number of a model's file
HEAD = 16  # numbers before the sections
PLANE = 1 << 16  # code points of the Basic Multilingual Plane: others are not counted
FARTHEST = 1 << 12  # cells that a look-up may pass over
NEVER = -9.0  # log10 of how likely a character is that does not occur; set by hand
NO_WORD = -99.0  # log10 of how likely what is no word is: as good as never
BESIDE = -2.0  # log10 of how likely what is no Chinese character is; set by hand
_SIXTEEN = np.uint64(16)


class ModelError(ValueError):
    """A language model that cannot be read; the message names the file."""


@dataclass(frozen=True, eq=False)
class Model:
    """What a language model knows. `forms`: the counted form of each code point, 0 for none.

    `single`: log10 of how likely each form is. `words`: levels of improbability of words of one to
    four forms; `pairs`, `triples`: levels of how often two and three forms stood side by side.
    `added`: what was counted in a corpus of the user's.
    """

    forms: NDArray[np.uint16]
    single: Logs
    words: Table
    pairs: Table
    triples: Table
    added: Model | None = None

    def with_added(self, other: Model) -> Model:
        """This model, and what another one has counted besides."""
        return replace(self, added=other)

    def forms_of(self, codes: NDArray[np.uint32]) -> Codes:
        """The counted forms of code points."""
        return self.forms[np.minimum(codes, PLANE - 1)].astype(np.uint64)

    @cached_property
    def share(self) -> Logs:
        """How likely each form is."""
        return np.asarray(10**self.single, np.float32)

    def pair_counts(self, left: Codes, right: Codes) -> Logs:
        """How often two characters stood side by side."""
        key = key_of(left, right)
        own = self.pairs.counts(key)
        return own if self.added is None else own + self.added.pairs.counts(key)

    def triple_counts(self, *forms: Codes) -> Logs:
        """How often three characters stood side by side."""
        key = key_of(*forms)
        own = self.triples.counts(key)
        return own if self.added is None else own + self.added.triples.counts(key)

    def word_logs(self, keys: Codes, missing: Logs | float) -> Logs:
        """log10 of how likely each word is; `missing`: what stands for one that is not known."""
        levels = self.words.levels(keys)
        none = np.asarray(missing, np.float32)
        logs = np.where(levels < 0, none, -levels.astype(np.float32) / STEP)
        return logs if self.added is None else np.maximum(logs, self.added.word_logs(keys, missing))

    def cut(self, left: Codes, right: Codes) -> tuple[list[Logs], list[Logs]]:
        """log10 of how likely texts are, cut into words the best way (Viterbi).

        `left`, `right`: what stands before and after a place, a row of forms each. Given are how
        likely the first 0, 1, 2 … forms of each `left` are, and each `right` from form 0, 1, 2 …
        on.
        """
        backward = self._words(right)
        after = [np.zeros(len(right), np.float32)]
        for start in range(right.shape[1] - 1, -1, -1):
            sizes = range(1, min(LONGEST, right.shape[1] - start) + 1)
            ways = [after[size - 1] + backward[size][start] for size in sizes]
            after.insert(0, np.max(ways, axis=0))
        return _before(self._words(left)), after

    def _words(self, forms: Codes) -> dict[int, Logs]:
        """By size, log10 of how likely what begins at each column is as a word, a row a column."""
        return dict(enumerate(self._looked_up(_windows(forms)), 1))

    def _looked_up(self, windows: Sequence[Window]) -> list[Logs]:
        """log10 of how likely words are, all asked for at once."""
        keys = np.concatenate([each.keys.ravel() for each in windows])
        solid = np.concatenate([each.solid.ravel() for each in windows]).nonzero()[0]
        counts = [each.keys.size for each in windows]
        sizes = [each.size for each in windows]
        logs = np.repeat(np.where(np.equal(sizes, 1), BESIDE, NO_WORD).astype(np.float32), counts)
        none = np.repeat(np.where(np.equal(sizes, 1), NEVER, NO_WORD).astype(np.float32), counts)
        logs[solid] = self.word_logs(keys.take(solid), none.take(solid))
        found, place = [], 0
        for each, count in zip(windows, counts, strict=True):
            found.append(logs[place : place + count].reshape(each.keys.shape))
            place += count
        return found

    def word_log(self, text: str) -> float:
        """log10 of how likely a word is."""
        return float(self.words_of(self.forms_of(code_points(text))[None])[0])

    def likely(self, *parts: Codes) -> Logs:
        """log10 of how likely texts are, each the rows of the parts side by side."""
        return _before(self._words(np.concatenate(parts, axis=1)))[-1]

    def side_by_side(
        self, left: Codes, right: Codes, ones: Ints, others: Ints
    ) -> tuple[Logs, Logs, Logs]:
        """log10 of how likely texts are: pairs side by side, each of `left`, each of `right`.

        `ones`, `others`: which row of `left` and which of `right` make each pair. What is in one of
        them alone is looked up once, however many pairs it is in.
        """
        near = left[ones, 1 - LONGEST :], right[others, : LONGEST - 1]
        seam = _windows(np.concatenate(near, axis=1))
        middle, width = near[0].shape[1], left.shape[1]
        across = [each.rows(max(0, middle - each.size + 1), middle) for each in seam]
        parts = [_windows(left), _windows(right), across]
        found = iter(self._looked_up([each for part in parts for each in part]))
        before, behind, over = ({each.size: next(found) for each in part} for part in parts)
        whole = {
            size: np.concatenate(
                (logs[: width - size + 1, ones], over[size], behind[size][:, others])
            )
            for size, logs in before.items()
        }
        return _before(whole)[-1], _before(before)[-1], _before(behind)[-1]

    def across(self, left: Codes, center: Codes, right: Codes) -> Across:
        """log10 of how likely the words are that have `center`, between `left` and `right`."""
        width = left.shape[1]
        first, last = max(0, width - LONGEST + 1), width + LONGEST
        near = [left[:, first:], center[:, None], right[:, : last - width - 1]]
        place = width - first
        rows = [
            each.rows(max(0, place - each.size + 1), place + 1)
            for each in _windows(np.concatenate(near, axis=1))
        ]
        return Across(width, self._looked_up(rows))

    def around(
        self, left: Codes, center: Codes, right: Codes, cut: tuple[list[Logs], list[Logs]]
    ) -> tuple[Logs, Logs]:
        """How likely texts are that have `center` between `left` and `right`, and a word across it.

        Given are log10 of the whole, and of the likeliest word of two forms and more that has
        `center`. `cut`: what `cut` gives for these rows of `left` and `right`.
        """
        across = self.across(left, center, right)
        return across.whole(cut), across.best

    def words_of(self, forms: Codes) -> Logs:
        """log10 of how likely each row of forms is as a word."""
        return self.words_of_each([forms])[0]

    def words_of_each(self, windows: Iterable[Codes]) -> list[Logs]:
        """The same of several arrays of rows, all asked for at once."""
        return self._looked_up([
            Window(forms.shape[1], key_of(*forms.T), np.logical_and.reduce(forms > 0, axis=1))
            for forms in windows
        ])  # fmt: skip


class Across(NamedTuple):
    """By size, log10 of how likely each word is that has a place: a row for each of its first
    places. `width`: the number of forms before the place."""

    width: int
    words: list[Logs]

    def of(self, chosen: Flags | Ints) -> Across:
        """Those of the chosen texts."""
        return Across(self.width, [logs[:, chosen] for logs in self.words])

    @property
    def best(self) -> Logs:
        """That of the likeliest word of two forms and more."""
        best: Logs = np.max([log for logs in self.words[1:] for log in logs], axis=0)
        return best

    def whole(self, cut: tuple[list[Logs], list[Logs]]) -> Logs:
        """log10 of how likely the texts are, of what `Model.cut` gives for both sides."""
        before, after = cut
        ways = [
            before[self.width - size + 1 + step] + log + after[step]
            for size, logs in enumerate(self.words, 1)
            for step, log in enumerate(logs)
        ]
        likely: Logs = np.max(ways, axis=0)
        return likely


class Window(NamedTuple):
    """Runs of `size` forms: their keys, and whether all of them are counted forms."""

    size: int
    keys: Codes
    solid: Flags

    def rows(self, first: int, last: int) -> Window:
        """Those that begin at the columns from `first` to before `last`."""
        return Window(self.size, self.keys[first:last], self.solid[first:last])


def _windows(forms: Codes) -> list[Window]:
    """All runs of forms in texts, a row of forms each: by size, a row for each first place."""
    columns = np.ascontiguousarray(forms.T)
    found = [Window(1, columns, columns > 0)]
    for size in range(2, LONGEST + 1):
        shorter = found[-1]
        count = max(0, len(columns) - size + 1)
        keys = shorter.keys[:count] << _SIXTEEN | columns[size - 1 :]
        solid = shorter.solid[:count] & found[0].solid[size - 1 :]
        found.append(Window(size, keys, solid))
    return found


def _before(words: dict[int, Logs]) -> list[Logs]:
    """How likely the first 0, 1, 2 … forms of texts are, of what `Model._words` gives for them."""
    columns, rows = words[1].shape
    before = [np.zeros(rows, np.float32)]
    for end in range(1, columns + 1):
        sizes = range(1, min(LONGEST, end) + 1)
        ways = [before[end - size] + words[size][end - size] for size in sizes]
        before.append(np.max(ways, axis=0))
    return before


def key_of(*forms: Codes) -> Codes:
    """The keys of runs of characters, given one array for each place."""
    key = forms[0]
    for form in forms[1:]:
        key = key << _SIXTEEN | form
    return key


def written(model: Model) -> bytes:
    """The file of a model, without what was added to it."""
    tables = (model.words, model.pairs, model.triples)
    parts = [model.forms.view(np.uint32), model.single.view(np.uint32), *(t.cells for t in tables)]
    head = np.zeros(HEAD, np.uint32)
    head[0] = FORMAT
    head[1:6] = [len(part) for part in parts]
    head[6:9] = [table.reach for table in tables]
    file = BytesIO()
    np.save(file, np.concatenate([head, *parts]))
    return file.getvalue()


def load(path: Path) -> Model:
    """Read a model, mapped into memory. Raises ModelError."""
    from zipfile import BadZipFile

    try:
        data = np.load(path, mmap_mode="r")
    except (OSError, ValueError, EOFError, BadZipFile) as error:
        raise ModelError(f"{path}: {getattr(error, 'strerror', None) or 'no model'}") from None
    if (
        not isinstance(data, np.ndarray)
        or data.dtype != np.uint32
        or data.ndim != 1
        or len(data) < HEAD
        or data[0] != FORMAT
    ):
        raise ModelError(f"{path}: no language model of this version")
    sizes = [int(size) for size in data[1:6]]
    if len(data) != HEAD + sum(sizes):
        raise ModelError(f"{path}: the file is cut off")
    ends = np.cumsum([HEAD, *sizes])
    forms, single, *cells = (np.asarray(data[start:end]) for start, end in pairwise(ends.tolist()))
    tables = [Table(part, int(reach)) for part, reach in zip(cells, data[6:9], strict=True)]
    if not all(map(_is_whole, tables)) or sizes[:2] != [PLANE // 2, PLANE]:
        raise ModelError(f"{path}: the file is damaged")
    words, pairs, triples = tables
    return Model(forms.view(np.uint16), single.view(np.float32), words, pairs, triples)


def _is_whole(table: Table) -> bool:
    """Whether looking anything up in a table comes to an end, and in no time."""
    size = len(table.cells)
    return size > 0 and not size & (size - 1) and 0 <= table.reach <= min(size, FARTHEST)


@cache
def shipped() -> Model:
    """The model that ships with cleaner."""
    return load(folder() / "language.npy")
