"""Running text with blanks all through its words, as OCR engines and some PDFs leave it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from cleaner.knowledge.lexicon import Lexicon
from cleaner.knowledge.words import begins_with_word, spanning
from cleaner.ledger.fixes import Proposal
from cleaner.ledger.rules import Rule, Safety, rule
from cleaner.text.characters import (
    ASCII_CLAUSE,
    ASCII_CLOSE,
    ASCII_OPEN,
    ASCII_QUOTE,
    ASCII_STOP,
    ASCII_SYMBOL,
    CLAUSE,
    CLOSE,
    DASH,
    DIGIT,
    HAN,
    LETTER,
    NEWLINE,
    OPEN,
    OTHER,
    POINT,
    SPACE,
    STOP,
    WIDE_ALNUM,
    WIDE_SPACE,
    Flags,
    Ints,
    among,
    class_set,
    runs,
)
from cleaner.text.document import Document
from cleaner.text.regex import regex
from cleaner.text.signs import beside

# All set on generated text (news and laws, half of the articles; see `bench.parted`): of the parted
# contacts of Han, OCR splits a word at .18 and more, segmentation by hand or program at .05 and less.
LEAST = 4  # words split in a stretch, at least
FEW, SPLIT_OF_FEW = 2, 0.2  # words split, and their share, where a mark has a blank before it
SPLIT = 0.14  # of its parted contacts, those that split a word
PARTED = 0.1  # of the contacts of Han in a line of such a stretch, those with a blank
WORDED = 0.25  # of the contacts of Han in text that is parted word by word
ROUGH = 5  # words split from which a stretch without marks is no heading, if it is parted unevenly
UNEVEN = 0.8  # of the contacts in several such lines, those with a blank, at most
SOLID = 2  # contacts without a blank that make it uneven
PARAGRAPH = 40  # contacts of Han from which a stretch is no line of a solid text (`spread`)
MANY = 20  # words split from which text of long lines is no heading
LONG = 12  # Han in a line that is no line of verse

ALL = 0.9  # of the contacts of Han: each character has its blank, those of numbers and Latin words, too
MOST = 0.5  # of the contacts of Han: from here on blanks beside numbers and Latin are noise, too

_MARK = class_set(STOP, CLAUSE, ASCII_CLAUSE, ASCII_STOP)
_MARKS = class_set(STOP, CLAUSE, OPEN, CLOSE)
_FULL = class_set(HAN, STOP, CLAUSE, OPEN, CLOSE, DASH)
_WESTERN = class_set(DIGIT, LETTER)
_CLOSING_MARKS = (ASCII_CLAUSE, ASCII_STOP, ASCII_CLOSE)
_CLOSING = class_set(*_CLOSING_MARKS)
_BEFORE_FULL = class_set(DIGIT, LETTER, WIDE_ALNUM, OTHER, *_CLOSING_MARKS, ASCII_QUOTE)
_AFTER_FULL = class_set(
    DIGIT, LETTER, WIDE_ALNUM, OTHER, *_CLOSING_MARKS, ASCII_QUOTE, ASCII_OPEN, ASCII_SYMBOL, POINT
)


@dataclass(frozen=True)
class Contacts:
    """What stands side by side in a text once its blanks are gone, line by line.

    `left`, `right`: places of the two characters; `width`: of the blanks between them; `line`: the
    number of their line; `han`: whether both are Han.
    """

    left: Ints
    right: Ints
    line: Ints
    han: Flags

    @property
    def width(self) -> Ints:
        return self.right - self.left - 1

    @classmethod
    def none(cls) -> Contacts:
        """Of a text without any."""
        nothing = np.zeros(0, np.int64)
        return cls(nothing, nothing, nothing, nothing.astype(np.bool_))

    @classmethod
    def of(cls, document: Document) -> Contacts:
        """The contacts of a document, but those across a line end."""
        classes = document.classes
        solid = ((classes != SPACE) & (classes != WIDE_SPACE)).nonzero()[0]
        left, right = solid[:-1], solid[1:]
        kinds = classes[solid]
        inside = (kinds[:-1] != NEWLINE) & (kinds[1:] != NEWLINE)
        line = np.cumsum(kinds == NEWLINE)[:-1]
        han = (kinds[:-1] == HAN) & (kinds[1:] == HAN)
        return cls(left[inside], right[inside], line[inside], han[inside])


@dataclass(frozen=True)
class Stretch:
    """Lines that follow each other and are parted. `first`, `last`: places among the contacts.

    `parted`, `solid`: how many contacts of Han have a blank of the usual width, or none; `split`:
    how many of the parted ones split a word; `before_mark`: how many marks have one before them.
    """

    first: int
    last: int
    parted: int
    solid: int
    split: int
    before_mark: int

    @property
    def share(self) -> float:
        return self.parted / (self.parted + self.solid)


@rule("glyphs.parted", at=(beside(HAN, SPACE),), confidence=0.99)
def parted(document: Document, self: Rule, lexicon: Lexicon) -> Iterable[Proposal]:
    """Blanks go from running text whose words they split everywhere.

    ## Why
    OCR engines write a blank after each character or each few, some PDFs too. Judged are lines that
    follow each other and have such blanks: four words split and more, and one contact in seven of
    those with a blank. In text that a person or a program has divided into words hardly any is.
    A clause must be in it, with text on both sides, or the parting must be uneven: a heading set wide, verse
    and tables of characters stay. With the blanks between Han go those beside marks; those beside
    numbers and Latin where they are as frequent as the others. Gaps wider than the usual one stay,
    as do blanks between two Latin words or numbers, but where each character has its own: 2 0 2 4.

    ## Examples
    Repairs: 财 联 社 3 月 17 日 电 ， 总 裁 日 前 在 会 上 透 露 ， 公 司 没有 停 步 。 → 财联社3月17日电，总裁日前在会上透露，公司没有停步。
    Leaves: 我们 使用 Python 进行 数据 处理 ， 效果 很 好 。
    Leaves: 全 市 农 村 工 作 会 议 在 义 乌 召 开

    ## Known failures
    - A blank between two numbers or Latin words of several characters stays, though it may be noise, too.

    ## Since
    0.1.0
    """
    found = _found(document, lexicon)
    yield _closing(document, found, found.noise, self)


@rule("glyphs.parted-words", at=(beside(HAN, SPACE),), safety=Safety.SUGGESTED, confidence=0.8)
def parted_words(document: Document, self: Rule, lexicon: Lexicon) -> Iterable[Proposal]:
    """Blanks may go from running text that has one between all its words.

    ## Why
    Some OCR engines write words so, and so does who divides a text into words for a machine. The
    blanks split no more words than there (see `glyphs.parted`), so this is a suggestion, in the
    profile `ocr`, too: corpora of transcribed speech look like that.

    ## Examples
    Repairs: 本 次 调查 共 发放 问卷 500 份 ， 回收 有效 问卷 486 份 。 → 本次调查共发放问卷500份，回收有效问卷486份。
    Leaves: 本次调查共发放问卷 500 份，回收有效问卷 486 份。

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    found = _found(document, lexicon)
    yield _closing(document, found, found.worded, self)


@dataclass(frozen=True)
class Found:
    """What is parted in a document. `usual`: blanks between two characters, at most."""

    contacts: Contacts
    usual: int
    noise: list[Stretch]
    worded: list[Stretch]


NOTHING = Found(Contacts.none(), 0, [], [])
FOUND = "parted text"  # its name in the analyses of a document


def _found(document: Document, lexicon: Lexicon) -> Found:
    """The parted stretches of a document, looked for once."""
    found: Found | None = document.analyses.get(FOUND)
    if found is None:
        found = _searched(document, lexicon) if _may_be_parted(document) else NOTHING
        document.analyses[FOUND] = found
    return found


def _closing(
    document: Document, found: Found, stretches: Iterable[Stretch], rule: Rule
) -> Proposal:
    """The proposal to close the gaps of some stretches, a fix a line."""
    gaps = [gap for each in stretches for gap in _closed(document, found, each)]
    starts, ends, lines = zip(*gaps, strict=True) if gaps else ((), (), ())
    return Proposal(rule, starts, ends, "", fixes=lines)


def _may_be_parted(document: Document) -> bool:
    """Whether so many Han have a blank before them and Han before that."""
    if not document.has(SPACE):
        return False
    classes = document.classes
    blanks = (classes == SPACE).nonzero()[0]
    blanks = blanks[(blanks > 0) & (blanks < len(classes) - 1)]
    return int(((classes[blanks - 1] == HAN) & (classes[blanks + 1] != NEWLINE)).sum()) >= LEAST


def _searched(document: Document, lexicon: Lexicon) -> Found:
    """The stretches that are running text with noise in it, and those with their words parted.

    Where noise is the most of the document, short stretches beside it are taken for such, too.
    """
    contacts = Contacts.of(document)
    width, line = contacts.width, contacts.line
    parted = contacts.han & (width > 0)
    if not parted.any():
        return NOTHING
    usual = int(np.bincount(np.minimum(width[parted], WIDEST)).argmax())
    parted &= width <= usual
    solid = contacts.han & (width == 0)
    split = _splits(document, contacts, parted, lexicon)
    firsts = np.unique(line, return_index=True)[1]
    ends = np.append(firsts[1:], len(line))
    marked = (width == 1) & _MARK[document.classes[contacts.right]]
    facts = (parted, solid, split, marked & (document.classes[contacts.left] == HAN))
    counts = [np.add.reduceat(each, firsts, dtype=np.int64) for each in facts]
    is_parted = counts[0] >= PARTED * (counts[0] + counts[1])  # also where no Han stand together
    found = [
        Stretch(
            int(firsts[start]), int(ends[stop - 1]), *(int(c[start:stop].sum()) for c in counts)
        )
        for start, stop in zip(*runs(is_parted), strict=True)
    ]
    found = [each for each in found if each.parted]
    running = [each for each in found if _is_running(document, contacts, each)]
    least = min(PARAGRAPH, contacts.han.sum() / 2)
    noise = [each for each in running if _is_noise(each) and each.parted + each.solid >= least]
    if 2 * sum(each.parted + each.solid for each in noise) > contacts.han.sum():
        noise = [each for each in found if each.split and each.split >= SPLIT * each.parted]
    worded = [each for each in running if each not in noise and each.share >= WORDED]
    return Found(contacts, usual, noise, [each for each in worded if each.before_mark])


WIDEST = 3  # blanks between two characters of text that is set evenly; set by hand


def _splits(document: Document, contacts: Contacts, parted: Flags, lexicon: Lexicon) -> Flags:
    """Which of the parted contacts have a word across them, and none on either side."""
    found = np.zeros(len(parted), np.bool_)
    places = parted.nonzero()[0]
    classes, width = document.classes, contacts.width
    solid = (classes != SPACE) & (classes != WIDE_SPACE)
    codes = document.codes[solid]
    order: Ints = (np.cumsum(solid) - 1)[contacts.right[places]]
    tied = contacts.han & (width == 0)
    before, after = np.maximum(places - 1, 0), np.minimum(places + 1, len(parted) - 1)
    word_before = tied[before] & begins_with_word(codes, order - 2, lexicon)
    word_after = tied[after] & begins_with_word(codes, order, lexicon)
    found[places] = spanning(codes, order, order, lexicon) & ~word_before & ~word_after
    return found


def _is_noise(stretch: Stretch) -> bool:
    """Whether the blanks of a stretch split words as only noise does.

    A blank before a mark is no more than a hint: text divided into words has it, too.
    """
    if stretch.split >= LEAST:
        return stretch.split >= SPLIT * stretch.parted
    return bool(stretch.before_mark) and stretch.split >= max(FEW, SPLIT_OF_FEW * stretch.parted)


def _is_running(document: Document, contacts: Contacts, stretch: Stretch) -> bool:
    """Whether a stretch is running text: no heading set wide, no table of characters, no verse."""
    inside = slice(stretch.first, stretch.last)
    left, right = contacts.left[inside], contacts.right[inside]
    if _is_verse(document.text[int(left[0]) : int(right[-1]) + 1]):
        return False
    if _ends_clause(document, left).any():  # with a character after it in its line
        return True
    lines = contacts.line[inside]
    sizes = np.bincount(lines[contacts.han[inside]] - lines[0])
    if _ends_clause(document, right).any() and sizes.max() >= LONG:
        return True
    if stretch.split >= MANY and np.median(sizes[sizes > 0]) >= LONG:
        return True
    rough = stretch.split >= ROUGH or (stretch.split >= LEAST and stretch.before_mark == 1)
    if lines[0] == lines[-1]:
        return rough and stretch.solid >= SOLID
    return stretch.split >= 2 * ROUGH and stretch.share <= UNEVEN


def _ends_clause(document: Document, places: Ints) -> Flags:
    """At which of the places a mark stands that ends a clause; a colon also ends a label."""
    ends: Flags = _MARK[document.classes[places]] & ~among(document.codes[places], COLONS)
    return ends


def _is_verse(text: str) -> bool:
    """Whether all clauses of a text, four and more, are of one length, and short."""
    clauses = [clause for clause in _CLAUSE_END.split("".join(text.split(" "))) if clause]
    sizes = set(map(len, clauses))
    return len(clauses) >= VERSE and len(sizes) == 1 and max(sizes) < LONG


VERSE = 4  # clauses
_CLAUSE_END = regex(r"[，。；！？、,;!?\s]")


def _closed(document: Document, found: Found, stretch: Stretch) -> Iterable[tuple[int, int, int]]:
    """The gaps of a stretch to close: first and last place, and the line.

    A blank beside a full-width mark is noise whatever the text does, one beside numbers and Latin
    only where they are as often without it as Han are, or where most Han have one.
    """
    inside = slice(stretch.first, stretch.last)
    contacts = found.contacts
    starts, ends = contacts.left[inside] + 1, contacts.right[inside]
    left, right = document.classes[starts - 1], document.classes[ends]
    width = ends - starts
    chosen = _FULL[left] & _FULL[right] | (left == HAN) & _CLOSING[right]
    chosen |= _MARKS[left] & _WESTERN[right] | _WESTERN[left] & _MARKS[right]
    beside = _FULL[left] & _AFTER_FULL[right] | _BEFORE_FULL[left] & _FULL[right]
    beside |= (document.codes[starts - 1] == PERCENT) & _FULL[right]
    western = (left == HAN) & _WESTERN[right] | _WESTERN[left] & (right == HAN)
    solid_western = int((western & (width == 0)).sum())
    if stretch.share >= MOST or 2 * solid_western > (1 - stretch.share) * western.sum():
        chosen |= beside
    if stretch.share >= ALL:
        chosen |= _within_words(document, starts - 1, ends)
    chosen &= (width > 0) & (width <= found.usual)
    labels = {label.end() for label in _LABEL.finditer(document.text)}
    lines = contacts.line[inside]
    columns = (each[chosen].tolist() for each in (starts, ends, lines))
    return [gap for gap in zip(*columns, strict=True) if gap[0] not in labels]


def _within_words(document: Document, left: Ints, right: Ints) -> Flags:
    """Which contacts are within a number or a Latin word, where each of their characters is parted.

    Where some stand together, the blanks between others part two numbers or words.
    """
    kinds = document.classes[left], document.classes[right]
    digits = (kinds[0] == DIGIT) & (kinds[1] == DIGIT)
    letters = (kinds[0] == LETTER) & (kinds[1] == LETTER)
    alone: Flags = digits | letters
    if (alone & (right - left == 1)).any():
        return np.zeros(len(left), np.bool_)
    signs = among(document.codes, OF_NUMBERS)
    before, after = kinds[0] == DIGIT, kinds[1] == DIGIT
    closed: Flags = signs[left] & after
    closed[1:] &= (signs[right] & before)[:-1]  # a sign between two digits, and both its blanks
    closed[:-1] |= closed[1:] & signs[right][:-1]
    closed |= before & (document.codes[right] == PERCENT)
    return alone | closed


OF_NUMBERS = ".,:/"  # between digits
COLONS = ":："  # after a label of a form, too
PERCENT = ord("%")
# What a blank stays behind, at the start of a line of a law or a book.
_LABEL = regex(r"^ *第(?: ?[一二三四五六七八九十百千零〇\d]){1,8} ?[条條章节節编編款回]", re.M)
