"""Characters that are not text: invisible ones, stray line ends, odd spaces, radicals, bullets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from cleaner.characters import (
    BULLET,
    INVISIBLE,
    LINE_END,
    NEWLINE,
    OTHER,
    SOLID,
    WIDE_SPACE,
    code_points,
)
from cleaner.document import Document
from cleaner.fixes import Edit, Proposal, Rule, Safety, Stage, each_rule, rule
from cleaner.stages import patterns
from cleaner.stages.spread import radical, spread_line

if TYPE_CHECKING:
    from cleaner.config import Settings
    from cleaner.lexicon import Lexicon

BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
ZERO_WIDTH_SPACE = 0x200B
IDEOGRAPHIC_SPACE = 0x3000
RIGHT_TO_LEFT = (
    0x0590,
    0x08FF,
)  # Hebrew, Arabic, Syriac, Thaana, N'Ko: bidi controls mean something


@rule("glyphs.invisible")
def invisible(document: Document, self: Rule) -> Iterable[Proposal]:
    """A control or zero-width character that no reader sees is removed.

    Extractors leave zero-width spaces, soft hyphens, byte-order marks and control characters in
    the text; they break searches and comparisons. Joiners between emoji or letters (U+200C,
    U+200D) and variation selectors carry meaning and stay; so do bidirectional controls in a text
    that has right-to-left letters, and zero-width spaces between letters of scripts that are written
    without spaces (Thai, Khmer).

    Repairs: 图\u200b书馆 → 图书馆
    Repairs: \ufeff本报讯 → 本报讯
    Leaves: 👩\u200d👧 一家
    """
    if not document.has(INVISIBLE):
        return
    places = (document.classes == INVISIBLE).nonzero()[0]
    points = document.codes
    padded = np.concatenate(([NEWLINE], document.classes, [NEWLINE]))
    spaceless = (padded[places] == OTHER) & (padded[places + 2] == OTHER)
    places = places[~(spaceless & (points[places] == ZERO_WIDTH_SPACE))]
    if np.any((points >= RIGHT_TO_LEFT[0]) & (points <= RIGHT_TO_LEFT[1])):
        places = places[~np.isin(points[places], [ord(mark) for mark in BIDI])]
    yield Proposal(self, places, places + 1, "")


@rule("glyphs.line-end")
def line_end(document: Document, self: Rule) -> Iterable[Proposal]:
    """A variant of the line end becomes a newline.

    Carriage returns, vertical tabs, NEL and the Unicode line and paragraph separators, alone or
    mixed with newlines. A file that uses one style throughout keeps it: that is settled when the
    file is read. A form feed is a page break and stays.

    Repairs: 第一行\u2028第二行 → 第一行⏎第二行
    Repairs: 一行\r⏎又一行⏎ → 一行⏎又一行⏎
    Leaves: 第一行⏎第二行
    """
    if not document.has(LINE_END):
        return
    places = (document.classes == LINE_END).nonzero()[0]
    following = np.append(document.classes, NEWLINE)[places + 1]
    paired = (following == NEWLINE) & (code_points(document.text)[places] == ord("\r"))
    paired &= places + 1 < len(document.text)
    yield Proposal(self, places, places + 1, ["" if crlf else "\n" for crlf in paired.tolist()])


@rule("glyphs.space-variant")
def space_variant(document: Document, self: Rule) -> Iterable[Proposal]:
    """A no-break, thin or other odd space beside Chinese becomes a plain space.

    In other scripts such spaces mean something (Bonjour\u00a0!, 10\u202f000), and ideographic spaces
    are layout everywhere: indents, the columns of a table, a gap to fill in, the parts of a
    headline. They all stay.

    Repairs: 共\u00a0300 户 → 共 300 户
    Leaves: \u3000\u3000本报讯
    Leaves: 新时代\u3000新征程
    Leaves: Bonjour\u00a0!
    """
    if not document.has(WIDE_SPACE):
        return
    classes = document.classes
    places = ((classes == WIDE_SPACE) & (document.codes != IDEOGRAPHIC_SPACE)).nonzero()[0]
    padded = np.concatenate(([NEWLINE], classes, [NEWLINE]))
    chinese = SOLID[padded[places]] | SOLID[padded[places + 2]]
    places = places[chinese]
    yield Proposal(self, places, places + 1, " ")


@rule("glyphs.byline-bullet", safety=Safety.SUGGESTED, confidence=0.9)
def byline_bullet(document: Document, self: Rule) -> Iterable[Proposal]:
    """A bullet that opens a byline may go.

    Many papers print □ or ○ before the reporter's name; extractors give whatever box they find for
    it. Whether it belongs to the byline is house style, so this is a suggestion: nothing is lost
    unless somebody asks for it.

    Repairs: ▢ 本报记者 张三 → 本报记者 张三
    Leaves: ● 第一项
    """
    if not document.has(BULLET):
        return
    fixes = []
    text = document.text
    for place in (document.classes == BULLET).nonzero()[0].tolist():
        before = text[max(0, text.rfind("\n", 0, place) + 1) : place]
        end = text.find("\n", place)
        line = text[place + 1 : end if end >= 0 else None]
        if not before.strip() and patterns.is_byline(line):
            blanks = len(line) - len(line.lstrip(" \t\u3000\u00a0"))
            fixes.append(((Edit(place, place + 1 + blanks, ""),), ""))
    yield Proposal.of(fixes, self)


def propose(
    document: Document, rules: Sequence[Rule], lexicon: Lexicon, settings: Settings
) -> Iterable[Proposal]:
    """Every rule looks at the document by itself; that of the spread lines asks for words, too."""
    yield from each_rule(
        document, [each for each in rules if each != spread_line], lexicon, settings
    )
    if spread_line in rules:
        yield from spread_line.function(document, spread_line, lexicon)


RULES = (invisible, line_end, space_variant, radical, spread_line, byline_bullet)
STAGE = Stage("glyphs", RULES, propose)
