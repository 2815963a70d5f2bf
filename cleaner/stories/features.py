"""The features of blocks: numbers that tell a headline, kicker, deck, byline, caption or text.

A block is one line of a text whose lines are whole paragraphs. Its features are numbers in columns, as
those of line ends are (`wraps.features`): its own wording, what stands around it, and how many of
its pairs of characters the text before and after it has.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np

from cleaner.page import patterns
from cleaner.page.layout import Lines
from cleaner.page.whole import bounds
from cleaner.stories.blocks import LONGEST_HEAD
from cleaner.stories.overlap import BigramOverlap
from cleaner.text.characters import (
    BULLET,
    DASH,
    DIGIT,
    HAN,
    HYPHEN,
    LETTER,
    OPEN,
    SPACE,
    WIDE_SPACE,
    Flags,
    Ints,
    class_set,
)
from cleaner.text.document import Document
from cleaner.wraps.features import KINDS, Features, Floats, in_a_row, tabled

# Set by hand; `roles.npz` is fitted on what they give (`dictionaries/build/forests.py`).
FULL_STOP, MOST_ASKED = ord("。"), 2  # marks: a headline may ask or exclaim, and states nothing
WINDOW = 8  # blocks before or after one in which its bigrams are looked for
AROUND = (-2, -1, 1, 2)  # blocks from one, of those that are measured with it
FARTHEST = AROUND[-1]
REPORTS = frozenset((patterns.DATELINE, patterns.BYLINE))  # kinds of line that open a story
REPORTING = np.array([kind in REPORTS for kind in KINDS])


class Blocks:
    """The blocks of a document and what several features share."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.lines = Lines.of(document)
        self.sizes: Ints = self.lines.ends - self.lines.starts
        states = np.logical_or.reduceat(document.codes == FULL_STOP, self.lines.starts)
        asks = self.lines.stops <= MOST_ASKED
        self.brief = ~states & asks & (self.sizes <= LONGEST_HEAD)

    @classmethod
    def of(cls, document: Document) -> Blocks:
        """Those of a document, measured once."""
        found: Blocks | None = document.analyses.get("blocks")
        if found is None:
            found = document.analyses["blocks"] = cls(document)
        return found

    @cached_property
    def kinds(self) -> Ints:
        """The number of each block's kind of line, -1 for none."""
        kinds = np.full(len(self.lines), -1)
        for line, kind in self.lines.kinds.items():
            kinds[line] = KINDS.index(kind)
        return kinds

    @cached_property
    def reports(self) -> Flags:
        """Whether the wording of a block says that it opens a story."""
        reports: Flags = REPORTING[self.kinds]
        return reports

    @cached_property
    def overlap(self) -> BigramOverlap:
        """The bigram overlap of the brief blocks with all blocks."""
        return BigramOverlap(self.document, self.brief.nonzero()[0].tolist())

    def counted(self, *kinds: int) -> Ints:
        """How many characters of these classes each block has, 20 at most."""
        members = class_set(*kinds)[self.lines.classes]
        counts = np.add.reduceat(members, self.lines.starts, dtype=np.int64)
        return np.minimum(counts, 20)


def may_be_brief(document: Document) -> bool:
    """Whether a line may be brief, in a text whose lines have no more blanks around than an indent."""
    starts, ends = bounds(document)
    short = (ends - starts <= LONGEST_HEAD + INDENT).nonzero()[0]
    text = document.text
    return any(
        text[start:end].strip() and FULL_STOP_MARK not in text[start:end]
        for start, end in zip(starts[short].tolist(), ends[short].tolist(), strict=True)
    )


INDENT = 2  # blanks
FULL_STOP_MARK = chr(FULL_STOP)


def wording(blocks: Blocks) -> Features:
    """Marks, length, letters and digits, and what the patterns say."""
    lines = blocks.lines
    yield "characters", np.minimum(blocks.sizes, 120)
    yield "stops", np.minimum(lines.stops, 3)
    yield "clauses", np.minimum(lines.clauses, 4)
    yield "ends a sentence", lines.stopped
    yield "digits", blocks.counted(DIGIT)
    yield "letters", blocks.counted(LETTER)
    yield "blanks", blocks.counted(SPACE, WIDE_SPACE)
    yield "opening marks", blocks.counted(OPEN)
    yield "begins with a dash", class_set(DASH, HYPHEN)[lines.first]
    yield "begins with a bullet", class_set(BULLET)[lines.first]
    yield "begins with an opening mark", class_set(OPEN)[lines.first]
    yield "begins with Chinese", lines.first == HAN
    yield "ends with Chinese", lines.last == HAN
    yield from zip(KINDS, blocks.kinds == np.arange(len(KINDS))[:, None], strict=True)


def phrases(blocks: Blocks) -> Features:
    """What the wording of short blocks is like."""
    tests: dict[str, Callable[[str], bool]] = {
        "leads on": lambda text: text.endswith(patterns.LEADING_ON),
        "label": patterns.is_label,
        "names": patterns.is_like_names,
        "credited": patterns.is_credited,
        "number": patterns.is_number,
        "section": patterns.is_section,
    }
    texts = {line: blocks.lines.text(line) for line in blocks.brief.nonzero()[0].tolist()}
    size = len(blocks.lines)
    for name, test in tests.items():
        edged = np.zeros(size + 2, np.bool_)
        edged[[line + 1 for line, text in texts.items() if test(text)]] = True
        yield name, edged[1:-1]
        yield f"{name}, of the block before", edged[:size]
        yield f"{name}, of the block after", edged[2:]


def surroundings(blocks: Blocks) -> Features:
    """The blocks before and after, and the place on the page."""
    lines, size = blocks.lines, len(blocks.lines)
    own = {
        "characters": np.minimum(blocks.sizes, 120),
        "ends a sentence": lines.stopped,
        "brief": blocks.brief,
        "kind": blocks.kinds,
        "clauses": np.minimum(lines.clauses, 3),
    }
    edged = np.zeros((len(own), size + 2 * FARTHEST), np.int64)
    edged[[*own].index("kind")] = -2
    for row, values in zip(edged, own.values(), strict=True):
        row[FARTHEST : FARTHEST + size] = values
    for by in AROUND:
        for name, row in zip(own, edged, strict=True):
            yield f"{by:+}: {name}", row[FARTHEST + by : FARTHEST + by + size]
    yield "brief blocks up to here", np.minimum(in_a_row(blocks.brief), 6)
    yield "brief blocks from here", np.minimum(in_a_row(blocks.brief[::-1])[::-1], 6)
    place = np.arange(size)
    yield "from the top", np.minimum(place, 8)
    yield "from the bottom", np.minimum(size - 1 - place, 8)
    yield "page: begins with a headline", np.array(bool(blocks.brief[:2].any()))
    yield "page: ends with a headline", np.array(bool(blocks.brief[-2:].any()))
    yield "page: blocks", np.array(min(size, 100))
    yield "page: brief", np.array(blocks.brief.mean())
    yield "page: datelines and bylines", np.array(blocks.reports.sum())


def words(blocks: Blocks) -> Features:
    """The bigram overlap of short blocks with the text before and after them."""
    before, after, most = blocks.overlap.around(WINDOW, ~blocks.brief)
    yield "words in the text before", before
    yield "words in the text after", after
    yield "words after over before", after - before
    yield "words in the text of the page", most


GROUPS: tuple[Callable[[Blocks], Features], ...] = (wording, phrases, surroundings, words)


def block_features(document: Document) -> tuple[list[str], Floats]:
    """The names of the features, and a row for each of them with a column for each block."""
    return features_of(Blocks.of(document))


def features_of(blocks: Blocks) -> tuple[list[str], Floats]:
    """The same of blocks that are measured already."""
    return tabled((group(blocks) for group in GROUPS), len(blocks.lines))
