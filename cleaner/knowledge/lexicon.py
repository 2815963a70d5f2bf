"""The dictionaries: read once, looked up fast.

The words that ship are one sorted array of 64-bit numbers, sixteen bits a character, mapped into
memory: it is there in a millisecond, and a whole page of questions is one look-up.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from cleaner.files.whole import TABLE, read_whole
from cleaner.knowledge.bloom import BloomFilter
from cleaner.knowledge.compiled import Compiled, compiled
from cleaner.knowledge.hashing import Keys
from cleaner.knowledge.kept import kept
from cleaner.text.characters import Flags

FILTER_BITS = 23  # of a word's hash: 1 MiB, of which one bit in fifteen is set
FILTER = "sieve.npy"
LONGEST = 4  # characters in a packed word
LAST_OF_PLANE = "\uffff"  # beyond it a character has more than sixteen bits
PLACES = "places.tsv"
COLUMNS = ("name", "variants", "kind", "note", "source")
LONGEST_NAME = 256  # characters of a name or of a variant
MOST_VARIANTS = 1000  # of a name
LONGEST_CELL = 10_000  # characters of a note
KINDS = ("", "person", "place", "organisation", "term")


class DictionaryError(ValueError):
    """A dictionary that cannot be read; the message names the file and the line."""


@cache
def folder() -> Path:
    """Where the dictionaries are: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    inside = package / "dictionaries"
    return inside if inside.is_dir() else package.parent / "dictionaries"


def pack_word(word: str) -> int:
    """The key of a word of up to four characters of the Basic Multilingual Plane."""
    key = 0
    for character in word.ljust(LONGEST, "\0"):
        key = key << 16 | ord(character)
    return key


class Name(NamedTuple):
    """One row of a dictionary."""

    name: str
    variants: tuple[str, ...] = ()
    kind: str = ""
    note: str = ""
    source: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """The name, and its variants."""
        return (self.name, *self.variants)


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The words of the language and the names of the user.

    `words`: packed, sorted. `bloom`: tells nearly all that is no word without a search. `names`: of
    the user's dictionaries; their parts count as words.
    """

    words: Keys
    bloom: BloomFilter
    names: tuple[Name, ...] = ()

    @classmethod
    def default(cls) -> Lexicon:
        """The words that ship with cleaner."""
        return _shipped()

    def with_names(self, names: Iterable[Name]) -> Lexicon:
        """A lexicon with the names of a dictionary before those already there."""
        names = tuple(names)
        return self._joined(names, _keys_of(names))

    def _joined(self, names: tuple[Name, ...], keys: Keys) -> Lexicon:
        words = np.union1d(self.words, keys)
        return Lexicon(words, filter_of(words), names + self.names)

    def contains(self, keys: Keys) -> Flags:
        """Which of the packed words are in the lexicon."""
        found = np.zeros(len(keys), np.bool_)
        likely = self.bloom.likely(keys)
        index = np.searchsorted(self.words, keys[likely])
        index[index == len(self.words)] = 0
        found[likely] = self.words[index] == keys[likely]
        return found

    def has_any(self, strings: Iterable[str]) -> bool:
        """Whether any of the strings is a word; those that cannot be packed are none."""
        able = (word for word in strings if 0 < len(word) <= LONGEST and max(word) <= LAST_OF_PLANE)
        return bool(self.contains(np.array(list(map(pack_word, able)), np.uint64)).any())


def filter_of(words: Keys) -> BloomFilter:
    """The filter that goes before a search in `words`."""
    return BloomFilter.of(words, FILTER_BITS, hashes=1)


def _keys_of(names: Iterable[Name]) -> Keys:
    """The packed words that stand for names and their variants, sorted."""
    parts = {part for name in names for form in name.forms for part in _parts(form)}
    return np.array(sorted(map(pack_word, parts)), np.uint64)


def _parts(name: str) -> Iterable[str]:
    """The packed words that stand for a name: itself, or each four characters of a long one."""
    if max(map(ord, name), default=0) > 0xFFFF or len(name) < 2:
        return ()
    return [name[i : i + LONGEST] for i in range(max(1, len(name) - LONGEST + 1))]


@cache
def _shipped() -> Lexicon:
    words, bits = (
        np.asarray(np.load(folder() / name, mmap_mode="r")) for name in ("words.npy", FILTER)
    )
    return Lexicon(words, BloomFilter(bits, FILTER_BITS, hashes=1))


@cache
def places() -> frozenset[str]:
    """The divisions of China from provinces to counties, Simplified and Traditional: 乾安县."""
    return frozenset(row.name for row in read_dictionary(folder() / PLACES))


@cache
def converted_names() -> tuple[str, ...]:
    """Names in Simplified that OpenCC spells otherwise: 乾安县, which it makes 干安县."""
    return tuple(row.name for row in read_dictionary(folder() / "converted.tsv"))


def read_dictionary(path: Path) -> list[Name]:
    """The rows of a dictionary file: UTF-8, tab-separated, with a header that has `name`.

    Raises DictionaryError with the file and the line, OSError where it cannot be opened.
    """
    return parsed(read_whole(path, TABLE), path)


def parsed(data: bytes, path: Path) -> list[Name]:
    """The rows in the bytes of a dictionary. Raises DictionaryError with `path` and the line."""
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise DictionaryError(f"{path}: not UTF-8 at byte {error.start}") from None
    header = lines[0].split("\t") if lines else []
    unknown = [column for column in header if column not in COLUMNS]
    if "name" not in header or unknown:
        raise DictionaryError(
            f"{path}:1: the header must have {', '.join(COLUMNS)} (only name is needed)"
        )
    return [
        _row(line, header, f"{path}:{number}")
        for number, line in enumerate(lines[1:], 2)
        if line.strip() and not line.startswith("#")
    ]


def _row(line: str, header: list[str], place: str) -> Name:
    if "\0" in line:
        raise DictionaryError(f"{place}: a NUL character")
    cells = line.split("\t")
    if len(cells) > len(header):
        raise DictionaryError(f"{place}: {len(cells)} cells under a header of {len(header)}")
    values = {column: cell.strip() for column, cell in zip(header, cells, strict=False)}
    if not values.get("name"):
        raise DictionaryError(f"{place}: no name")
    if values.get("kind", "") not in KINDS:
        raise DictionaryError(f"{place}: kind {values['kind']!r} is none of {', '.join(KINDS[1:])}")
    variants = tuple(form for form in values.pop("variants", "").split("|") if form)
    if max(map(len, (values["name"], *variants))) > LONGEST_NAME:
        raise DictionaryError(f"{place}: a name of more than {LONGEST_NAME} characters")
    if len(variants) > MOST_VARIANTS:
        raise DictionaryError(f"{place}: more than {MOST_VARIANTS} variants")
    if max(map(len, values.values())) > LONGEST_CELL:
        raise DictionaryError(f"{place}: a cell of more than {LONGEST_CELL} characters")
    return Name(variants=variants, **values)


def with_dictionaries(paths: tuple[str, ...]) -> Lexicon:
    """The words that ship, and the names in dictionary files, the first file's first.

    A file is read once as long as it stays the same. Raises DictionaryError with the file, and
    with the line where one is wrong.
    """
    try:
        return _with_names(paths) if paths else Lexicon.default()
    except OSError as error:
        raise DictionaryError(f"{error.filename}: {error.strerror}") from None
    except ValueError as error:
        if isinstance(error, DictionaryError):
            raise
        raise DictionaryError(f"{', '.join(paths)!r}: {error}") from None


@kept(16)
def _with_names(paths: tuple[str, ...]) -> Lexicon:
    lexicon = Lexicon.default()
    for path in reversed(paths):
        lexicon = lexicon._joined(*_read(Path(os.path.abspath(path))))
    return lexicon


def _read(path: Path) -> tuple[tuple[Name, ...], Keys]:
    """The names of a dictionary file and the words that stand for them, compiled if it is large."""
    data = read_whole(path, TABLE)

    def parse() -> Compiled:
        rows = parsed(data, path)
        cells = [(row.name, "|".join(row.variants), *row[2:]) for row in rows]
        columns = [list(column) for column in zip(*cells, strict=True)] or [[] for _ in COLUMNS]
        return tuple(columns), _keys_of(rows)

    (names, variants, *others), keys = compiled(data, parse)
    split = [tuple(forms.split("|")) if forms else () for forms in variants]
    return tuple(map(Name, names, split, *others)), keys
