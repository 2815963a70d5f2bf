"""Reasons for a join in the words at a line end: one that runs across, a number, a hyphen."""

from __future__ import annotations

from cleaner.ledger.rules import rule
from cleaner.text.characters import DIGIT, Flags, among
from cleaner.wraps.decided import Decided
from cleaner.wraps.dehyphenation import SIGNS, hyphen_at

MEASURES = (
    "年月日时時分秒元万萬亿億千百余餘多个個名人户戶家件项項条條次期号號岁歲米吨噸公里度点點倍%％"
)


@rule("lines.word-split", confidence=0.99)
def word_split(decided: Decided) -> Flags:
    """A dictionary word runs across the line end: the lines are one.

    ## Why
    A column cuts wherever it is full, most often inside a word. Of all evidence for a join this is
    the best: on real pages no paragraph ended inside a word. Bylines, page references and other
    lines of a kind of their own are never joined, whatever word their ends would make.

    ## Examples
    Repairs: 昨日，全市召开水利建⏎设大会。 → 昨日，全市召开水利建设大会。
    Leaves: 会议在市里举行。⏎宫先生出席。

    ## Known failures
    - Short texts in narrow columns.

    ## Since
    0.1.0
    """
    return decided.gaps.spans(decided.lexicon)


@rule("lines.number", confidence=0.99)
def number(decided: Decided) -> Flags:
    """A number goes on in the next line, or its unit stands there.

    ## Why
    Cut at the column edge one figure reads as two, and a number as one without its unit.

    ## Examples
    Repairs: 据统计，全县今年共投入资金130⏎0万元，新建了二十座水库，明显改⏎善供水条件。 → 据统计，全县今年共投入资金1300万元，新建了二十座水库，明显改善供水条件。
    Leaves: 共有三项。⏎12月开始。

    ## Known failures
    - Short texts in narrow columns.

    ## Since
    0.1.0
    """
    gaps = decided.gaps
    found: Flags = gaps.last == DIGIT
    text = gaps.lines.document.text
    for gap in found.nonzero()[0].tolist():
        following = text[gaps.ends[gap]]
        found[gap] = following in MEASURES or following.isdecimal()
    return found


@rule("lines.hyphen", confidence=0.9)
def hyphen(decided: Decided) -> Flags:
    """A Latin word is divided by a hyphen at the line end.

    ## Why
    The hyphen goes when the document has the word in one piece elsewhere, or else when the whole is
    an English word; it stays when the document has the compound, or its parts are words and the
    whole is none. Of `two-` and `and three-year` it stays with a space. In a text in another language,
    told by how few of its words are English, it goes unless both parts stand there by themselves or
    one makes compounds (ex-, -même). ⸗ and ¬ at a line end divide a word and go. Where no word tells,
    the hyphen stays and only the line end goes.

    ## Examples
    Repairs: The ministry said that the informa-⏎tion system would be ready soon, and⏎that the information was correct in⏎all respects. → The ministry said that the information system would be ready soon, and that the information was correct in all respects.
    Repairs: The ministry said on Monday that well-⏎known companies had been asked to take⏎part in the new campaign, which began⏎in June. → The ministry said on Monday that well-known companies had been asked to take part in the new campaign, which began in June.
    Leaves: 2022-⏎2023

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    gaps = decided.gaps
    ends = gaps.lines.document.codes[gaps.starts - 1]
    found = among(ends, SIGNS)
    for gap in found.nonzero()[0].tolist():
        found[gap] = hyphen_at(gaps.lines.document, *gaps.between(gap)) is not None
    return found
