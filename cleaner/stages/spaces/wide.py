"""Ideographic spaces and runs of blanks inside running text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cleaner.ledger.fixes import Proposal
from cleaner.ledger.rules import Rule, Safety, rule
from cleaner.page.context import WIDE
from cleaner.stages.spaces.blanks import Blank, Ground, blanks, neighbours, split_words, wide_blanks
from cleaner.text.characters import (
    CLAUSE,
    CLOSE,
    DIGIT,
    HAN,
    LETTER,
    OPEN,
    SPACE,
    WIDE_SPACE,
    class_set,
)
from cleaner.text.convention import SOLID, trait
from cleaner.text.document import Document
from cleaner.text.regex import regex

IDEOGRAPHIC_SPACE = "\u3000"
# Characters from the line's start: before that a run parts a label from its text; set by hand.
FAR = 12
LONGEST_RUN = 3  # blanks of a run that is no gap to fill in and no column; set by hand
HAN_ONLY = class_set(HAN)
WORD = class_set(HAN, DIGIT, LETTER)


@rule("spaces.wide", confidence=0.99)
def wide(document: Document, self: Rule, ground: Ground) -> Iterable[Proposal]:
    """An ideographic space goes where it splits a word of running text or stands after a comma.

    ## Why
    So does one between Han and numbers or letters where the document sets these solid. Other
    ideographic spaces are layout: indents, the parts of a headline, verse, the columns of a table,
    a gap to fill in, a name set wide, the text of an article of law. They stay, and so do several
    in a row. No-break and thin spaces beside Chinese become plain ones before this stage (see
    `glyphs.space-variant`) and are then what plain ones are.

    ## Examples
    Repairs: 昨天上午，记者从人民政　府了解到，今年将新建学校三所。 → 昨天上午，记者从人民政府了解到，今年将新建学校三所。
    Leaves: 新时代　新征程
    Leaves: 第一条　为了保护民事主体的合法权益，制定本法。
    Leaves: 春天来了，（　　）开了，（　　）绿了。

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if not document.has(WIDE_SPACE):
        return
    inside = [
        blank
        for blank in blanks(document, WORD, WORD)
        if blank.text == IDEOGRAPHIC_SPACE and _in_running(blank)
    ]
    chosen = [*_splitting(document, inside, ground), *_at_contacts(document, inside, ground)]
    after = blanks(document, class_set(CLAUSE), WORD)
    chosen += [
        blank
        for blank in after
        if blank.text == IDEOGRAPHIC_SPACE and _in_running(blank) and is_comma(blank)
    ]
    yield Proposal.of([((blank.edit(""),), "") for blank in chosen], self)


def _in_running(blank: Blank) -> bool:
    return blank.line.sentence and not (blank.structural or blank.wide_name)


def _splitting(document: Document, found: list[Blank], ground: Ground) -> Iterator[Blank]:
    """The ideographic spaces between Han that split a word."""
    between = [blank for blank in found if _ends_with_han(blank) and _HAN.match(blank.after)]
    if between:
        splits = split_words(document, between, ground.lexicon)
        yield from (blank for blank, split in zip(between, splits.tolist(), strict=True) if split)


def _at_contacts(document: Document, found: list[Blank], ground: Ground) -> Iterator[Blank]:
    """The ideographic spaces between Han and numbers or letters that the document sets solid."""
    for blank in found:
        sides = blank.before[-1] + blank.after[0]
        if len(_HAN.findall(sides)) != 1 or blank.opening:
            continue
        name = "digits" if any(side.isdigit() for side in sides) else "latin"
        if trait(document, name, ground.chosen).value == SOLID:
            yield blank


def _ends_with_han(blank: Blank) -> bool:
    return bool(_HAN.match(blank.before[-1:]))


_HAN = regex("[\u3400-\u9fff]")


def is_comma(blank: Blank) -> bool:
    """Whether a blank follows a comma inside a sentence, and not one that parts a couplet.

    A couplet has as many characters before the comma as after it, up to the next mark.
    """
    left, right = _CLAUSE_BEFORE.search(blank.before), _CLAUSE_AFTER.match(blank.after)
    if not left or not right or _NUMBER.fullmatch(blank.before):
        return False
    return len(left[1]) != len(right[0])


_CLAUSE_BEFORE = regex(r"([^，。！？；：、\s]+)[，、]$")
_CLAUSE_AFTER = regex(r"[^，。！？；：、\s]+(?= ?[，。！？；：、])")
_NUMBER = regex(r"\s*[（(]?[一二三四五六七八九十\d]{1,3}[）)]?[，、]")  # of an item


@rule("spaces.run", confidence=0.98)
def run(document: Document, self: Rule, ground: Ground) -> Iterable[Proposal]:
    """A run of two or three blanks, or a tab, in running Chinese text becomes one space.

    ## Why
    Only one such run may stand in the line and none in the lines beside it, and a word of the
    lexicon must run over it or a comma stand before it; otherwise it is a suggestion. Longer runs
    are columns or gaps to fill in (于  年  月  日), and a run near the start of a line parts a label
    from its text. They stay, as do two spaces after the full stop of a Latin sentence.

    ## Examples
    Repairs: 昨天上午，本报记者从市人民政  府了解到，今年将新建学校三所。 → 昨天上午，本报记者从市人民政府了解到，今年将新建学校三所。
    Leaves: 甲方应于  年  月  日前将款项付清，逾期不付，按日计息。

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if not document.has(SPACE):
        return
    left = class_set(HAN, DIGIT, LETTER, CLAUSE, CLOSE)
    found = [
        blank
        for blank in wide_blanks(document, left, class_set(HAN, DIGIT, LETTER, OPEN))
        if blank.line.wide_blanks == 1
        and _is_run(blank)
        and _in_running(blank)
        and _alone(document, blank)
    ]
    if not found:
        return
    splits = split_words(document, found, ground.lexicon).tolist()
    sure = [
        (split and HAN_ONLY[document.classes[[blank.start - 1, blank.end]]].all())
        or (not split and is_comma(blank))
        for blank, split in zip(found, splits, strict=True)
    ]
    for safety, wanted in ((None, True), (Safety.SUGGESTED, False)):
        edits = [
            ((blank.edit(" "),), "")
            for blank, is_sure in zip(found, sure, strict=True)
            if bool(is_sure) is wanted
        ]
        yield Proposal.of(edits, self, safety=safety)


def _is_run(blank: Blank) -> bool:
    """Whether a blank is a tab or a few plain blanks, far enough into its line, and no gap."""
    text = blank.text
    return (
        (text == "\t" or (2 <= len(text) <= LONGEST_RUN and not text.strip(" \t")))
        and blank.start - blank.line.start >= FAR
        and not blank.opening
        and not (_GAP_BEFORE.search(blank.before) or _GAP_AFTER.match(blank.after))
    )


def _alone(document: Document, blank: Blank) -> bool:
    """Whether no run stands in the lines beside its own."""
    return not any(map(WIDE.search, neighbours(document, blank.line)))


_GAP_BEFORE = regex(r"[是为為于於至到共计計第约約即叫在]$")
_GAP_AFTER = regex(r"[年月日时時分元万萬亿億人次份个個号號名条條户戶天米页頁]")
