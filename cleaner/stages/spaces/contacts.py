"""Spaces between Han, and between Han and numbers or Latin letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress

import numpy as np

from cleaner.ledger.fixes import Edit, Proposal
from cleaner.ledger.rules import Rule, Safety, rule
from cleaner.page.context import Line, Lines
from cleaner.stages.spaces.blanks import (
    Blank,
    Ground,
    is_sentence,
    single_spaces,
    split_words,
    words_at,
)
from cleaner.text.characters import DIGIT, HAN, LETTER, SPACE, Flags, class_set
from cleaner.text.convention import SOLID, SPACED, Trait, trait
from cleaner.text.document import Document
from cleaner.text.regex import regex
from cleaner.text.signs import beside, one

# Solid contacts with Latin letters from which a document sets them solid; set by hand.
ENOUGH_LATIN = 5
TWICE = 2  # times as many solid ones as spaced ones, at least; set by hand
LONGEST_LATIN = 3  # words of Latin that are no sentence; set by hand
# Words after which a space is structure: 本报讯 12月6日, 第一条 2020年以前, 图1 2022年.
_LEAD = regex(
    r"\s*[【（(]?(?:[^ ，。]{0,16}[讯訊电電]|第[一二三四五六七八九十百千零〇]+[条條章节節编編款]|[图圖表]|附件)[】）)]?"
)
_ENDS_LABEL = frozenset(
    "日号號期版卷页頁话話机機真箱编編码碼"
)  # date, issue or label, then a number
_LONG_NUMBER = regex(r"[\d-]{7,}")  # a telephone or account number


@rule("spaces.digits", at=(beside(HAN, SPACE, DIGIT), beside(DIGIT, SPACE, HAN)), confidence=0.98)
def digits(document: Document, self: Rule, ground: Ground) -> Iterable[Proposal]:
    """A space between a Han character and a number goes, inside running text.

    ## Why
    Extractors leave it where the typesetter put a quarter em. A document that spaces its numbers
    throughout (twenty contacts or more, nine in ten spaced) keeps them all. Where unspaced contacts
    are not the majority, the fix is only a suggestion. The setting `convention.digits` goes before
    both. In a headline that is all of a text they go. Spaces after 本报讯, 第一条, dates and labels
    are structure and stay, as does whatever else stands outside running text.

    ## Examples
    Repairs: 目前共有3000家企业，其中100 余家光电企业，3家饰品企业。 → 目前共有3000家企业，其中100余家光电企业，3家饰品企业。
    Leaves: 本报讯 12月6日，活动举行。

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if not (document.has(SPACE) and document.has(DIGIT)):
        return
    classes = document.classes
    spaces = (classes[1:-1] == SPACE).nonzero()[0]
    left, right = classes[spaces], classes[spaces + 2]
    contact = ((left == HAN) & (right == DIGIT)) | ((left == DIGIT) & (right == HAN))
    places = spaces[contact] + 1
    habit = trait(document, "digits", ground.chosen).value if len(places) else SPACED
    if habit == SPACED:
        return
    chosen = [
        place
        for place, line in zip(places.tolist(), Lines.of(document).around(places), strict=True)
        if line.ended and not _structural(document.text, place, line.start)
    ]
    safety = None if habit == SOLID else Safety.SUGGESTED
    if not chosen and _HEADLINE.fullmatch(document.text.strip()):
        chosen, safety = places.tolist(), None
    yield Proposal(self, chosen, [place + 1 for place in chosen], "", safety=safety)


# A text of one line without marks: 紧扣 11 方面 81 项重点任务. Rows of a table part Han from Han, too.
_HEADLINE = regex(
    r"[\u3400-\u9fff]{2,}(?: \d+(?:\.\d+)? [\u3400-\u9fff]{1,}){1,6}(?<=[\u3400-\u9fff]{3})"
)


def _structural(text: str, place: int, start: int) -> bool:
    """Whether the space at `place` parts two things; `start`: where its line starts."""
    if text[place - 1] in _ENDS_LABEL or _LONG_NUMBER.match(text, place + 1):
        return True
    return place - start <= 24 and bool(_LEAD.fullmatch(text, start, place))


@rule("spaces.latin", at=(one(LETTER),), confidence=0.98)
def latin(document: Document, self: Rule, ground: Ground) -> Iterable[Proposal]:
    """A space between a Han character and a Latin word goes where the document sets them solid.

    ## Why
    The document does when five contacts and twice as many are solid as are spaced, or when the
    setting `convention.latin` says so. In a document that spaces them throughout (twenty contacts
    or more, nine in ten spaced) a solid contact with a word of three letters and more may get a
    space: a suggestion, since 卡拉OK and T恤 are words. Where neither is clear, the removal is a
    suggestion. Outside running text, after labels and bylines, and beside whole sentences of Latin
    the spaces stay.

    ## Examples
    Repairs: 公司用AI选稿，用AI校对，再用ERP排产，MES管车间，WMS管仓库，最后由 CRM 回访。 → 公司用AI选稿，用AI校对，再用ERP排产，MES管车间，WMS管仓库，最后由CRM回访。
    Leaves: 本报讯 NBA常规赛昨日继续进行，湖人队客场取胜。
    Leaves: 他在信中写道 I will come back one day 并签了名，大家都很感动。

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if not document.has(LETTER) or not (document.has(SPACE) or ground.chosen):
        return
    habit = trait(document, "latin", ground.chosen)
    if habit.value == SPACED:
        yield Proposal.of(_spaced(document), self, safety=Safety.SUGGESTED)
        return
    han, letter = class_set(HAN), class_set(LETTER)
    found = [
        *single_spaces(document, han, letter, is_sentence),
        *single_spaces(document, letter, han, is_sentence),
    ]
    chosen = [blank for blank in found if _beside_word(blank)]
    forced = "latin" in dict(ground.chosen)
    safe = habit.value == SOLID and (forced or _clearly_solid(habit))
    yield Proposal.of([((blank.edit(""),), "") for blank in chosen], self, safety=_safety(safe))


def _safety(safe: bool) -> Safety | None:
    """None, which is that of the rule, or a suggestion."""
    return None if safe else Safety.SUGGESTED


def _clearly_solid(habit: Trait) -> bool:
    """Whether the counts show that spaces are the exception."""
    counts = dict(habit.counts)
    return counts[SOLID] >= max(ENOUGH_LATIN, TWICE * counts[SPACED])


def _beside_word(blank: Blank) -> bool:
    """Whether a blank in running text stands beside Latin words that are no sentence."""
    if blank.structural:
        return False
    words = _WORDS_BEFORE.search(blank.before) or _WORDS_AFTER.match(blank.after)
    return words is not None and len(words[0].split()) <= LONGEST_LATIN


def _spaced(document: Document) -> Iterator[tuple[tuple[Edit], str]]:
    """A space for each solid contact of Han and a Latin word of three letters and more."""
    for found in _CONTACT.finditer(document.text):
        yield (Edit(found.start(), found.start(), " "),), ""


@rule("spaces.han", at=(beside(HAN, " ", HAN),), confidence=0.99)
def han(document: Document, self: Rule, ground: Ground) -> Iterable[Proposal]:
    """A space between two Han characters goes where it splits a word of running text.

    ## Why
    A word of the lexicon must run over the space, and no more than one of the characters beside it
    may belong to a word of its own; near the start of a line and inside brackets or quotes, none. A
    space one character away goes with it. Elsewhere in running text, or in a line that ends no sentence, the fix is a suggestion. Spaces
    that part things stay: 记者 王婷, 新时代 新征程, 本报讯 昨日, 第一条 为了, names set wide (王 健),
    verse, tables, and lines whose characters (see `glyphs.spread-line`) or words are all parted.

    ## Examples
    Repairs: 昨天上午，记者从义 乌 市人民政府了解到，今年将新建学校三所。 → 昨天上午，记者从义乌市人民政府了解到，今年将新建学校三所。
    Leaves: 本报讯 记者从市政府了解到，今年将新建学校三所。
    Leaves: 新时代 新征程
    Leaves: 参加活动的有王 健、李 明等人，他们都是本市的志愿者。

    ## Known failures
    - Near the start of a line, between words: a label and its text look the same.
    - A surname before the space.

    ## Since
    0.1.0
    """
    if not document.has(SPACE):
        return
    sides = class_set(HAN)
    found = [
        blank
        for blank in single_spaces(document, sides, sides, _is_solid)
        if not (blank.structural or blank.wide_name)
    ]
    if not found:
        return
    safe = split_words(document, found, ground.lexicon)
    yield _removals(found, safe, self)
    yield _removals(found, ~safe & _doubtful(document, found, ground), self, Safety.SUGGESTED)


def _is_solid(line: Line) -> bool:
    return line.solid


def _doubtful(document: Document, found: list[Blank], ground: Ground) -> Flags:
    """The blanks inside a clause of running text, and those that split a word in other prose."""
    clause = [blank.line.sentence and not blank.guarded for blank in found]
    prose = np.array([blank.line.solid for blank in found], np.bool_)
    return np.array(clause) | (prose & words_at(document, found, ground.lexicon).splits)


def _removals(
    found: Sequence[Blank], wanted: Flags, rule: Rule, safety: Safety | None = None
) -> Proposal:
    """The proposal to take out those blanks that are wanted."""
    edits = [((blank.edit(""),), "") for blank in compress(found, wanted.tolist())]
    return Proposal.of(edits, rule, safety=safety)


_WORDS_BEFORE = regex(r"[A-Za-z][\w.+#/&'’-]*(?: [\w.+#/&'’,-]+)*$", re.ASCII)
_WORDS_AFTER = regex(r"[A-Za-z][\w.+#/&'’-]*(?: [\w.+#/&'’,-]+)*", re.ASCII)
_CONTACT = regex(r"(?<=[\u4e00-\u9fff])(?=[A-Za-z]{3})|(?<=[A-Za-z]{3})(?=[\u4e00-\u9fff])")
