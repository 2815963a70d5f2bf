"""Which lines, in reading order, go on from the one before: from indents, short lines and white."""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from cleaner.formats import Flags, Ints
from cleaner.page import patterns
from cleaner.page.display import head_steps, listed, versed
from cleaner.page.setting import Setting
from cleaner.page.signed import is_byline, is_more_names, looser, staff_goes_on
from cleaner.page.sizes import HAN
from cleaner.page.upright import LARGE, QUOTES
from cleaner.text.characters import CLAUSE, CLOSE, DIGIT, LETTER, STOP, class_of
from cleaner.text.regex import regex

INDENT = (0.7, 3.2)  # sizes to the right of its column: where a paragraph begins
FIRST = (1.2, 2.8)  # the same where it is sure to be the indent of a paragraph, and nothing else
WIDENED = 5.0  # sizes: an indent that justifying has widened is no larger
SHORT = (
    0.4,
    1.5,
)  # sizes, after the end of a sentence and elsewhere, before the end of its column: where the last line of a paragraph ends
RAGGED = 0.35  # of its column: the same of small type
FLUSH = 0.3  # sizes: a line that the column has cut ends no further from its edge
UNTRIMMED = 0.4  # sizes from the ink of a mark that is not trimmed to the edge, at least
FULL = 0.75  # of its column: so wide is a centred line that another one has to take up
GAP = 1.3  # of the usual step from line to line: what parts paragraphs
HOLE = 2.6  # of the same: what stands there has been taken out, as a picture
LATIN_WIDTH = 0.45  # of the size: about the narrowest of Latin letters in a word
FEW = 2  # lines that do not tell how wide their column is
STYLE = 0.5  # of the paragraphs after short lines that are indented, where indents tell
STRETCHED = 0.06  # sizes: more or less than whole and half characters
PAUSES = "；;：:"
NOTE = regex(r"(\d{1,2})(?![\d.,，%])")
REFERENCE = regex(r"\[\d{1,3}\]")
BULLETS = frozenset("•▪◦‣●■◆▶")  # they stand before items alone
COLON = "："  # it may end a paragraph
WIDTHS = 0.15  # of the wider column: so unequal may two columns of one story be
IN_WORDS = frozenset(".-'’")  # they do not part a word or a number
APART = frozenset(
    (patterns.JUMP, patterns.PAGE, patterns.STAFF, patterns.MASTHEAD, patterns.SIGNED)
)


class Joint(IntEnum):
    """How a line follows the one before it."""

    PARAGRAPH = 0  # a new paragraph, or something else altogether
    NEXT = 1  # the next line of the same paragraph or headline
    BESIDE = 2  # a piece of the same line
    OPEN = 3  # either of the first two


def joints(lines: Setting) -> Ints:
    """Of each line: how it follows the one before, a `Joint`."""
    indented = _style(lines)
    steps = head_steps(lines)
    found = [int(Joint.PARAGRAPH)]
    signed = [bool(lines.kinds) and is_byline(lines, 0)]
    first = 0  # line of the paragraph
    item = _is_item(lines, 0)
    for line in range(1, len(lines.texts)):
        joint = _joint(lines, line, indented, signed[-1], steps[line])
        if joint == Joint.OPEN and not _stops(lines, line) and found[-1] == Joint.NEXT:
            joint = Joint.NEXT  # a sentence that a picture has cut
        if joint == Joint.PARAGRAPH and item and _hangs(lines, line):
            joint = Joint.NEXT
        if joint == Joint.PARAGRAPH and staff_goes_on(lines, first, line):
            joint = Joint.NEXT
        if _is_next_note(lines, first, line):
            joint = Joint.PARAGRAPH
        new = joint == Joint.PARAGRAPH
        first = line if new else first
        signed.append(is_byline(lines, line) if new else signed[-1])
        item = _is_item(lines, line) and not signed[-1] if new else item
        found.append(int(joint))
    told = np.array(found[: len(lines.texts)])
    told[(listed(lines) | versed(lines)) & (told == Joint.NEXT)] = Joint.PARAGRAPH
    return told


def indented_firsts(lines: Setting, joint: Ints) -> Flags:
    """The lines that are surely the first of a paragraph: indented, where paragraphs of the page are,
    and another line of the body right above or below begins where the column does."""
    found = np.zeros(len(lines.texts), np.bool_)
    if not _style(lines):
        return found
    inside = (lines.boxes[:, 0] - lines.left) / lines.sizes
    body = (np.abs(lines.sizes - lines.body) <= lines.same * lines.body) & (lines.counts > FEW)
    begins = body & (joint == Joint.PARAGRAPH) & (inside >= FIRST[0]) & (inside <= FIRST[1])
    flush = body & (np.abs(inside) <= FLUSH)
    under = lines.runs[1:] == lines.runs[:-1]
    goes_on = joint[1:] == Joint.NEXT
    found[:-1] |= begins[:-1] & flush[1:] & under & goes_on
    found[1:] |= begins[1:] & flush[:-1] & under
    return found


def _is_item(lines: Setting, line: int) -> bool:
    if not lines.texts or lines.kinds[line]:
        return False
    text = lines.texts[line]
    return patterns.is_item(text, 0, len(text)) or bool(REFERENCE.match(text))


def _begins_item(lines: Setting, line: int, indented: bool) -> bool:
    """Whether an item of a list begins with a line, and not one that is counted in running text."""
    running = indented and lines.runs[line] == lines.runs[line - 1] and not _indent(lines, line)
    if lines.texts[line][0] in BULLETS:
        return True
    return _pauses(lines, line) and _is_item(lines, line) and not (running and _flush(lines, line))


def _is_next_note(lines: Setting, first: int, line: int) -> bool:
    """Whether the next one of numbered notes begins with a line; `first`: where that before does."""
    if not _small(lines, line) or not _stops(lines, line):
        return False
    before, here = (NOTE.match(lines.texts[place]) for place in (first, line))
    return before is not None and here is not None and int(here[1]) == int(before[1]) + 1


def _hangs(lines: Setting, line: int) -> bool:
    """Whether a line goes on with an item of a list, to the right of its mark."""
    under = lines.runs[line] == lines.runs[line - 1] and not lines.hard[line]
    under = bool(under) and not lines.kinds[line] and not looser(lines, line)
    cut = _flush(lines, line) or _clause(lines.texts[line - 1])
    cut &= bool(lines.boxes[line, 0] > lines.boxes[line - 1, 0] - lines.sizes[line])
    return under and cut and not _stops(lines, line) and not _is_item(lines, line)


def _joint(lines: Setting, line: int, indented: bool, signed: bool, head_step: float) -> Joint:
    """`signed`: whether the line before belongs to a byline; `head_step`: see `display`."""
    size, last = lines.sizes[line], lines.sizes[line - 1]
    if lines.hard[line]:
        return Joint.PARAGRAPH
    if abs(size - last) > lines.same * min(size, last):
        return Joint.PARAGRAPH
    if lines.pieces[line]:
        return Joint.BESIDE
    before, after = lines.boxes[line - 1], lines.boxes[line]
    step = after[1] - before[1]
    under = lines.runs[line] == lines.runs[line - 1]
    if size >= LARGE * lines.body:
        return Joint.NEXT if under and step <= head_step * size else Joint.PARAGRAPH
    if under and _small(lines, line) and (credit := _in_caption(lines, line)) is not None:
        return credit
    if _apart(lines, line, signed, indented):
        return Joint.PARAGRAPH
    if signed:
        return Joint.NEXT
    if _heading(lines, line) or _begins_item(lines, line, indented):
        return Joint.PARAGRAPH
    if under and step <= HOLE * lines.steps[line]:
        if step > GAP * lines.steps[line]:
            return Joint.PARAGRAPH
        return _under(lines, line, indented)
    return _across(lines, line, indented)


def _heading(lines: Setting, line: int) -> bool:
    """Whether a line, or the one before, is a heading in bold among others that are not."""
    if lines.bold[line] == lines.bold[line - 1] or lines.kinds[line - 1] == patterns.DATELINE:
        return False
    return _stops(lines, line) or _fits(lines, line, SHORT[0])


def _apart(lines: Setting, line: int, signed: bool, indented: bool) -> bool:
    """Whether the wording of a line, or of the one before, says that they are two things."""
    kind, last = lines.kinds[line], lines.kinds[line - 1]
    under = lines.runs[line] == lines.runs[line - 1]
    if signed:
        return not (under and is_more_names(lines, line))
    if kind == patterns.JUMP or last in (patterns.JUMP, patterns.PAGE, patterns.STAFF):
        return True
    if (kind in APART or last in APART) and not under:
        return True
    if last in (patterns.CAPTION, patterns.CREDIT) and not under:
        return True
    flush = indented and under and not _indent(lines, line)
    ended = _ended(lines, line) or (_stops(lines, line) and not flush)
    ended |= under and looser(lines, line)
    if kind in APART or kind == patterns.BYLINE:
        return ended or _indent(lines, line)
    if kind == patterns.DATELINE:
        return ended or not (under or _clause(lines.texts[line - 1]))
    if kind == patterns.CAPTION:
        return ended
    return last in APART and _indent(lines, line - 1)


def _small(lines: Setting, line: int) -> bool:
    return bool(lines.sizes[line] < (1 - lines.same / 2) * lines.body)


def _under(lines: Setting, line: int, indented: bool) -> Joint:
    """How a line follows the one right above it."""
    stacked = _stacked(lines, line)
    if stacked is not None:
        return stacked
    if _indent(lines, line) or _ended(lines, line):
        return Joint.PARAGRAPH
    if _stops(lines, line) and looser(lines, line) and not _small(lines, line):
        return Joint.PARAGRAPH
    return _at_edge(lines, line, indented)


def _at_edge(lines: Setting, line: int, indented: bool) -> Joint:
    """How a line follows one that reaches the edge of its column, as far as can be seen.

    A mark whose ink ends there, its white beyond the edge or left out, is one that the column has put at the
    end of a line. Where all are set so, a mark with its white before the edge ends a paragraph.
    """
    if indented or not _stops(lines, line) or _is_cut(lines, line):
        return Joint.NEXT
    size, free = lines.sizes[line], _free(lines, line)
    beyond = lines.boxes[line - 1, 2] - lines.right[line - 1]
    if lines.edged[line - 1] and abs(free) <= FLUSH * size < beyond:
        return Joint.NEXT
    untrimmed = lines.trimmed and _flush(lines, line) and free >= UNTRIMMED * size
    return Joint.PARAGRAPH if untrimmed else Joint.OPEN


def _in_caption(lines: Setting, line: int) -> Joint | None:
    """The same for lines smaller than the body: a caption ends with who took the picture."""
    text, last = lines.texts[line], lines.texts[line - 1]
    if patterns.begins_caption(text):
        return Joint.PARAGRAPH
    if last.count("（") > last.count("）") or (text[0] in "（(" and patterns.is_credited(text)):
        return Joint.NEXT
    credited = lines.kinds[line - 1] == patterns.CREDIT or patterns.is_credited(last)
    return Joint.PARAGRAPH if credited or (looser(lines, line) and _ended(lines, line)) else None


def _stacked(lines: Setting, line: int) -> Joint | None:
    """The same for lines that are centred or flush right, and others than those of the body."""
    before, after = lines.boxes[line - 1], lines.boxes[line]
    size, left, width = lines.sizes[line], lines.left[line], lines.right[line] - lines.left[line]
    body = abs(size - lines.body) <= lines.same * lines.body
    if _stops(lines, line):
        return None
    begins = before[0] - left
    wide = _flush(lines, line) and begins <= WIDENED * size
    if body and not wide and begins > INDENT[1] * size and after[0] - left <= INDENT[1] * size:
        return Joint.PARAGRAPH
    if not body and not _small(lines, line):  # it breaks where it likes
        return Joint.PARAGRAPH if after[1] - before[1] - size > GAP * lines.white else Joint.NEXT
    if not body and abs(before[0] - after[0]) <= size / 3 and after[2] - before[2] > 1.2 * size:
        return Joint.OPEN
    flush = abs(before[2] - after[2]) <= 0.3 * size and after[0] - left > INDENT[1] * size
    centred = abs(before[0] + before[2] - after[0] - after[2]) / 2 <= 0.5 * size
    if after[0] - left <= INDENT[0] * size or not (flush or centred):
        return None
    full = before[2] - before[0] >= FULL * width
    return Joint.NEXT if full else Joint.OPEN


def _indent(lines: Setting, line: int) -> bool:
    return bool(lines.boxes[line, 0] - lines.left[line] >= INDENT[0] * lines.sizes[line])


def _ended(lines: Setting, line: int) -> bool:
    """Whether the line before is the short last one of a paragraph."""
    size = lines.sizes[line]
    least = SHORT[not _stops(lines, line)] * size
    if _small(lines, line):  # it is seldom justified
        least = RAGGED * float(lines.right[line - 1] - lines.left[line - 1])
    if _clause(lines.texts[line - 1]) or _free(lines, line) <= least:
        return False
    return _fits(lines, line, SHORT[0])


def _free(lines: Setting, line: int) -> float:
    """What is free after the line before."""
    return float(lines.right[line - 1] - lines.ends[line - 1])


def _fits(lines: Setting, line: int, more: float) -> bool:
    """Whether the first word of a line, and so many sizes, had room in the line before."""
    size = lines.sizes[line]
    word = _first_word(lines.texts[line]) * LATIN_WIDTH
    if word and class_of(lines.texts[line - 1][-1]) in (LETTER, DIGIT):
        word += LATIN_WIDTH / 2 + word / 5  # a blank, and letters as they usually are
    return bool(_free(lines, line) > (max(word, 1 - more) + more) * size)


def _flush(lines: Setting, line: int) -> bool:
    """Whether the line before ends where its column does, as those do that it has cut."""
    right = lines.right[line - 1]
    ends = (right - lines.ends[line - 1], right - lines.boxes[line - 1, 2])
    return bool(min(map(abs, ends)) <= FLUSH * lines.sizes[line])


def _is_cut(lines: Setting, line: int) -> bool:
    """Whether the line before is flush and not as wide as its characters are by themselves: it has
    been justified, as the last line of a paragraph is not."""
    text, size = lines.texts[line - 1], lines.sizes[line - 1]
    if not _flush(lines, line):
        return False
    if any(character < HAN and character not in QUOTES for character in text):
        return True
    halves = 2 * (lines.boxes[line - 1, 2] - lines.boxes[line - 1, 0]) / size
    return bool(abs(halves - round(halves)) > 2 * STRETCHED)


def _clause(text: str) -> bool:
    """Whether a sentence goes on after the line, whatever its end looks like."""
    return class_of(text[-1]) == CLAUSE and text[-1] != COLON


def _first_word(text: str) -> int:
    """How many characters of a line cannot be parted from its first one."""
    for place, character in enumerate(text[:40]):
        if class_of(character) not in (LETTER, DIGIT) and character not in IN_WORDS:
            return place
    return min(len(text), 40)


def _pauses(lines: Setting, line: int) -> bool:
    """Whether the line before ends as an item of a list or the words before it may."""
    return _stops(lines, line) or lines.texts[line - 1][-1] in PAUSES


def _stops(lines: Setting, line: int) -> bool:
    return class_of(lines.texts[line - 1][-1]) in (STOP, CLOSE)


def _across(lines: Setting, line: int, indented: bool) -> Joint:
    """How the first line of a column, or below a picture, follows the last one before."""
    before, after = (lines.right - lines.left)[line - 1 : line + 1]
    narrower = after < before if lines.counts[line] <= FEW else before < after
    known = lines.counts[line] > FEW and lines.counts[line - 1] > FEW
    other = abs(before - after) > WIDTHS * max(before, after)
    if (other and (known or not narrower)) or _indent(lines, line):
        return Joint.PARAGRAPH
    if _clause(lines.texts[line - 1]):
        return Joint.NEXT
    if _small(lines, line) and _ended(lines, line):
        return Joint.PARAGRAPH  # another picture's caption
    if (
        indented
        and lines.counts[line] > FEW
        and abs(lines.left[line] - lines.left[line - 1]) <= lines.body / 2
    ):
        return Joint.NEXT  # below a picture
    if _ended(lines, line):
        return Joint.PARAGRAPH if _stops(lines, line) else Joint.OPEN
    return _at_edge(lines, line, indented)


def _style(lines: Setting) -> bool:
    """Whether paragraphs begin with an indent: those after short last lines tell."""
    ends = indents = 0
    for line in range(1, len(lines.texts)):
        body = abs(lines.sizes[line] - lines.body) <= lines.same * lines.body
        under = lines.runs[line] == lines.runs[line - 1]
        if body and under and _stops(lines, line) and _ended(lines, line):
            ends += 1
            indents += _indent(lines, line)
    return ends > 0 and indents >= STYLE * ends
