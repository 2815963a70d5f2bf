"""What a character may have been before it was misread: look-alikes, and pairs learned.

Learned pairs are rows of a table that `cleaner model learn` makes: `read`, `right`, how often the
one was read for the other (`times`), and how often `read` was read at all (`seen`).
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain, permutations
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.files.whole import TABLE, from_json, read_whole
from cleaner.knowledge.kept import kept
from cleaner.knowledge.language import PLANE, shipped
from cleaner.knowledge.lexicon import folder
from cleaner.knowledge.lookalikes import FOUR_CORNER, lookalikes
from cleaner.text.characters import Flags, Ints

COLUMNS = ("read", "right", "times", "seen")
DECIDED = 10  # times that a character counts as read which a single decision is about; set by hand
TURNED = 0.3  # times that a pair counts for its reverse; set by hand
LEAST = 0.55  # likeness of two characters, 0 to 1, from which one is a candidate for the other
RARE = -6.0  # log10 of how likely a character is, under which only learned pairs name it
SCRIPTS = 2  # whose look-alikes stand side by side in the tables, as many of each
Floats = NDArray[np.float32]


# Characters that differ by a stroke, taken for each other by every engine and typist: pairs known
# without being learned. `TWIN` is how often: with it nothing clean of the tuning half was changed
# (news, laws and Jing bao, 609,438 characters).
_TWINS = (
    "日曰 己已巳 未末 未朱 人入 士土 干于千 门们 門們 慬懂 大太犬 天夭 白自 氏民 戌戍戊 今令 "
    "免兔 兩雨 侯候 拔拨 沦沧 洒酒 母毋 冶治 析折 斥斤 晴睛 栗粟 赢羸 卖买 壁璧 辩辨 间问 "
    "間問 爪瓜 乌鸟 烏鳥 没投 徒徙 微徵 名各 客容 若苦 午牛 由田甲申 亨享 季李 刺剌 住往佳 "
    "待侍 伸仲 准淮 贷货 竞竟 科料 抱报 抚扰 官宫 思恩 闲闭"
)
TWINS = tuple(_TWINS.split())
TWIN = 3, 300  # times, of so many times that it was read

LONGEST_LINE = 10_000  # characters: two lines of text that are compared
MOST_TIMES = 1 << 53


class PairsError(ValueError):
    """Pairs that cannot be read; the message names the file and the line."""


class Pair(NamedTuple):
    """A character was read so many `times` for another, of `seen` times that it was read."""

    read: str
    right: str
    times: int
    seen: int


@dataclass(frozen=True, eq=False)
class Choice:
    """Candidates, a row each: the number of the place, and that of the candidate in its table.

    Of most of them no more is asked: what speaks for one is looked up for those that are left.
    """

    place: Ints
    number: Ints
    table: Candidates

    @property
    def code(self) -> Ints:
        """The characters."""
        return self.table.codes.take(self.number)

    @property
    def like(self) -> Floats:
        """How alike they look, from 0 to 1."""
        return self.table.like.take(self.number)

    @property
    def times(self) -> Floats:
        """How often each pair was learned."""
        return self.table.times.take(self.number)

    def of_read(self, column: Floats) -> Floats:
        """What a column of the table, by code point, has for the characters that are there."""
        return column.take(np.searchsorted(self.table.firsts, self.number, "right") - 1)

    def where(self, chosen: Ints | slice) -> Choice:
        """The chosen rows, by number."""
        return Choice(self.place[chosen], self.number[chosen], self.table)


@dataclass(frozen=True, eq=False)
class Candidates:
    """The candidates of each code point, for one script.

    `firsts`: of each code point the number of its first candidate, and behind the last one how many
    there are in all; `codes`, `like`, `times`: by candidate; `wrong`, `seen`: by code point.
    """

    firsts: Ints
    codes: Ints
    like: Floats
    times: Floats
    wrong: Floats
    seen: Floats

    def learned_of(self, codes: NDArray[np.uint32]) -> Flags:
        """Whether each character was ever read for another, where pairs were learned."""
        return self._learned[np.minimum(codes, PLANE - 1)]

    @cached_property
    def _learned(self) -> Flags:
        return self.wrong > 0

    def of(self, codes: NDArray[np.uint32]) -> Choice:
        """The candidates of each character."""
        asked = np.minimum(codes, PLANE - 1).astype(np.int64)
        first = self.firsts.take(asked)
        many = self.firsts.take(asked + 1) - first
        place = np.repeat(np.arange(len(asked)), many)
        before = np.cumsum(many) - many
        return Choice(place, np.arange(len(place)) + np.repeat(first - before, many), self)


Both = tuple[Candidates, Candidates]
"""The candidates in Simplified text and those in Traditional text."""


def with_pairs(paths: Sequence[str]) -> Both:
    """Look-alikes, twins, and the pairs in files. Raises PairsError."""
    try:
        return _with_pairs(paths)
    except OSError as error:
        raise PairsError(f"{error.filename}: {error.strerror}") from None


@kept(4)
def _with_pairs(paths: tuple[str, ...]) -> Both:
    own = (pair for path in paths for pair in read_pairs(Path(os.path.abspath(path))))
    return make(chain(twins(), own))


def twins() -> Iterator[Pair]:
    """The pairs that are known without being learned, each way."""
    return (Pair(*pair, *TWIN) for each in TWINS for pair in permutations(each, 2))


def are_twins(read: str, right: str) -> bool:
    """Whether the one is taken for the other everywhere."""
    return any(read in each and right in each for each in TWINS)


def read_pairs(path: Path) -> list[Pair]:
    """The pairs in a file. Raises PairsError with the file and the line."""
    lines = _lines(path)
    if not lines or tuple(lines[0].split("\t")) != COLUMNS:
        raise PairsError(f"{path}:1: the header must be {', '.join(COLUMNS)}, by tabs")
    return [_pair(line, f"{path}:{number}") for number, line in enumerate(lines[1:], 2) if line]


def _pair(line: str, place: str) -> Pair:
    try:
        read, right, count, seen = line.split("\t")
        pair = Pair(read, right, int(count), int(seen))
    except ValueError:
        raise PairsError(f"{place}: not two characters and two numbers") from None
    if len(read) != 1 or len(right) != 1 or not 0 < pair.times <= pair.seen <= MOST_TIMES:
        raise PairsError(f"{place}: not two characters and two numbers")
    return pair


def read_lines(path: Path) -> list[tuple[str, str]]:
    """What was read and what is right, a line each, parted by a tab; or JSON Lines of decisions.

    Raises PairsError with the file and the line.
    """
    numbered = enumerate(_lines(path), 1)
    return [_line(line, f"{path}:{number}") for number, line in numbered if line.strip()]


def _lines(path: Path) -> list[str]:
    try:
        lines = read_whole(path, TABLE).decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise PairsError(f"{path}: not UTF-8 at byte {error.start}") from None
    except OSError as error:
        raise PairsError(f"{path}: {error.strerror}") from None
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            raise PairsError(f"{path}:{number}: a line of more than {LONGEST_LINE} characters")
    return lines


def _line(line: str, place: str) -> tuple[str, str]:
    if line.startswith("{"):
        try:
            value = from_json(line)
            return str(value["before"]), str(value["after"])
        except (ValueError, KeyError):
            raise PairsError(f"{place}: no decision with before and after") from None
    cells = line.split("\t")
    if len(cells) != 2:
        raise PairsError(f"{place}: not two texts parted by a tab")
    return cells[0], cells[1]


def learned(lines: Iterable[tuple[str, str]]) -> list[Pair]:
    """The pairs in lines of what was read and what is right, sorted.

    A character that was replaced by itself alone, as in a decision, is taken to have been read
    `DECIDED` times: how often it was right nobody has told.
    """
    from rapidfuzz.distance import Levenshtein

    seen: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for read, right in lines:
        for one, count in Counter(read).items():
            seen[one] += count if len(read) > 1 else DECIDED
        for step in Levenshtein.editops(read, right):
            if step.tag == "replace":
                pairs[read[step.src_pos], right[step.dest_pos]] += 1
    return [Pair(*pair, count, seen[pair[0]]) for pair, count in sorted(pairs.items())]


def written(pairs: Iterable[Pair]) -> str:
    """The file of pairs."""
    rows = [COLUMNS, *((each.read, each.right, str(each.times), str(each.seen)) for each in pairs)]
    return "".join("\t".join(row) + "\n" for row in rows)


@cache
def _shipped() -> tuple[tuple[Ints, Ints, Floats], ...]:
    """For both scripts: code points, a candidate of each, and how alike they look."""
    table, by_corners = lookalikes(), _corners()
    found = []
    for nearest, likeness in zip(
        _by_script(table.nearest, by_corners["nearest"]),
        _by_script(table.likeness, by_corners["likeness"]),
        strict=True,
    ):
        usual = shipped().single[shipped().forms[nearest]] > RARE
        row, column = (usual & (likeness >= LEAST * 255)).nonzero()
        codes = nearest[row, column].astype(np.int64)
        like = likeness[row, column].astype(np.float32) / 255
        found.append((table.characters[row].astype(np.int64), codes, like))
    return tuple(found)


def _by_script(*parts: NDArray[Any]) -> list[NDArray[Any]]:
    """Tables with the candidates of both scripts side by side, as one for each script."""
    halves = zip(*(np.split(part, SCRIPTS, axis=1) for part in parts), strict=True)
    return [np.concatenate(half, axis=1) for half in halves]


@cache
def _corners() -> dict[str, NDArray[Any]]:
    with np.load(folder() / "corners.npz") as table:
        return dict(table)


@cache
def corners() -> NDArray[np.uint8]:
    """The four corners of each code point: digits from 1 to 10, 0 where it has no code."""
    known = np.load(folder() / FOUR_CORNER)
    found = np.zeros((PLANE, 4), np.uint8)
    found[known[:, 0]] = known[:, 1:] // (10_000, 1_000, 100, 10) % 10 + 1
    return found


def make(pairs: Iterable[Pair]) -> Both:
    """The look-alikes with learned pairs added, each also for its reverse."""
    known: dict[tuple[int, int], float] = defaultdict(float)
    wrong, seen = np.zeros((2, PLANE), np.float32)
    for pair in pairs:
        read, right = ord(pair.read), ord(pair.right)
        if max(read, right) < PLANE:
            known[read, right] += pair.times
            known[right, read] += TURNED * pair.times
            wrong[read] += pair.times
            seen[read] = max(seen[read], pair.seen)
    simplified, traditional = (_joined(part, known, wrong, seen) for part in _shipped())
    return simplified, traditional


def _joined(
    part: tuple[Ints, Ints, Floats],
    known: dict[tuple[int, int], float],
    wrong: Floats,
    seen: Floats,
) -> Candidates:
    """The candidates of one script with what was learned."""
    reads, codes, like = part
    learned = np.array(sorted(known), np.int64).reshape(-1, 2)
    counts = np.array([known[read, code] for read, code in learned.tolist()], np.float32)
    both = np.concatenate([reads * PLANE + codes, learned[:, 0] * PLANE + learned[:, 1]])
    keys, place = np.unique(both, return_inverse=True)
    alike, count = np.zeros((2, len(keys)), np.float32)
    alike[place[: len(reads)]] = like
    count[place[len(reads) :]] = counts
    firsts = np.searchsorted(keys // PLANE, np.arange(PLANE + 1))
    return Candidates(firsts, keys % PLANE, alike, count, wrong, seen)
