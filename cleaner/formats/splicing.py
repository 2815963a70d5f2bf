"""Other text at some places of a file, every other byte as it was.

Of a word only the characters change that are others: the bytes of those that stay, however they
are written, stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from io import BytesIO
from typing import BinaryIO, NamedTuple

from cleaner.formats.encoding import reading
from cleaner.formats.notation import Cell, Notation
from cleaner.formats.places import Span
from cleaner.text.errors import InputError
from cleaner.text.regex import regex
from cleaner.text.sharing import differences, owners

BLOCK = 1 << 16
ENDS = regex(r"[\t\n\v\f\r\x85\u2028\u2029]")
UNWRITABLE = regex(r"[\ud800-\udfff]")


class Change(NamedTuple):
    """What a word was read as, and what it becomes."""

    before: str
    after: str


class Splice(NamedTuple):
    """Bytes of a file that become others: the first, the one after the last, and what is there."""

    start: int
    end: int
    after: bytes


def splices(
    data: Callable[[], BinaryIO], name: str, changes: Mapping[Span, Change], notation: Notation
) -> list[Splice]:
    """The bytes that change where the words at some places get other text, in their order.

    `changes`: first byte and the one after the last -> the change there. Blanks around a word stay.
    Raises InputError where places overlap or lie outside, hold another text, or a text cannot
    stand there.
    """
    found: list[Splice] = []
    place = 0
    with data() as file:
        for (start, end), change in sorted(changes.items()):
            if not place <= start <= end:
                raise InputError(f"{name}: byte {start}: two changes in one place")
            file.seek(start)
            word = file.read(end - start)
            if len(word) < end - start:
                raise InputError(f"{name}: changed while it was read")
            try:
                found += _of_word(word, start, change, notation)
            except InputError as error:
                raise InputError(f"{name}: byte {start}: {error}") from None
            except UnicodeDecodeError:
                raise InputError(f"{name}: byte {start}: not {notation.encoding}") from None
            place = end
    return found


def spliced(data: Callable[[], BinaryIO], name: str, parts: Sequence[Splice]) -> Iterator[bytes]:
    """The bytes that `data` opens, piece by piece, with others in some places.

    Raises InputError where it is shorter than they tell.
    """
    with data() as file:
        place = 0
        for start, end, after in parts:
            yield from _copied(file, start - place, name)
            if len(file.read(end - start)) < end - start:
                raise InputError(f"{name}: changed while it was read")
            yield after
            place = end
        while block := file.read(BLOCK):
            yield block


def _copied(file: BinaryIO, size: int, name: str) -> Iterator[bytes]:
    """The next bytes of a file."""
    while size > 0:
        block = file.read(min(size, BLOCK))
        if not block:
            raise InputError(f"{name}: changed while it was read")
        size -= len(block)
        yield block


def in_a_line(text: str) -> str:
    """A text as it can stand in a line of another: of the same length."""
    return UNWRITABLE.sub("\ufffd", ENDS.sub(" ", text))


def _of_word(word: bytes, place: int, change: Change, notation: Notation) -> list[Splice]:
    """The bytes of a word that change, adjacent ones together."""
    text = word.decode(reading(notation.encoding))
    if notation.is_bare(text):
        found = [*_of_bare(text, change, notation)]
    else:
        found = _of_spelt(word, change, notation)
    return [Splice(place + start, place + end, after) for start, end, after in found]


def _checked(text: str, change: Change) -> tuple[str, int]:
    """What stands between the blanks around a word, and where it begins. Raises InputError."""
    line = in_a_line(text)
    core = line.strip()
    if core != in_a_line(change.before).strip():
        raise InputError(f"{core[:40]!r} is not {change.before[:40]!r}, which was read there")
    return core, len(line) - len(line.lstrip())


def _of_bare(text: str, change: Change, notation: Notation) -> Iterator[Splice]:
    """What changes of a word whose characters all stand for themselves."""
    core, left = _checked(text, change)
    new = change.after.strip()
    encoding = reading(notation.encoding)
    place = at = 0
    for first, after, begin, end in differences(core, in_a_line(new)) if core else ():
        start = at + len(text[place : left + first].encode(encoding))
        place, at = left + after, start + len(text[left + first : left + after].encode(encoding))
        yield Splice(start, at, notation.written(new[begin:end], False) if end > begin else b"")


def _of_spelt(word: bytes, change: Change, notation: Notation) -> list[Splice]:
    """The same where some are written as references, or tags stand between them."""
    cells, new = notation.read(word), change.after
    _checked("".join(cell.text for cell in cells), change)
    for fragile in ("", ">"):  # what must not stay as it is, or `]]>` would come about
        found = _together(_of_cells(cells, new, notation, fragile))
        if not found:
            return []
        made = b"".join(spliced(partial(BytesIO, word), "", found))
        whole = in_a_line("".join(cell.text for cell in notation.read(made)))
        same = notation.open_ends(made) == notation.open_ends(word)
        if same and whole.strip() == in_a_line(new.strip()):
            return found
    raise InputError(f"{new[:40]!r} cannot be written there")


def _together(parts: Iterable[Splice]) -> list[Splice]:
    found: list[Splice] = []
    for part in parts:
        if found and found[-1].end == part.start:
            last = found.pop()
            part = Splice(last.start, part.end, last.after + part.after)
        found.append(part)
    return found


def _of_cells(cells: list[Cell], new: str, notation: Notation, fragile: str) -> Iterator[Splice]:
    """What changes of the characters between the blanks around them."""
    text = in_a_line("".join(cell.text for cell in cells))
    new = new.strip()
    left, core = len(text) - len(text.lstrip()), text.strip()
    told = in_a_line(new)
    if not core or told == core:
        return
    given: list[list[int]] = [[] for _ in core]  # of each old character: the new ones
    for at, owner in enumerate(owners(core, told)):
        given[owner].append(at)
    done = -left
    for cell in cells:
        begin, done = done, done + len(cell.text)
        inside = range(max(begin, 0), min(done, len(core)))
        if not inside:
            continue
        places = [at for mark in inside for at in given[mark]]
        kept = None if cell.text == fragile else _kept(cell, told, places)
        yield from _of_cell(cell, new, places, kept, notation)


def _kept(cell: Cell, told: str, places: list[int]) -> int | None:
    """Which of its new characters is the first of those that it is."""
    text, size = in_a_line(cell.text), len(cell.text)
    starts = range(len(places) - size + 1)
    return next(
        (k for k in starts if "".join(told[at] for at in places[k : k + size]) == text), None
    )


def _of_cell(
    cell: Cell, new: str, places: list[int], kept: int | None, notation: Notation
) -> Iterator[Splice]:
    """What changes of one character, which becomes those at some places of the new text."""

    def written(some: list[int]) -> bytes:
        return notation.written("".join(new[at] for at in some), cell.bare) if some else b""

    if kept is None:
        yield Splice(cell.start, cell.end, written(places))
        return
    after = kept + len(cell.text)
    if kept:
        yield Splice(cell.start, cell.start, written(places[:kept]))
    if after < len(places):
        yield Splice(cell.end, cell.end, written(places[after:]))
