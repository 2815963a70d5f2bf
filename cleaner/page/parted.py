"""A page without lines that an engine has read on across a gutter: each is cut where the gutter is.

Between words that stand apart there, it is known where; inside of a text of which only the box is
known, by the widths of its characters.
"""

from __future__ import annotations

import numpy as np

from cleaner.formats import Floats, Page
from cleaner.formats.cutting import Cut, cut
from cleaner.page import patterns
from cleaner.page.gutters import Gutter, Neighbours
from cleaner.page.mended import mended
from cleaner.page.reaching import LEAST_HAN, asked_lines, is_recognised, within_columns
from cleaner.page.straight import levelling, standing
from cleaner.page.widths import LEAST_LINES, Type, is_mark
from cleaner.text.characters import CLAUSE, CLOSE, OPEN, STOP, class_of

SIZES = (0.5, 2.2)  # of the usual height: lines that are looked at
PASSES = 5  # what is cut tells of the lines above and below it
APART, LEAST_WHITE = 0.6, 0.5  # of a gutter, and ems: so wide is the gap between words there
SLACK = 0.6  # ems that a word reaches into a gutter
LESS, MORE = -1.0, 1.2  # ems a gutter: so far is the width of a line off that of its parts
FILLED = 0.75  # of the width of its characters: what is left for the last part
OFF = 0.8  # ems between a gutter and the nearest place between two characters
INDENT = (1.5, 2.6)  # ems, beyond the gutter: white before the first line of a paragraph
REPORTERS, FIRST = ("记者", "通讯员"), 8  # among so many characters at the beginning
RULES = frozenset("|丨｜")
BARS = frozenset("|丨｜!！Il/\\")


def lines_whole(page: Page) -> Page:
    """The page with its lines as they stand in its columns: cut at gutters, and pieces put together."""
    return mended(parted(page))


def parted(page: Page) -> Page:
    """The page with its slope, and its lines cut at the gutters that they run across."""
    page = levelling(page)
    for _ in range(PASSES):
        cuts = _cuts(page)
        if not cuts:
            break
        page = cut(page, cuts)
    return page


def _cuts(page: Page) -> dict[int, list[Cut]]:
    if not is_recognised(page):
        return {}
    boxes = within_columns(page)
    asked = asked_lines(page, boxes)
    if asked.sum() < LEAST_LINES:
        return {}
    type_ = Type.of(boxes[asked], [page.lines.texts[line] for line in np.flatnonzero(asked)])
    heights = boxes[:, 3] - boxes[:, 1]
    usual = float(np.median(heights[asked]))
    asked &= (heights >= SIZES[0] * usual) & (heights <= SIZES[1] * usual)
    neighbours = Neighbours(boxes[asked], type_.em)
    words = standing(page)[1]
    found = {}
    for line in np.flatnonzero(asked).tolist():
        if _is_whole(page.lines.texts[line]):
            continue
        gutters = neighbours.gutters(boxes[line])
        if gutters and (own := _of_line(page, words, line, gutters, type_)):
            found[line] = own
    return found


def _is_whole(text: str) -> bool:
    """Whether a line is a byline, a caption or furniture by its wording.

    Names stand apart in bylines, by blanks that engines leave out: widths tell nothing of them.
    """
    named = any(word in text[:FIRST] for word in REPORTERS)
    return bool(patterns.kind_of(text)) or (named and not any(map(is_mark, text)))


def _of_line(page: Page, words: Floats, line: int, gutters: list[Gutter], type_: Type) -> list[Cut]:
    """`words`: the boxes of all words where the page lies straight, as the gutters do."""
    first, last = page.lines.starts[line : line + 2].tolist()
    boxes = words[first:last]
    if last - first == 1:
        cuts = _inside(page.words.texts[first], boxes[0], gutters, type_)
        off = float((page.words.places.boxes[first] - boxes[0])[[0, 2]].mean())
        return [each._replace(left=each.left + off, right=each.right + off) for each in cuts]
    found = [_between(page.words.texts[first:last], boxes, gutter, type_.em) for gutter in gutters]
    return [Cut(word) for word in sorted({*found} - {0})]


def _between(texts: tuple[str, ...], boxes: Floats, gutter: Gutter, em: float) -> int:
    """The word that follows a gutter, 0 if none does."""
    right = int(np.argmax(boxes[:, 0] >= gutter.right - SLACK * em))
    left = right - 1
    while left > 0 and BARS.issuperset(texts[left]) and boxes[left, 2] > gutter.left:
        left -= 1
    if left < 0 or boxes[left, 2] > gutter.left + SLACK * em:
        return 0
    white = max(APART * gutter.width, LEAST_WHITE * em)
    return right if boxes[right, 0] - boxes[left, 2] >= white else 0


def _inside(text: str, box: Floats, gutters: list[Gutter], type_: Type) -> list[Cut]:
    """The places in a text of which only the box is known, in front of what follows each gutter."""
    cells, em = type_.cells(text), type_.em
    white = sum(gutter.width for gutter in gutters)
    more = float(box[2] - box[0]) - cells[-1] * em - white
    indent = more if len(gutters) == 1 and INDENT[0] * em <= more <= INDENT[1] * em else 0.0
    if not LESS * em * len(gutters) <= more - indent <= MORE * em * len(gutters):
        return []
    size = (float(box[2] - box[0]) - white - indent) / cells[-1]
    found: list[Cut] = []
    passed, begin = 0.0, 0
    for gutter in gutters:
        ends = float(box[0]) + passed + np.array(cells) * size
        place = _allowed(text, _behind_bar(text, int(np.argmin(np.abs(ends - gutter.left)))))
        passed += gutter.width
        if begin < place < len(text) and abs(ends[place] - gutter.left) <= OFF * em:
            found.append(Cut(0, place, gutter.left, gutter.right + indent))
            begin = place
    return found if _is_column(text[begin:], cells[-1] - cells[begin], em, box, found) else []


def _behind_bar(text: str, place: int) -> int:
    """The place behind a rule between columns that was read as a character, if one is there."""
    near = range(max(place - 1, 0), min(place + 2, len(text)))
    return next((at + 1 for at in near if text[at] in RULES), place)


def _is_column(rest: str, cells: float, em: float, box: Floats, cuts: list[Cut]) -> bool:
    """Whether what is left behind the last cut can be a line of a column, as wide as its characters."""
    whole = cells >= LEAST_HAN or class_of(rest[-1]) in (STOP, CLOSE)
    return bool(cuts) and whole and float(box[2]) - cuts[-1].right >= FILLED * cells * em


def _allowed(text: str, place: int) -> int:
    """The place, moved by one where a line would begin with the end of something, or end with the
    beginning."""
    if 0 < place < len(text):
        if class_of(text[place]) in (CLAUSE, STOP, CLOSE):
            return place + 1
        if class_of(text[place - 1]) == OPEN:
            return place - 1
    return place
