"""The blanks inside the lines of a document, and what stands on both sides of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

import numpy as np

from cleaner.knowledge.lexicon import Lexicon
from cleaner.knowledge.words import begins_with_word, spanning
from cleaner.ledger.fixes import Edit
from cleaner.page.context import Line, Lines
from cleaner.page.patterns import SURNAME
from cleaner.text.answers import Answers
from cleaner.text.characters import CLAUSE, HAN, SPACE, STOP, WIDE_SPACE, Flags, Ints, class_set
from cleaner.text.document import Document
from cleaner.text.regex import regex

BLANK = class_set(SPACE, WIDE_SPACE)
OPENING, CLOSING = "“‘「『（《〈【〔［", "”’」』）》〉】〕］"


@dataclass(frozen=True)
class Ground:
    """What the rules of spaces go by besides the document: the settings' convention, and words."""

    chosen: tuple[tuple[str, str], ...]
    lexicon: Lexicon


# Words after which a blank is structure: 本报讯 昨日, 第一条 为了, 图1 2022年, 一、目标 到2025年.
_LEAD = regex(
    r"""\s*(?:[\#>*-]+\ )?[【（(]?(?:
      [^ ，。]{0,20}[讯訊电電](?:[（(][^（）()]{0,30}[）)])? | [^ ，。]{0,16}消息
    | 第[一二三四五六七八九十百千零〇○\d]+[条條章节節编編款项項回集部课課讲講幕场場届屆][之一二三四五六七八九十]{0,3}
    | [图圖表]\d* | 附件\d* | [关關][键鍵][词詞]
    | (?:[●■◆★▲◇◎•○□▢*-]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．])
    )[】）)：:]?""",
    re.X,
)
LONGEST_LEAD = 40  # characters before a blank that may be a label; set by hand
_OPENING = regex(r"\W*[一二三四五六七八九十\d]{0,3}\W*[\u3400-\u9fff]{1,12}")
_PARTING = regex(r"[日号號期版卷页頁年]$")  # a date, an issue or a label
_ROLE = (
    r"(?:[记記]者|通[讯訊][员員]|[编編][辑輯译譯]|[摄攝]影?|供[图圖]|文[/／][图圖]|作者|主[编編]"
    r"|校[对對]|[实實][习習]生|[报報]道|[责責][编編])"
)
_ROLE_BEFORE = regex(
    rf"{_ROLE}(?:{SURNAME}[\u3400-\u9fff]{{1,2}})?(?:[ \u3000:：、/／]+[\u3400-\u9fff]{{1,4}})*[:：]?$"
)
_ROLE_AFTER = regex(
    rf"(?:[\u3400-\u9fff]{{1,4}}[ \u3000、]+){{0,3}}[\u3400-\u9fff]{{0,6}}?{_ROLE}(?![\u3400-\u9fff])"
)
_WIDE_SURNAME = regex(rf"(^|[^\u3400-\u9fff])?{SURNAME}$")
_WIDE_NAME = regex(r"[\u3400-\u9fff](?![\u3400-\u9fff])|[\u3400-\u9fff][等和及与與]")
NEAR = 120  # characters of the line on either side that are looked at; set by hand


@dataclass(eq=False)
class Blank:
    """A run of blanks inside a line, from `start` to `end`, in `line`; never changed."""

    start: int
    end: int
    line: Line

    @property
    def text(self) -> str:
        return self.line.text[self.start - self.line.start : self.end - self.line.start]

    @property
    def single(self) -> bool:
        """Whether it is one plain space."""
        return self.text == " "

    @cached_property
    def before(self) -> str:
        """The end of the line's text up to it."""
        place = self.start - self.line.start
        return self.line.text[max(0, place - NEAR) : place]

    @cached_property
    def after(self) -> str:
        """The beginning of the line's text from it on."""
        place = self.end - self.line.start
        return self.line.text[place : place + NEAR]

    @property
    def structural(self) -> bool:
        """Whether it parts two things: a label and its text, an office and a name, two dates."""
        if self.start - self.line.start <= LONGEST_LEAD and _LEAD.fullmatch(self.before):
            return True
        return _parts_things(self.before, self.after)

    @property
    def opening(self) -> bool:
        """Whether only Han stands before it in its line, as before the text a heading runs into."""
        return self.start - self.line.start <= LONGEST_LEAD and bool(
            _OPENING.fullmatch(self.before)
        )

    @property
    def enclosed(self) -> bool:
        """Whether it is inside brackets or quotes of its line."""
        before = self.before
        return sum(map(before.count, OPENING)) > sum(map(before.count, CLOSING))

    @property
    def wide_name(self) -> bool:
        """Whether it may set a surname of one character apart from the name: 王 健."""
        surname = _WIDE_SURNAME.search(self.before)
        return bool(surname and (surname[1] is not None or _WIDE_NAME.match(self.after)))

    @property
    def guarded(self) -> bool:
        """Whether it stands where blanks may well part things."""
        return self.opening or self.enclosed

    def edit(self, after: str) -> Edit:
        """What replaces it."""
        return Edit(self.start, self.end, after)


@lru_cache(1 << 12)
def _parts_things(before: str, after: str) -> bool:
    """Whether a date, a label or an office ends before a blank, or an office comes after it."""
    return bool(_PARTING.search(before) or _ROLE_BEFORE.search(before) or _ROLE_AFTER.match(after))


OfLine = Callable[[Line], bool]


def any_line(line: Line) -> bool:
    """True: blanks of all lines are asked for."""
    return True


def is_sentence(line: Line) -> bool:
    """Whether a line is solid text with a sentence in it."""
    return line.sentence


def blanks(
    document: Document, left: Flags, right: Flags, fits: OfLine = any_line
) -> Iterator[Blank]:
    """The blanks with a character of the classes `left` before and one of `right` after them.

    Those at either end of a line have none. `fits`: of which lines; it is asked once of each.
    """
    starts, ends = _runs(document)
    return _between(document, starts, ends, left, right, fits)


def single_spaces(
    document: Document, left: Flags, right: Flags, fits: OfLine = any_line
) -> Iterator[Blank]:
    """The blanks that are one plain space, between such classes and in such lines as in `blanks`."""
    starts, ends = _runs(document)
    chosen = (ends - starts == 1) & (document.codes[starts] == SPACE_CODE)
    return _between(document, starts[chosen], ends[chosen], left, right, fits)


def wide_blanks(
    document: Document, left: Flags, right: Flags, fits: OfLine = any_line
) -> Iterator[Blank]:
    """The blanks of two characters and more, or a tab, as in `blanks`."""
    starts, ends = _runs(document)
    chosen = (ends - starts > 1) | (document.codes[starts] == TAB)
    return _between(document, starts[chosen], ends[chosen], left, right, fits)


def _between(
    document: Document, starts: Ints, ends: Ints, left: Flags, right: Flags, fits: OfLine
) -> Iterator[Blank]:
    classes = document.classes
    chosen = left[classes[starts - 1]] & right[classes[ends]]
    starts, ends = starts[chosen], ends[chosen]
    if not len(starts):
        return
    lines, fitting = Lines.of(document).around(starts), Answers(fits)
    for start, end, line in zip(starts.tolist(), ends.tolist(), lines, strict=True):
        if fitting[line]:
            yield Blank(start, end, line)


TAB, SPACE_CODE = 9, 32  # code points


def _runs(document: Document) -> tuple[Ints, Ints]:
    """Starts and ends of the runs of blanks inside lines or at their ends, but those of the text."""
    found: tuple[Ints, Ints] | None = document.analyses.get("blanks")
    if found is None:
        blank = BLANK[document.classes]
        edges = np.diff(blank.astype(np.int8))
        starts, ends = (edges == 1).nonzero()[0] + 1, (edges == -1).nonzero()[0] + 1
        ends = ends[len(ends) - len(starts) :] if blank[:1].any() else ends
        starts = starts[: len(ends)]
        found = document.analyses["blanks"] = starts, ends
    return found


DIVIDED = 0.25  # of the contacts of Han, those with a blank in text divided into words


def is_divided(document: Document) -> bool:
    """Whether a document has a blank between all its words and marks: that is how it is written."""
    classes = document.classes
    starts, ends = _runs(document)
    parted = int(((classes[starts - 1] == HAN) & (classes[ends] == HAN)).sum())
    solid = int(((classes[:-1] == HAN) & (classes[1:] == HAN)).sum())
    if parted < DIVIDED * (parted + solid) or not parted:
        return False
    marks = _MARKS[classes]
    spaced = int(marks[ends].sum())
    return 2 * spaced > int(marks.sum())


_MARKS = class_set(CLAUSE, STOP)


def neighbours(document: Document, line: Line) -> tuple[str, str]:
    """The lines above and below, blank ones skipped."""
    text = document.text
    above = text[max(0, line.start - REACH) : line.start].rstrip().rpartition("\n")[2]
    end = line.start + len(line.text)
    below = text[end : end + REACH].lstrip("\n").partition("\n")[0]
    return above, below


REACH = 2000  # characters of a neighbour that are looked at; set by hand


@dataclass(frozen=True)
class Words:
    """What the lexicon says of blanks between Han, had every blank gone.

    `across`: a word runs over it. `before`, `after`: characters that touch make a word of two right
    before it, right after it. Of the ends of clauses in news 3 % have a word across and 0.2 % one
    across and none on either side; of all other places 50 % and 39 %.
    """

    across: Flags
    before: Flags
    after: Flags

    @property
    def splits(self) -> Flags:
        """Where the blank splits a word, and the text has no other words there."""
        return self.across & ~self.before & ~self.after

    @property
    def likely(self) -> Flags:
        """Where it splits a word, and at most one side has a word of its own."""
        return self.across & ~(self.before & self.after)


def split_words(document: Document, found: list[Blank], lexicon: Lexicon) -> Flags:
    """Which of the blanks between Han split a word of running text, beyond doubt.

    Near the start of a line and inside brackets that takes more; a blank one character away from
    such a one falls with it.
    """
    words = words_at(document, found, lexicon)
    running = np.array([blank.line.sentence for blank in found], np.bool_)
    guarded = np.array([blank.guarded for blank in found], np.bool_)
    split: Flags = running & np.where(guarded, words.splits, words.likely)
    chained = np.array([b.start == a.end + 1 for a, b in pairwise(found)], np.bool_)
    chained &= (running & ~guarded)[1:] & (running & ~guarded)[:-1]
    spread = split.copy()
    spread[1:] |= chained & split[:-1]
    spread[:-1] |= chained & split[1:]
    return spread


def words_at(document: Document, found: list[Blank], lexicon: Lexicon) -> Words:
    """What the lexicon says of each of the blanks."""
    blank = BLANK[document.classes]
    passed, codes = np.cumsum(blank), document.codes[~blank]
    starts = np.array([each.start for each in found], np.int64)
    ends = np.array([each.end for each in found], np.int64)
    contacts = starts - passed[starts - 1]
    beyond = np.minimum(ends + 1, len(blank) - 1)
    return Words(
        spanning(codes, contacts, contacts, lexicon),
        begins_with_word(codes, contacts - 2, lexicon) & (starts > 1) & ~blank[starts - 2],
        begins_with_word(codes, contacts, lexicon) & ~blank[beyond],
    )
