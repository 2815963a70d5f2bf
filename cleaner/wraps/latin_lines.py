"""Latin lines: the quotation marks, indent and item mark before their words, and their kind.

Columns are cells from the left margin; a tab goes on to the next eighth. A line that is neither
`TEXT` nor `ITEM` is structure, a row of a table, a heading's rule, code: its line ends stay.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from cleaner.text.regex import regex

TEXT, ITEM, ROW = range(3)
TAB = 8  # cells from one stop to the next
# Set by hand; what they give is measured by `python -m bench.latin`.
FEW_CODE = 2  # lines at the margin that look like code, at most, in a text that is no code
MARGIN_SHARE = 0.02  # the same, as a share of its lines
CODE_SHARE = 0.08  # lines anywhere that look like code, at most, in a text that only quotes code
MOSTLY_CODE = 0.2  # the same, in a text whose margin says little
MARGIN = 4  # cells: lines indented less stand at the margin
LETTERS = 0.78  # of what is no blank in running text, letters at least
SYMBOLS = 0.04  # the same, symbols at most
MOST_LABELS = 3  # lines below a paragraph: a date, a place, a name
LABEL = 0.6  # of the widest line, what each of them is wide at most
SHORTEST, LONGEST = 2.6, 11  # letters of a word of running text, on the average


class Line(NamedTuple):
    """One line. `depth`: how often it is quoted (`> > `), and `quote` the characters of that.

    `left`, `body`, `right`: the columns of its first mark, of its text and of its end. `start`,
    `end`: the places of its text, without quotation marks, indent and the mark of an item.
    """

    kind: int
    depth: int
    quote: int
    left: int
    body: int
    right: int
    start: int
    end: int
    word: str


_PARTS = regex(
    r"""(?P<quote>(?:>\ ?)*)(?P<indent>[ \t]*)(?P<mark>(?:
      [-*+•·‣–o] | \(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{2,5})[.)] | \[\d{1,3}\] | \d{1,2}(?:\.\d{1,2})+\.?
    )[ \t]+(?=\S))?(?P<word>\S*)""",
    re.X,
)
_ROW = regex(
    r"""\Z | [|\#;%\\={}@$&^~]    # nothing, comments, rows, shells
      | //|/\*|[^\w\s]{3,} | -+\w | \.\.[ ] | :\w[\w ]*: | <(?!https?:|[^\s>]*@)
      | .*(?:[{}\\|]$ | \S(?:[ ]{3,}|\t[ \t]*)\S)""",
    re.X,
)
_FIELD = regex(r"[A-Za-z][\w-]{1,24}:(?:[ \t]|$)")
_FENCE = regex(r"^[ \t]*(?:```|~~~)", re.M)
_CODE = regex(
    r"""^(?P<indent>[ \t]*)(?:
      (?:def|class|if|elif|for|while|with|else|try|except)\b(?:.*[^\s\w].*)?:
      | (?:function|class|if|for|while|else|struct|enum|sub|namespace|do|try|switch|package)\b.*[{(]
      | (?:import|use|using|package|from)\ [\w.:]+(?:\ import\ .*|;)? | return\b.*[)\]\w]; | end | fi | done | esac
      | [\w.$@%*-]+(?:\[[^\]\n]*\])?\ ?[-+:?.|]?=\ ?[^\s=].* | \#(?:include|define|if|endif|!).* | //.* | /\*.*
      | \*(?:/|\ .*\*/)? | [\w.:>$-]+\(.*[,)] | .*[)\]}"']; | (?:break|continue); | .*[{}\\] | [})\]]+[;,)]* | </?[a-z!?].*>
      | \[[\w.\ -]+\] | @\w+.* | %\w.* | \(\w+\ .*\) | [*!?][\w.*-]+:.* | =(?:head|cut|over|item|back|pod).*
      | ["'].*["'],? | self\..* | raise\ .*
    )[ \t]*$""",
    re.X | re.M,
)
_MARKUP = regex(r"^(?:=(?:head\d|cut|pod)\b|\.(?:TH|SH|PP)\b|\\(?:begin|section)\{)", re.M)
_WORDS = regex(r"[^\W\d_]+")
_STOPPED = regex(r"[.?!:…][\"'”’)\]]*\Z")


def parse(text: str) -> Line:
    """The line `text`, from its first character on, without blanks at its end; places in itself."""
    found = _PARTS.match(text)
    assert found
    quote, mark, place = found["quote"], found["mark"] or "", found.start("word")
    left = _column(quote + found["indent"])
    body = _column(mark, left)
    kind = ROW if _ROW.match(text, place) else ITEM if mark else TEXT
    right, end = body + len(text) - place, len(text)
    return Line(
        kind, quote.count(">"), len(quote), left, body, right, place, end, found["word"]
    )  # fmt: skip


def at(line: Line, place: int) -> Line:
    """A line in a text in which it begins at `place`."""
    kind, depth, quote, left, body, right, start, end, word = line
    return Line(kind, depth, quote, left, body, right, place + start, place + end, word)


def stops(text: str, line: Line) -> bool:
    """Whether a line ends a sentence."""
    return _STOPPED.search(text, line.end - 4, line.end) is not None


def labels_below(text: str, lines: list[Line]) -> int:
    """How many lines at the end are labels below a paragraph: a date, a place, a name.

    They follow the end of a sentence, are short, begin with a capital or a digit and end none.
    """
    widest = max(line.right for line in lines)
    count = 0
    for line in reversed(lines):
        if stops(text, line) or line.right > LABEL * widest or not _is_label(line):
            break
        count += 1
    above = lines[-count - 1 : -count]
    return count if 0 < count <= MOST_LABELS and above and stops(text, above[0]) else 0


def _is_label(line: Line) -> bool:
    return line.word[:1].isupper() or line.word[:1].isdigit() or line.word[:1] == "©"


def _column(blanks: str, before: int = 0) -> int:
    """The column after `blanks`, which begin in column `before`."""
    if "\t" not in blanks:
        return before + len(blanks)
    for character in blanks:
        before += TAB - before % TAB if character == "\t" else 1
    return before


def is_code(text: str, count: int) -> bool:
    """Whether a text of `count` lines is code: it looks so here and there, and at the margin too."""
    parts = _FENCE.split(text)[::2]
    indents = [found["indent"] for part in parts for found in _CODE.finditer(part)]
    margin = sum(len(indent.expandtabs()) < MARGIN for indent in indents)
    if _MARKUP.search(text) or (margin > FEW_CODE and len(indents) > MOSTLY_CODE * count):
        return True
    return margin > FEW_CODE and margin > MARGIN_SHARE * count and len(indents) > CODE_SHARE * count


def has_code(text: str) -> bool:
    """Whether any line of a text looks like code."""
    return _CODE.search(text) is not None


def is_header(text: str, block: list[Line]) -> bool:
    """Whether the lines between two blank ones are a header: `Subject: minutes` and the like."""
    margin = [line for line in block if line.left == block[0].left]
    named = (line for line in margin if line.word[-1:] == ":")
    fields = sum(bool(_FIELD.match(text, line.start, line.end)) for line in named)
    return len(margin) > 1 and 2 * fields > len(margin)


def is_running(text: str, lines: list[Line]) -> bool:
    """Whether lines are running text: words of letters, few symbols, beginnings that differ."""
    solid = "".join(text[line.start : line.end] for line in lines).replace(" ", "")
    words = [word for line in lines for word in _WORDS.findall(text, line.start, line.end)]
    letters = sum(map(len, words))
    symbols = sum(map(solid.count, "=<>|_\\{}[]$%^~@#+*/&"))
    if letters < LETTERS * len(solid) or symbols > SYMBOLS * len(solid) + 2:
        return False
    if not SHORTEST <= letters / max(1, len(words)) <= LONGEST:
        return False
    firsts = {line.word for line in lines}
    return len(lines) < 4 or 2 * len(firsts) > len(lines)
