"""Page furniture told by repetition: running heads and page numbers, the same up to their digits.

Where form feeds part the pages, it is what stands at the top or the bottom of most of them. In a
text without them a line shows itself by standing in the middle of sentences, several times over, or
by the wording of a page number, which is enough where it stands in one sentence; what repeats beside
such lines is furniture too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np

from cleaner.page import patterns
from cleaner.page.layout import HEADLINE_SHARE, NARROWEST, Lines, running_total
from cleaner.text.answers import Answers
from cleaner.text.characters import (
    DIGIT,
    HAN,
    HYPHEN,
    LETTER,
    PAGE_BREAK,
    Flags,
    Ints,
    among,
    class_set,
)
from cleaner.text.document import Document
from cleaner.text.regex import regex

# Set by hand; what they give is measured by `python -m bench.books`.
LONGEST = 60  # characters of a running head at most
LEAST = 3  # pages that have the line at least
SHARE = (
    0.4  # of the pages from the first to the last with it, at least: left and right ones alternate
)
DEEPEST = 3  # lines of furniture at one edge of a page at most
CUTS = 2, 1 / 3  # sentences that the line stands in at least, and their least share of its places
APART = 100  # code points between two places of a line, the middle distance at least
COMMAS = "，、,"
OPEN_ENDS = class_set(HAN, LETTER, DIGIT, HYPHEN)
OF_STORIES = frozenset(
    (patterns.BYLINE, patterns.SIGNED, patterns.DATELINE, patterns.CAPTION, patterns.CREDIT)
)
_NUMBER = regex(r"[0-9０-９]+|(?<=第)[一二三四五六七八九十百零〇]+(?=[页頁])")
_DIGITS = regex(r"\d+")
_PART = regex(r"第[0-9０-９]+[章回节節卷篇部课課题題条條]")
_WORDED = regex(r"[^\W\d_]|^[-—–·]+#[-—–·]+$")
PAGE_NUMBER_FIRST = "-—–·第Pp"  # and bare numbers, where they repeat
_PAGE_NUMBER = regex(r"[-—–·]+#[-—–·]+|第?#[页頁]|[Pp]age#")


def repeated(document: Document) -> Flags:
    """For each line of `document`, whether it is furniture: it repeats over the pages."""
    flags: Flags | None = document.analyses.get("furniture")
    if flags is None:
        flags = document.analyses["furniture"] = _repeated(Lines.of(document))
    return flags


def without(document: Document) -> Document:
    """`document` with its furniture blanked out, every other character at its place."""
    flags = repeated(document)
    if not flags.any():
        return document
    solid: Document | None = document.analyses.get("without furniture")
    if solid is None:
        solid = document.analyses["without furniture"] = _blanked(document, flags)
    return solid


def _blanked(document: Document, flags: Flags) -> Document:
    """`document` with blanks for the flagged lines."""
    lines = Lines.of(document)
    parts, place = [], 0
    for start, end in zip(lines.starts[flags].tolist(), lines.ends[flags].tolist(), strict=True):
        parts += [document.text[place:start], " " * (end - start)]
        place = end
    text = "".join((*parts, document.text[place:]))
    return document.blanked(text)


def beside(flags: Flags) -> Flags:
    """For each gap between lines, whether a flagged line stands on either side of it."""
    near: Flags = flags[:-1] | flags[1:]
    return near


def shape_of(line: str) -> str:
    """A line without blanks and with one sign for each number; "" where it can be no furniture.

    The number of a chapter stays, for `第1章` and `第2章` are two titles.
    """
    solid = "".join(line.split())
    return solid if _PART.search(solid) else _NUMBER.sub("#", solid)


def _repeated(lines: Lines) -> Flags:
    """The furniture: first between form feeds, then between lines that show themselves."""
    found = np.zeros(len(lines), np.bool_)
    if len(lines) < LEAST:
        return found
    brief = ~lines.stopped & (lines.ends - lines.starts <= LONGEST)
    if np.count_nonzero(brief) < LEAST:
        return found
    if lines.document.has(PAGE_BREAK):
        fed = running_total(lines.classes == PAGE_BREAK)
        _peel(lines, fed[lines.starts], brief, found)
    inside = np.zeros(len(lines), np.bool_)
    inside[list(_between_text(lines, brief & lines.unmarked))] = True
    if inside.any():
        found |= inside
        _peel(lines, np.cumsum(inside), brief & _worded(lines), found)
    return found


def _worded(lines: Lines) -> Flags:
    """Whether a line has a letter or a Chinese character in it."""
    total = running_total(class_set(HAN, LETTER)[lines.classes])
    worded: Flags = total[lines.ends] > total[lines.starts]
    return worded


def _peel(lines: Lines, pages: Ints, able: Flags, found: Flags) -> None:
    """Add to `found` those of the `able` lines that repeat at the edges of their `pages`.

    What stands below the first line of a page, once that is found, stands at its edge.
    """
    for _ in range(DEEPEST):
        rest = (~found).nonzero()[0]
        if not len(rest):
            return
        starts = np.diff(pages[rest]) != 0
        tops, bottoms = rest[np.append(True, starts)], rest[np.append(starts, True)]
        new = [*_shared(lines, tops, able), *_shared(lines, bottoms, able)]
        if not new:
            return
        found[new] = True


def _shared(lines: Lines, edges: Ints, able: Flags) -> Iterator[int]:
    """Those of the lines `edges`, one for each page, that are the same on enough pages in a row.

    A number alone must also rise with the pages, or it may be that of a chapter.
    """
    for shape, group in _alike(lines, edges, able[edges].nonzero()[0].tolist()):
        if len(group) < SHARE * (group[-1] - group[0] + 1):
            continue
        found = edges[group].tolist()
        if _WORDED.search(shape) or _rises([lines.texts[line] for line in found], group):
            yield from found


def _rises(texts: list[str], pages: list[int]) -> bool:
    """Whether the numbers in `texts` rise as the pages do, from most of them to the next."""
    numbers = list(map(Answers(_number_in).__getitem__, texts))
    steps = np.diff(numbers) == np.diff(pages)
    return bool(2 * np.count_nonzero(steps) > len(steps))


def _number_in(text: str) -> int:
    """The first number in a text; 0 where there is none."""
    found = _DIGITS.search(text)
    return int(found[0]) if found else 0


def _alike(lines: Lines, edges: Ints, numbers: Iterable[int]) -> Iterator[tuple[str, list[int]]]:
    """The `numbers` of `edges` grouped by the shape of the line: groups of `LEAST` lines and more.

    Without those whose wording belongs to a story, as bylines do.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    texts, shapes, at = lines.texts, Answers(shape_of), edges.tolist()
    for number in numbers:
        groups[shapes[texts[at[number]]]].append(number)
    for shape, group in groups.items():
        if len(group) < LEAST:
            continue
        if patterns.kind_of(texts[at[group[0]]]) not in OF_STORIES:
            yield shape, group


def _between_text(lines: Lines, brief: Flags) -> Iterator[int]:
    """Those of the `brief` lines that repeat in the middle of sentences, or number the pages."""
    asked = brief.nonzero()[0]
    starts = lines.starts[asked]
    groups = [
        (shape, asked[group])
        for shape, group in _alike(lines, asked, range(len(asked)))
        if np.median(np.diff(starts[group])) >= APART
    ]
    lone = _page_numbers(lines, asked)
    cuts = _cuts(lines, brief) if groups or lone else brief
    yield from (line for line in lone if cuts[line])
    for shape, group in groups:
        cut = np.count_nonzero(cuts[group])
        if _PAGE_NUMBER.fullmatch(shape) or (cut >= CUTS[0] and cut >= CUTS[1] * len(group)):
            yield from group.tolist()


def _page_numbers(lines: Lines, asked: Ints) -> list[int]:
    """Those of the lines `asked` that are worded as page numbers: - 12 -, 第12页."""
    first = among(lines.document.codes[lines.starts[asked]], PAGE_NUMBER_FIRST)
    likely = asked[first].tolist()
    return [line for line in likely if _PAGE_NUMBER.fullmatch(shape_of(lines.texts[line]))]


def _cuts(lines: Lines, brief: Flags) -> Flags:
    """Whether each of the `brief` lines is a narrow one in the middle of a sentence.

    Running text that breaks off stands before it and its like, and running text after it.
    """
    size = len(lines)
    places = np.arange(size)
    before = np.maximum.accumulate(np.where(brief, -1, places))
    after = np.minimum.accumulate(np.where(brief, size, places)[::-1])[::-1]
    inside = brief & (lines.widths < HEADLINE_SHARE * lines.reach) & (before >= 0) & (after < size)
    before, after = np.maximum(before, 0), np.minimum(after, size - 1)
    ends = lines.document.codes[lines.ends - 1]
    goes_on = OPEN_ENDS[lines.last] | among(ends, COMMAS)
    goes_on &= ~lines.stopped & lines.marked & (lines.widths >= NARROWEST)
    cuts: Flags = inside & goes_on[before] & lines.marked[after]
    return cuts
