"""Lines of names that a column has cut: bylines, and the offices and names of the staff."""

from __future__ import annotations

from cleaner.page import patterns
from cleaner.page.setting import LONG, Setting
from cleaner.text.regex import regex

LOOSE = 1.12  # of the usual step: what parts lines that may be two things by their wording
LONGEST_NAME = 4  # characters
LONGEST_STAFF = 60  # characters of their names and offices
LONGEST_TITLE = 10  # of a name and what its bearer is, with no blank in it
PARAGRAPH = 2.0  # sizes: the usual indent
NAME = 2.0  # sizes: where a byline leaves more free, its column has not cut it
BETWEEN_NAMES = regex(r"[、|｜/／]")
SENTENCE = frozenset("，。！？；：,!?;:")


def looser(lines: Setting, line: int) -> bool:
    """Whether there is more white above a line than usual; a few lines do not tell what is."""
    step = lines.boxes[line, 1] - lines.boxes[line - 1, 1]
    usual = lines.steps[line]
    if (
        lines.counts[line] <= LONG
        and abs(lines.sizes[line] - lines.body) <= lines.same * lines.body
    ):
        usual = min(usual, lines.body + lines.white)
    return bool(step > LOOSE * usual)


def is_byline(lines: Setting, line: int) -> bool:
    """Whether a line is a byline, by itself or with the one below it."""
    if lines.kinds[line] == patterns.BYLINE:
        return True
    return line + 1 < len(lines.texts) and not lines.kinds[line] and _makes_byline(lines, line + 1)


def _makes_byline(lines: Setting, line: int) -> bool:
    """Whether a line and the one above it are a byline that its column has cut."""
    texts = lines.texts[line - 1 : line + 1]
    under = lines.runs[line] == lines.runs[line - 1] and not looser(lines, line)
    short = max(map(len, texts)) <= patterns.LONGEST_NAMES and not SENTENCE & {*texts[0], *texts[1]}
    return bool(under) and short and patterns.is_byline("".join(texts))


def is_more_names(lines: Setting, line: int) -> bool:
    """Whether a line goes on with the names of a byline that its column has cut."""
    text, size = lines.texts[line], lines.sizes[line]
    width = lines.right[line] - lines.left[line]
    room = width - lines.ends[line - 1] + lines.boxes[line - 1, 0]
    whole = bool(lines.kinds[line - 1])
    if not (whole and (lines.kinds[line] or room >= size)) and _makes_byline(lines, line):
        return True
    first = (BETWEEN_NAMES.sub(" ", text).split() or [text])[0]
    wanted = max(NAME, len(first) + 1) * size
    if not -size <= room < wanted and not lines.texts[line - 1].endswith("、"):
        return False
    if lines.kinds[line] == patterns.DATELINE or len(first) > LONGEST_TITLE:
        return False
    if any(character.isdigit() for character in text):
        return False
    if looser(lines, line) or len(text) > patterns.LONGEST_NAMES or SENTENCE & set(text):
        return False
    if lines.kinds[line] == patterns.BYLINE or len(first) <= LONGEST_NAME:
        return True
    left, right = (lines.boxes[line, side] - lines.boxes[line - 1, side] for side in (0, 2))
    centred = min(abs(right), abs(left + right) / 2) <= size / 2 and abs(left) > size / 2
    indent = (lines.boxes[line, 0] - lines.left[line]) / size
    return bool(centred and abs(indent - PARAGRAPH) > 0.5)


def staff_goes_on(lines: Setting, first: int, line: int) -> bool:
    """Whether a line goes on with the names of the staff that its column has cut."""
    if lines.kinds[first] != patterns.STAFF or lines.hard[line] or looser(lines, line):
        return False
    text = "".join(lines.texts[first : line + 1])
    within = lines.boxes[line, [0, 2]] - lines.boxes[first, [0, 2]]
    cut = not lines.kinds[line] or len(lines.texts[line].split()[0]) == 1
    under = lines.runs[line] == lines.runs[first] and cut and len(text) <= LONGEST_STAFF
    size = float(lines.sizes[line])
    return bool(under and within[0] >= -size and within[1] <= size) and not SENTENCE & {
        *text.replace("：", "").replace(":", "")
    }
